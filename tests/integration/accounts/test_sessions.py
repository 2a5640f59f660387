"""Signing in and staying signed in, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts import messages
from contracts.accounts.errors import (
    AccountSuspended,
    EmailNotConfirmed,
    SessionEnded,
    WrongCredentials,
)
from contracts.accounts.messages import ListSigningKeys, RefreshSession, SignOut, UserStatus
from contracts.errors import ServiceError
from contracts.types import Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.tokens import fingerprint
from services.common.desk import Desk
from tests.factories.accounts import PASSWORD, add_user, make_sign_in

pytestmark = pytest.mark.postgres

SignIn = Callable[..., messages.Session]
Refresh = Callable[[str], messages.Session]


@pytest.fixture
def ada(session: Session, passwords: Argon2Passwords) -> models.User:
    user = add_user(session, passwords.hash(PASSWORD), email="ada@example.org")
    session.commit()
    return user


@pytest.fixture
def sign_in(desk: Desk, passwords: Argon2Passwords, settings: AccountsSettings) -> SignIn:
    def act(email: str = "ada@example.org", password: str = PASSWORD) -> messages.Session:
        request = make_sign_in(email, password)
        return use_cases.sign_in(desk.begin, passwords, settings, request)

    return act


@pytest.fixture
def refresh(desk: Desk, settings: AccountsSettings) -> Refresh:
    def act(token: str) -> messages.Session:
        return use_cases.refresh_session(desk.begin, settings, RefreshSession(refresh_token=token))

    return act


@pytest.fixture
def read_token(desk: Desk, settings: AccountsSettings) -> Callable[[str], dict[str, Any]]:
    """What a gateway reads from an access token, with nothing but the published keys."""

    def read(token: str) -> dict[str, Any]:
        published = use_cases.list_signing_keys(
            desk.begin, settings.token_encryption_key, ListSigningKeys()
        )
        kid = jwt.get_unverified_header(token)["kid"]
        (key,) = [key for key in published.keys if key.kid == kid]
        public = jwt.PyJWK({"kty": key.kty, "crv": key.crv, "x": key.x, "y": key.y})
        return jwt.decode(
            token, public, algorithms=[key.alg], audience="academy", issuer=settings.public_url
        )

    return read


def tokens_in(session: Session) -> int:
    statement = select(func.count()).select_from(models.RefreshToken)
    return session.scalar(statement) or 0


def make_older(session: Session, token: str, age: timedelta) -> None:
    """Let a refresh token have been used longer ago."""
    table = models.RefreshToken
    mine = table.token_hash == fingerprint(token)
    session.execute(update(table).where(mine).values(used_at=table.used_at - age))
    session.commit()


def test_signing_in_gives_tokens_that_the_published_keys_verify(
    ada: models.User, sign_in: SignIn, read_token: Callable[[str], dict[str, Any]]
) -> None:
    signed_in = sign_in("Ada@example.org")

    claims = read_token(signed_in.access_token)
    assert (claims["sub"], claims["role"]) == (str(ada.id), "student")
    assert signed_in.expires_in == 600
    assert signed_in.user.email == "ada@example.org"


def test_the_refresh_token_is_stored_as_a_digest_only(
    ada: models.User, sign_in: SignIn, session: Session
) -> None:
    signed_in = sign_in()

    row = session.scalars(select(models.RefreshToken)).one()
    assert row.token_hash == fingerprint(signed_in.refresh_token)
    assert row.expires_at - row.created_at == timedelta(days=7)
    family = session.scalars(select(models.Session)).one()
    assert family.expires_at - family.created_at == timedelta(days=30)


@pytest.mark.parametrize("status", list(UserStatus))
def test_a_wrong_password_looks_like_an_unknown_address_whatever_the_account(
    status: UserStatus, session: Session, passwords: Argon2Passwords, sign_in: SignIn
) -> None:
    add_user(session, passwords.hash(PASSWORD), email="ada@example.org", status=status)
    session.commit()

    refusals = [refusal_of(sign_in, email) for email in ("ada@example.org", "no@example.org")]

    assert refusals[0] == refusals[1]
    assert refusals[0][0] is WrongCredentials
    assert tokens_in(session) == 0


def refusal_of(sign_in: SignIn, email: str) -> tuple[type[ServiceError], str, dict[str, Any]]:
    with pytest.raises(ServiceError) as caught:
        sign_in(email, "not the password")
    return type(caught.value), caught.value.detail, caught.value.extra


@pytest.mark.parametrize(
    ("status", "refusal"),
    [(UserStatus.UNCONFIRMED, EmailNotConfirmed), (UserStatus.SUSPENDED, AccountSuspended)],
)
def test_the_right_password_learns_why_the_account_cannot_be_used(
    status: UserStatus,
    refusal: type[ServiceError],
    session: Session,
    passwords: Argon2Passwords,
    sign_in: SignIn,
) -> None:
    add_user(session, passwords.hash(PASSWORD), email="ada@example.org", status=status)
    session.commit()

    with pytest.raises(refusal):
        sign_in()


def test_signing_in_strengthens_an_outdated_hash(
    session: Session, passwords: Argon2Passwords, sign_in: SignIn
) -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    add_user(session, weaker, email="ada@example.org")
    session.commit()

    sign_in()

    session.expire_all()
    digest = session.scalars(select(models.Password.hash)).one()
    assert not passwords.is_outdated(digest)
    assert passwords.matches(digest, PASSWORD)


def test_a_refresh_spends_the_token_for_the_next_one(
    ada: models.User,
    sign_in: SignIn,
    refresh: Refresh,
    read_token: Callable[[str], dict[str, Any]],
) -> None:
    first = sign_in()

    second = refresh(first.refresh_token)
    third = refresh(second.refresh_token)

    refresh_tokens = {s.refresh_token for s in (first, second, third)}
    sessions = {read_token(s.access_token)["sid"] for s in (first, second, third)}
    assert (len(refresh_tokens), len(sessions)) == (3, 1)


def test_a_refresh_carries_the_role_of_this_moment(
    ada: models.User,
    sign_in: SignIn,
    refresh: Refresh,
    session: Session,
    read_token: Callable[[str], dict[str, Any]],
) -> None:
    signed_in = sign_in()
    session.execute(update(models.User).values(role=Role.TEACHER))
    session.commit()

    renewed = refresh(signed_in.refresh_token)

    assert read_token(renewed.access_token)["role"] == "teacher"
    assert renewed.user.role is Role.TEACHER


def test_fifty_refreshes_at_once_have_one_child_and_log_nobody_out(
    ada: models.User, sign_in: SignIn, refresh: Refresh, session: Session
) -> None:
    signed_in = sign_in()

    with ThreadPoolExecutor(50) as pool:
        renewed = list(pool.map(refresh, [signed_in.refresh_token] * 50))

    assert len({answer.refresh_token for answer in renewed}) == 1
    assert tokens_in(session) == 2
    assert refresh(renewed[0].refresh_token).user.id == ada.id


def test_a_token_that_comes_back_after_the_window_ends_the_whole_family(
    ada: models.User, sign_in: SignIn, refresh: Refresh, session: Session
) -> None:
    other_device = sign_in()
    chain = [sign_in().refresh_token]
    for _ in range(20):
        chain.append(refresh(chain[-1]).refresh_token)
    make_older(session, chain[7], timedelta(seconds=11))

    for token in (chain[7], chain[-1], chain[-2], chain[0]):
        with pytest.raises(SessionEnded):
            refresh(token)

    assert refresh(other_device.refresh_token).user.id == ada.id


def test_a_lost_reply_is_given_again_within_the_window(
    ada: models.User, sign_in: SignIn, refresh: Refresh, session: Session
) -> None:
    signed_in = sign_in()
    lost = refresh(signed_in.refresh_token)
    make_older(session, signed_in.refresh_token, timedelta(seconds=9))

    again = refresh(signed_in.refresh_token)

    assert again.refresh_token == lost.refresh_token
    assert tokens_in(session) == 2


@pytest.mark.parametrize("lifetime", ["idle", "absolute"])
def test_a_session_ends_by_itself(
    lifetime: str, ada: models.User, sign_in: SignIn, refresh: Refresh, session: Session
) -> None:
    signed_in = sign_in()
    table = models.RefreshToken if lifetime == "idle" else models.Session
    session.execute(update(table).values(expires_at=table.created_at))
    session.commit()

    with pytest.raises(SessionEnded):
        refresh(signed_in.refresh_token)


def test_a_suspended_person_does_not_stay_signed_in(
    ada: models.User, sign_in: SignIn, refresh: Refresh, session: Session
) -> None:
    signed_in = sign_in()
    session.execute(update(models.User).values(status=UserStatus.SUSPENDED))
    session.commit()

    with pytest.raises(AccountSuspended):
        refresh(signed_in.refresh_token)


def test_signing_out_ends_this_session_only(
    ada: models.User, sign_in: SignIn, refresh: Refresh, desk: Desk
) -> None:
    here, elsewhere = sign_in(), sign_in()

    for token in (here.refresh_token, here.refresh_token, "x" * 43):
        with desk.begin() as work:
            use_cases.sign_out(work, SignOut(refresh_token=token))

    with pytest.raises(SessionEnded):
        refresh(here.refresh_token)
    assert refresh(elsewhere.refresh_token).user.id == ada.id


def test_signing_out_with_a_spent_token_ends_the_session_too(
    ada: models.User, sign_in: SignIn, refresh: Refresh, desk: Desk
) -> None:
    first = sign_in()
    second = refresh(first.refresh_token)

    with desk.begin() as work:
        use_cases.sign_out(work, SignOut(refresh_token=first.refresh_token))

    for token in (first.refresh_token, second.refresh_token):
        with pytest.raises(SessionEnded):
            refresh(token)


def test_an_invented_refresh_token_gets_nothing(refresh: Refresh) -> None:
    with pytest.raises(SessionEnded):
        refresh("x" * 43)


def test_ended_sessions_are_forgotten_and_living_ones_kept(
    ada: models.User, sign_in: SignIn, refresh: Refresh, desk: Desk, session: Session
) -> None:
    ended, alive = sign_in(), sign_in()
    refresh(ended.refresh_token)
    table = models.Session
    old = select(models.RefreshToken.session_id).where(
        models.RefreshToken.token_hash == fingerprint(ended.refresh_token)
    )
    long_ago = {"expires_at": table.expires_at - timedelta(days=38)}
    session.execute(update(table).where(table.id.in_(old)).values(long_ago))
    session.commit()

    use_cases.remove_expired(desk.begin)

    assert tokens_in(session) == 1
    assert refresh(alive.refresh_token).user.id == ada.id


def test_many_first_calls_at_once_make_one_signing_key(
    desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    def keys(_: int) -> messages.JwkSet:
        return use_cases.list_signing_keys(
            desk.begin, settings.token_encryption_key, ListSigningKeys()
        )

    with ThreadPoolExecutor(10) as pool:
        published = list(pool.map(keys, range(20)))

    (row,) = session.scalars(select(models.SigningKey)).all()
    assert {key.kid for answer in published for key in answer.keys} == {row.id}
    assert "PRIVATE KEY" not in row.sealed_private_key
