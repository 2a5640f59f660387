"""What was revoked is refused at once: by requests, by new connections, and by open ones."""

import asyncio
import time
from contextlib import suppress
from uuid import UUID, uuid4

import pytest

from contracts.accounts.messages import GetMe, ListSigningKeys
from contracts.accounts.sessions import ListRevocations, Revocations
from contracts.errors import ServiceUnavailable, Unauthenticated
from contracts.types import Role
from gateway import revocations
from gateway.auth import TokenVerifier
from gateway.keys import VERIFIER
from gateway.revocations import RevocationList
from tests.unit.gateway.fakes import PUBLIC_URL, FakeRpc, SigningKey
from tests.unit.gateway.house import House, Person, announce, silent_feed
from tests.waiting import eventually

ADA, BOB = UUID(int=1), UUID(int=2)
REVOKED = "accounts.sessions.revoked.v1"
OUTDATED = "accounts.tokens.outdated.v1"


async def is_gone(person: Person) -> bool:
    return not person.client.connected


async def test_an_ended_session_is_refused_from_the_event_on(rpc: FakeRpc, key: SigningKey) -> None:
    verifier = TokenVerifier(rpc, PUBLIC_URL, RevocationList(rpc))
    feed = silent_feed()
    feed.add(verifier.revocations.hear)
    session_id = uuid4()
    token, other = key.token(sid=str(session_id)), key.token()
    await verifier.verify(token)

    await announce(feed, REVOKED, user_id=str(ADA), session_ids=[str(session_id)], because="x")

    with pytest.raises(Unauthenticated):
        await verifier.verify(token)
    await verifier.verify(other)


async def test_tokens_from_before_a_change_of_role_are_refused(
    rpc: FakeRpc, key: SigningKey
) -> None:
    verifier = TokenVerifier(rpc, PUBLIC_URL, RevocationList(rpc))
    feed = silent_feed()
    feed.add(verifier.revocations.hear)

    await announce(feed, OUTDATED, user_id=str(ADA), version=2)
    await announce(feed, OUTDATED, user_id=str(ADA), version=1)

    with pytest.raises(Unauthenticated):
        await verifier.verify(key.token(Role.ADMIN, sub=str(ADA), ver=1))
    await verifier.verify(key.token(Role.STUDENT, sub=str(ADA), ver=2))
    await verifier.verify(key.token(sub=str(BOB), ver=1))


async def test_who_missed_the_event_learns_it_from_the_list(
    rpc: FakeRpc, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revocations, "POLL_SECONDS", 0.01)
    verifier = TokenVerifier(rpc, PUBLIC_URL, RevocationList(rpc))
    session_id = uuid4()
    token = key.token(sid=str(session_id), sub=str(ADA))
    rpc.answer(ListRevocations, ServiceUnavailable("Later."))
    watching = asyncio.create_task(verifier.revocations.watch())
    await verifier.verify(token)

    rpc.answer(ListRevocations, Revocations(sessions=[session_id], versions={BOB: 3}))

    async def is_refused() -> bool:
        with suppress(Unauthenticated):
            await verifier.verify(token)
            return False
        return True

    await eventually(is_refused)
    with pytest.raises(Unauthenticated):
        await verifier.verify(key.token(sub=str(BOB), ver=2))
    watching.cancel()


async def test_what_is_heard_while_the_list_is_on_its_way_is_kept(
    rpc: FakeRpc, key: SigningKey
) -> None:
    feed, held = silent_feed(), RevocationList(rpc)
    feed.add(held.hear)
    session_id = uuid4()

    async def slow() -> Revocations:
        await announce(feed, REVOKED, user_id=str(ADA), session_ids=[str(session_id)], because="x")
        return Revocations(sessions=[], versions={})

    rpc.answer(ListRevocations, lambda _: slow())
    watching = asyncio.create_task(held.watch())

    async def has_looked() -> bool:
        return bool(rpc.asked(ListRevocations))

    await eventually(has_looked)
    verifier = TokenVerifier(rpc, PUBLIC_URL, held)
    with pytest.raises(Unauthenticated):
        await verifier.verify(key.token(sid=str(session_id)))
    watching.cancel()


async def test_52_open_connections_of_an_ended_session_are_closed(
    house: House, key: SigningKey
) -> None:
    session_id = uuid4()
    ended, other = Person(ADA), await house.enter(ADA)
    await house.connect(ended, {"token": key.token(sub=str(ADA), sid=str(session_id))})

    await house.announce(
        REVOKED, user_id=str(ADA), session_ids=[str(session_id)], because="signed out"
    )

    await eventually(lambda: is_gone(ended))
    assert other.client.connected


async def test_52_a_change_of_role_closes_what_the_old_role_opened(house: House) -> None:
    former = await house.enter(ADA, Role.ADMIN)
    house.people.remove(former)

    await house.announce(OUTDATED, user_id=str(ADA), version=2)

    await eventually(lambda: is_gone(former))


async def test_52_a_connection_ends_with_its_token(
    house: House, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(ADA)
    await house.connect(person, {"token": key.token(sub=str(ADA))})
    later = time.time() + 3600
    monkeypatch.setattr("gateway.sockets.live.time.time", lambda: later)

    await house.app[VERIFIER].revocations.tell()

    await eventually(lambda: is_gone(person))


async def test_52_a_fresh_token_of_the_same_session_keeps_the_connection(
    house: House, key: SigningKey
) -> None:
    person, sid = Person(ADA), str(uuid4())
    await house.connect(person, {"token": key.token(sub=str(ADA), sid=sid)})

    answer = await person.client.call("renew", {"token": key.token(sub=str(ADA), sid=sid)})

    assert answer == {"ok": True}
    await person.client.disconnect()


@pytest.mark.parametrize("auth", [None, {}, {"token": 7}, {"token": "a.b.c"}])
async def test_49_renewing_wants_a_token(house: House, auth: object) -> None:
    person = await house.enter(ADA)

    answer = await person.client.call("renew", auth)

    assert (answer["ok"], answer["problem"]["status"]) == (False, 401)


async def test_51_nobody_goes_on_with_the_token_of_somebody_else(
    house: House, key: SigningKey
) -> None:
    person = await house.enter(ADA)

    answer = await person.client.call("renew", {"token": key.token(sub=str(BOB))})

    assert (answer["ok"], answer["problem"]["status"]) == (False, 401)


async def test_17_a_key_that_is_trusted_no_longer_is_forgotten_at_once(
    house: House, rpc: FakeRpc, key: SigningKey
) -> None:
    old, new = SigningKey("old"), SigningKey("new")
    rpc.publish(old, new)
    await house.app[VERIFIER].verify(old.token())
    rpc.publish(new)

    await house.announce("accounts.signing_keys.changed.v1")

    async def is_refused() -> bool:
        with suppress(Unauthenticated):
            await house.app[VERIFIER].verify(old.token())
            return False
        return True

    await eventually(is_refused)
    await house.app[VERIFIER].verify(new.token())
    assert rpc.asked(ListSigningKeys)
    assert not rpc.asked(GetMe)
