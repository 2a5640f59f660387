"""Signed-in devices: seen, ended one by one or together, and refused everywhere from then on."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts import messages
from contracts.accounts.errors import DeviceNotFound, SessionEnded
from contracts.accounts.messages import ChangeRole, RefreshSession, SignIn, SignOut
from contracts.accounts.sessions import (
    Client,
    EndOtherSessions,
    EndSession,
    ListRevocations,
    ListSessions,
)
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.use_cases.revocation import end_sessions
from services.common.desk import Desk
from tests.factories.accounts import PASSWORD, actor_of, add_user
from tests.outbox import recorded

pytestmark = pytest.mark.postgres

PHONE = Client(address="192.0.2.7", user_agent="Phone", device_token="p" * 43)
DESK = Client(address="192.0.2.8", user_agent="Desk", device_token="d" * 43)
Enter = Callable[[Client], messages.Session]
DeskOf = Callable[[Actor | None], Desk]


@pytest.fixture
def ada(session: Session, passwords: Argon2Passwords) -> models.User:
    user = add_user(session, passwords.hash(PASSWORD), email="ada@example.org")
    session.commit()
    return user


@pytest.fixture
def enter(
    ada: models.User, desk: Desk, passwords: Argon2Passwords, settings: AccountsSettings
) -> Enter:
    def act(client: Client) -> messages.Session:
        request = SignIn(email=ada.email, password=PASSWORD, client=client)
        return use_cases.sign_in(desk.begin, passwords, settings, request)

    return act


@pytest.fixture
def sitting_at(session: Session, ada: models.User) -> Callable[[str], Actor]:
    """Ada, as her device with that name is vouched for."""

    def find(user_agent: str) -> Actor:
        statement = select(models.Session.id).where(models.Session.user_agent == user_agent)
        return Actor(user_id=ada.id, role=ada.role, session_id=session.scalars(statement).one())

    return find


def refuses(desk: Desk, settings: AccountsSettings, signed_in: messages.Session) -> bool:
    request = RefreshSession(refresh_token=signed_in.refresh_token)
    try:
        use_cases.refresh_session(desk.begin, settings, request)
    except SessionEnded:
        return True
    return False


def revoked(desk: Desk) -> list[object]:
    with desk.read() as work:
        return list(use_cases.list_revocations(work, ListRevocations()).sessions)


def test_people_see_their_devices_the_one_in_use_first(
    enter: Enter, desk_of: DeskOf, sitting_at: Callable[[str], Actor]
) -> None:
    enter(PHONE)
    enter(DESK)

    with desk_of(sitting_at("Phone")).read() as work:
        devices = use_cases.list_sessions(work, ListSessions()).items

    assert [(one.user_agent, one.address, one.current) for one in devices] == [
        ("Phone", "192.0.2.7", True),
        ("Desk", "192.0.2.8", False),
    ]


def test_one_device_is_signed_out_and_the_others_go_on(
    enter: Enter,
    desk_of: DeskOf,
    settings: AccountsSettings,
    sitting_at: Callable[[str], Actor],
    session: Session,
) -> None:
    phone, other = enter(PHONE), enter(DESK)
    actor, gone = sitting_at("Desk"), sitting_at("Phone").session_id
    assert gone is not None
    desk = desk_of(actor)

    with desk.begin() as work:
        use_cases.end_one_session(work, EndSession(session_id=gone))

    assert refuses(desk, settings, phone)
    assert not refuses(desk, settings, other)
    assert revoked(desk) == [gone]
    (event,) = recorded(session, models.bookkeeping, "accounts.sessions.revoked.v1")
    assert event["session_ids"] == [str(gone)]


def test_every_other_device_is_signed_out_at_once(
    enter: Enter,
    desk_of: DeskOf,
    settings: AccountsSettings,
    sitting_at: Callable[[str], Actor],
) -> None:
    phones, here = [enter(PHONE) for _ in range(3)], enter(DESK)
    desk = desk_of(sitting_at("Desk"))

    with desk.begin() as work:
        use_cases.end_other_sessions(work, EndOtherSessions())

    assert [refuses(desk, settings, phone) for phone in phones] == [True] * 3
    assert not refuses(desk, settings, here)


def test_nobody_ends_the_session_of_somebody_else(
    enter: Enter,
    desk_of: DeskOf,
    settings: AccountsSettings,
    sitting_at: Callable[[str], Actor],
) -> None:
    phone = enter(PHONE)
    session_id = sitting_at("Phone").session_id
    assert session_id is not None
    eve = desk_of(Actor(user_id=uuid4(), role=Role.ADMIN))

    with pytest.raises(DeviceNotFound), eve.begin() as work:
        use_cases.end_one_session(work, EndSession(session_id=session_id))

    assert not refuses(eve, settings, phone)


def test_an_ended_session_is_announced_once(
    enter: Enter, desk: Desk, ada: models.User, session: Session
) -> None:
    phone = enter(PHONE)

    for _ in range(2):
        with desk.begin() as work:
            use_cases.sign_out(work, SignOut(refresh_token=phone.refresh_token))
    with desk.begin() as work:
        end_sessions(work, ada.id, "nothing left")

    assert len(recorded(session, models.bookkeeping, "accounts.sessions.revoked.v1")) == 1


def test_renewing_a_session_notes_from_where(
    enter: Enter, desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    phone = enter(PHONE)
    moved = Client(address="198.51.100.1", user_agent="Phone 2")

    use_cases.refresh_session(
        desk.begin, settings, RefreshSession(refresh_token=phone.refresh_token, client=moved)
    )

    row = session.scalars(select(models.Session)).one()
    assert (row.address, row.user_agent) == ("198.51.100.1", "Phone 2")
    assert row.last_used_at > row.created_at


def test_10_a_change_of_role_outdates_the_tokens_from_before(
    enter: Enter, desk_of: DeskOf, settings: AccountsSettings, session: Session, ada: models.User
) -> None:
    phone = enter(PHONE)
    sam = add_user(session, role=Role.ADMIN)
    session.commit()
    desk = desk_of(actor_of(sam))

    with desk.begin() as work:
        request = ChangeRole(user_id=ada.id, role=Role.TEACHER, reason="Teaches from now on.")
        use_cases.change_role(work, request)

    with desk.read() as work:
        assert use_cases.list_revocations(work, ListRevocations()).versions == {ada.id: 2}
    renewed = use_cases.refresh_session(
        desk.begin, settings, RefreshSession(refresh_token=phone.refresh_token)
    )
    assert renewed.user.role is Role.TEACHER


def test_a_person_hears_of_a_new_device_but_not_of_the_first_nor_of_a_known_one(
    enter: Enter, session: Session
) -> None:
    for client in (PHONE, PHONE, DESK, DESK):
        enter(client)

    (notice,) = recorded(session, models.bookkeeping, "accounts.security.noticed.v1")
    assert (notice["notice"], notice["user_agent"]) == ("new_device", "Desk")


def test_18_a_token_that_is_used_twice_ends_its_session_and_the_person_hears_of_it_once(
    enter: Enter, desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    chain = [enter(PHONE)]
    other = enter(DESK)
    for _ in range(20):
        request = RefreshSession(refresh_token=chain[-1].refresh_token)
        chain.append(use_cases.refresh_session(desk.begin, settings, request))

    stolen, newest = chain[7], chain[-1]
    used_at = models.RefreshToken.used_at
    session.execute(update(models.RefreshToken).values(used_at=used_at - timedelta(seconds=11)))
    session.commit()
    assert [refuses(desk, settings, one) for one in (stolen, newest, stolen)] == [True] * 3

    assert not refuses(desk, settings, other)
    assert len(revoked(desk)) == 1
    notices = recorded(session, models.bookkeeping, "accounts.security.noticed.v1")
    assert [one["notice"] for one in notices] == ["new_device", "token_reused"]
