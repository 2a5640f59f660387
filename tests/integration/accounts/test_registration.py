"""Registering and confirming, on a real database."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import ConfirmationExpired, WeakPassword
from contracts.accounts.messages import (
    ConfirmationRequested,
    ConfirmEmail,
    RegistrationRepeated,
    ResendConfirmation,
    UserConfirmed,
    UserRegistered,
    UserStatus,
)
from contracts.types import Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import add_user, make_registration

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)

Registering = Callable[..., None]


@pytest.fixture
def register(desk: Desk, passwords: Argon2Passwords, settings: AccountsSettings) -> Registering:
    def act(**changes: str) -> None:
        request = make_registration(**changes)
        use_cases.register(desk.begin, passwords, settings, request)

    return act


@pytest.fixture
def mailed_tokens(session: Session, settings: AccountsSettings) -> Callable[[], list[str]]:
    """The tokens of all confirmation mails so far."""

    def read() -> list[str]:
        found = events(session, event_type=ConfirmationRequested)
        return [unseal(event.sealed_token, settings.mail_sealing_key) for event in found]

    return read


def confirm(desk: Desk, token: str) -> None:
    with desk.begin() as work:
        use_cases.confirm_email(work, 16, ConfirmEmail(token=token))


def resend(desk: Desk, settings: AccountsSettings, email: str) -> None:
    with desk.begin() as work:
        request = ResendConfirmation(email=email)
        use_cases.resend_confirmation(work, settings.mail_sealing_key, request)


def test_a_new_person_is_an_unconfirmed_student(register: Registering, session: Session) -> None:
    register(email="Ada@Example.org", name=" Ada Lovelace ", locale="ar")

    user = session.scalars(select(models.User)).one()
    assert (user.email, user.name, user.locale) == ("ada@example.org", "Ada Lovelace", "ar")
    assert (user.role, user.status) == (Role.STUDENT, UserStatus.UNCONFIRMED)
    announced = events(session, event_type=UserRegistered)
    assert [(event.user_id, event.role) for event in announced] == [(user.id, Role.STUDENT)]


def test_neither_password_nor_token_is_stored_in_the_clear(
    register: Registering, session: Session, mailed_tokens: Callable[[], list[str]]
) -> None:
    register(password="three lilac umbrellas")

    password = session.scalars(select(models.Password)).one()
    link = session.scalars(select(models.EmailConfirmation)).one()
    outbox = b"".join(session.scalars(select(models.bookkeeping.outbox.c.envelope)))
    (token,) = mailed_tokens()
    assert password.hash.startswith("$argon2id$")
    assert token.encode() not in link.token_hash + outbox
    assert b"lilac" not in outbox


def test_a_weak_password_is_refused_whether_or_not_the_address_is_known(
    register: Registering, session: Session
) -> None:
    add_user(session, email="ada@example.org")
    session.commit()

    for email in ("ada@example.org", "new@example.org"):
        with pytest.raises(WeakPassword):
            register(email=email, password="password12345")


def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail(
    register: Registering, session: Session
) -> None:
    owner = add_user(session, email="ada@example.org", digest="the owner's")
    session.commit()

    register(email="ADA@example.org", name="Mallory")

    session.expire_all()
    assert session.scalars(select(models.User.name)).all() == ["Ada Lovelace"]
    assert session.scalars(select(models.Password.hash)).all() == ["the owner's"]
    repeated = events(session, event_type=RegistrationRepeated)
    assert [event.user_id for event in repeated] == [owner.id]
    assert events(session, event_type=ConfirmationRequested) == []


def test_registering_again_before_confirming_replaces_password_and_link(
    register: Registering,
    desk: Desk,
    session: Session,
    passwords: Argon2Passwords,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register(email="ada@example.org", password="three lilac umbrellas")
    register(email="ada@example.org", password="seven amber lanterns")

    first, second = mailed_tokens()
    with pytest.raises(ConfirmationExpired):
        confirm(desk, first)
    confirm(desk, second)

    digest = session.scalars(select(models.Password.hash)).one()
    assert passwords.matches(digest, "seven amber lanterns")
    assert len(events(session, event_type=UserRegistered)) == 1


def test_the_link_confirms_once_and_forgives_a_second_click(
    register: Registering,
    desk: Desk,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register()
    (token,) = mailed_tokens()

    confirm(desk, token)
    confirm(desk, token)

    user = session.scalars(select(models.User)).one()
    assert user.status is UserStatus.ACTIVE
    assert user.confirmed_at is not None
    confirmed = events(session, event_type=UserConfirmed)
    assert [event.user_id for event in confirmed] == [user.id]


def test_a_link_that_is_too_old_confirms_nothing_not_even_again(
    register: Registering,
    desk: Desk,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register()
    register()
    used, unused = mailed_tokens()
    confirm(desk, used)
    age_links(session, timedelta(hours=24))

    for token in (used, unused):
        with pytest.raises(ConfirmationExpired):
            confirm(desk, token)


def test_an_invented_token_confirms_nothing(desk: Desk) -> None:
    with pytest.raises(ConfirmationExpired):
        confirm(desk, "x" * 43)


def test_a_confirmed_person_who_was_suspended_is_not_reopened_by_another_link(
    register: Registering,
    desk: Desk,
    settings: AccountsSettings,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register(email="ada@example.org")
    resend(desk, settings, "ada@example.org")
    first, second = mailed_tokens()
    confirm(desk, first)
    session.execute(update(models.User).values(status=UserStatus.SUSPENDED))
    session.commit()

    confirm(desk, second)

    assert session.scalars(select(models.User.status)).one() is UserStatus.SUSPENDED


def test_a_used_link_does_not_confirm_an_account_that_needs_confirming_anew(
    register: Registering,
    desk: Desk,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register()
    (token,) = mailed_tokens()
    confirm(desk, token)
    session.execute(update(models.User).values(status=UserStatus.UNCONFIRMED))
    session.commit()

    confirm(desk, token)

    assert session.scalars(select(models.User.status)).one() is UserStatus.UNCONFIRMED


def test_a_link_can_be_sent_again_and_both_work(
    register: Registering,
    desk: Desk,
    settings: AccountsSettings,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    register(email="ada@example.org")

    resend(desk, settings, "ADA@example.org")

    first, second = mailed_tokens()
    assert first != second
    confirm(desk, first)
    confirm(desk, second)
    assert len(events(session, event_type=UserConfirmed)) == 1


@pytest.mark.parametrize("status", [None, UserStatus.ACTIVE, UserStatus.SUSPENDED])
def test_nobody_else_gets_another_link(
    status: UserStatus | None, desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    if status is not None:
        add_user(session, email="ada@example.org", status=status)
        session.commit()

    resend(desk, settings, "ada@example.org")

    assert events(session, event_type=ConfirmationRequested) == []


def test_a_mailbox_is_not_flooded_with_links(
    register: Registering, desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    register(email="ada@example.org")

    for _ in range(10):
        resend(desk, settings, "ada@example.org")

    assert session.scalar(select(func.count()).select_from(models.EmailConfirmation)) == 5


def test_whoever_registers_an_address_over_and_over_leaves_the_last_link_alive(
    register: Registering,
    desk: Desk,
    session: Session,
    mailed_tokens: Callable[[], list[str]],
) -> None:
    for _ in range(7):
        register(email="ada@example.org")

    *_, last = mailed_tokens()
    confirm(desk, last)

    assert session.scalars(select(models.User.status)).one() is UserStatus.ACTIVE


def age_links(session: Session, age: timedelta) -> None:
    table = models.EmailConfirmation
    values = {"created_at": table.created_at - age, "expires_at": table.expires_at - age}
    session.execute(update(table).values(values))
    session.commit()
