"""Forgotten passwords, on a real database."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.email_changes import RequestEmailChange
from contracts.accounts.errors import (
    BreachedPassword,
    EmailNotConfirmed,
    ResetLinkExpired,
    SecondFactorRequired,
    WeakPassword,
    WrongCredentials,
)
from contracts.accounts.messages import SignIn, UserConfirmed, UserStatus
from contracts.accounts.passwords import (
    PasswordChange,
    PasswordChanged,
    PasswordResetRequested,
    RequestPasswordReset,
    ResetPassword,
)
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import add_user, make_registration, proven_actor
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive, outcomes

pytestmark = pytest.mark.postgres

NEW = "seven amber lanterns"
ADA = "ada@example.org"
Mailed = Callable[[], list[str]]

events = partial(recorded.events, bookkeeping=models.bookkeeping)


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email=ADA)


@pytest.fixture
def mailed(session: Session, settings: AccountsSettings) -> Mailed:
    """The tokens of all mails so far."""

    def read() -> list[str]:
        found = events(session, event_type=PasswordResetRequested)
        return [unseal(event.sealed_token, settings.mail_sealing_key) for event in found]

    return read


def forget(ask: Ask, email: str = ADA) -> None:
    ask(RequestPasswordReset(email=email))


def reset(ask: Ask, token: str, password: str = NEW) -> None:
    ask(ResetPassword(token=token, password=password))


def age_links(session: Session, age: timedelta) -> None:
    table = models.PasswordReset
    values = {"created_at": table.created_at - age, "expires_at": table.expires_at - age}
    session.execute(update(table).values(values))
    session.commit()


def close(session: Session, owner: Owner, **changes: object) -> None:
    mine = models.User.id == owner.user.id
    session.execute(update(models.User).where(mine).values(**changes))
    session.commit()


def test_27_the_link_sets_a_new_password_in_place_of_the_old_one(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    forget(ask, "ADA@example.org")
    (token,) = mailed()

    reset(ask, token)

    assert ask(SignIn(email=ADA, password=NEW)).user.id == ada.user.id
    with pytest.raises(WrongCredentials):
        ada.sign_in()
    told = events(session, event_type=PasswordChanged)
    assert [(event.user_id, event.change) for event in told] == [
        (ada.user.id, PasswordChange.RESET)
    ]


def test_22_27_only_a_digest_of_the_token_is_stored(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    forget(ask)

    (token,) = mailed()
    link = session.scalars(select(models.PasswordReset)).one()
    outbox = b"".join(session.scalars(select(models.bookkeeping.outbox.c.envelope)))
    assert len(link.token_hash) == 32
    assert link.user_id == ada.user.id
    assert token.encode() not in link.token_hash + outbox
    assert link.expires_at - link.created_at == timedelta(minutes=15)


@pytest.mark.usefixtures("ada")
def test_27_a_link_works_once(ask: Ask, mailed: Mailed) -> None:
    forget(ask)
    (token,) = mailed()
    reset(ask, token)

    with pytest.raises(ResetLinkExpired):
        reset(ask, token, "three amber umbrellas")


@pytest.mark.usefixtures("ada")
def test_27_of_many_who_use_a_link_at_once_one_succeeds(
    ask: Ask,
    mailed: Mailed,
    desk: Desk,
    ada: Owner,
) -> None:
    forget(ask)
    (token,) = mailed()
    request = ResetPassword(token=token, password=NEW)

    came = outcomes(10, lambda: use_cases.reset_password(desk.begin, ada.passwords, request))

    assert came.count(type(None)) == 1
    assert came.count(ResetLinkExpired) == 9


@pytest.mark.usefixtures("ada")
def test_27_a_link_lives_a_quarter_of_an_hour(ask: Ask, mailed: Mailed, session: Session) -> None:
    forget(ask)
    (token,) = mailed()
    age_links(session, timedelta(minutes=15))

    with pytest.raises(ResetLinkExpired):
        reset(ask, token)


@pytest.mark.usefixtures("ada")
def test_27_using_one_link_ends_its_siblings(ask: Ask, mailed: Mailed) -> None:
    forget(ask)
    forget(ask)
    first, second = mailed()
    reset(ask, first)

    with pytest.raises(ResetLinkExpired):
        reset(ask, second)


def test_27_a_link_is_bound_to_the_address_it_was_sent_to(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    forget(ask)
    (token,) = mailed()
    close(session, ada, email="ada@new.example")

    with pytest.raises(ResetLinkExpired):
        reset(ask, token)


def test_20_27_nobody_is_signed_in_by_it_and_every_device_is_signed_out(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    forget(ask)
    (token,) = mailed()
    before = len(alive(session, ada.user))

    reset(ask, token)

    assert ResetPassword.reply_type() is type(None)
    assert (before, len(alive(session, ada.user))) == (1, 0)


def test_27_the_second_step_is_still_asked_for(ask: Ask, ada: Owner, mailed: Mailed) -> None:
    ada.set_up_app()
    forget(ask)
    (token,) = mailed()
    reset(ask, token)

    with pytest.raises(SecondFactorRequired):
        ask(SignIn(email=ADA, password=NEW))


def test_27_an_invented_token_resets_nothing(ask: Ask, ada: Owner) -> None:
    with pytest.raises(ResetLinkExpired):
        reset(ask, "x" * 43)

    assert ada.sign_in().user.id == ada.user.id


@pytest.mark.parametrize(
    ("password", "refusal"),
    [("ada lovelace", WeakPassword), ("fischersfritzt", BreachedPassword)],
)
@pytest.mark.usefixtures("ada")
def test_23_a_refused_password_leaves_the_link_alive(
    password: str, refusal: type[Exception], ask: Ask, mailed: Mailed
) -> None:
    forget(ask)
    (token,) = mailed()
    with pytest.raises(refusal):
        reset(ask, token, password)

    reset(ask, token)


def test_26_an_unknown_address_gets_the_same_answer_and_no_mail(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    for email in ("nobody@example.org", ada.user.email):
        forget(ask, email)

    (mail,) = events(session, event_type=PasswordResetRequested)
    assert RequestPasswordReset.reply_type() is type(None)
    assert (mail.user_id, mail.contact.email) == (ada.user.id, ada.user.email)
    assert len(mailed()) == 1


@pytest.mark.parametrize("status", [UserStatus.SUSPENDED, UserStatus.ERASED])
def test_a_closed_account_gets_no_link_and_an_old_one_does_not_hold(
    status: UserStatus, ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    forget(ask)
    (token,) = mailed()
    close(session, ada, status=status)

    forget(ask)

    assert len(mailed()) == 1
    with pytest.raises(ResetLinkExpired):
        reset(ask, token)


@pytest.mark.usefixtures("ada")
def test_a_mailbox_is_not_flooded_with_links(ask: Ask, session: Session) -> None:
    for _ in range(10):
        forget(ask)

    assert session.scalar(select(func.count()).select_from(models.PasswordReset)) == 5


def test_who_never_confirmed_proves_the_address_by_it(
    ask: Ask, mailed: Mailed, session: Session
) -> None:
    ask(make_registration(email=ADA, password="somebody else chose"))
    with pytest.raises(EmailNotConfirmed):
        ask(SignIn(email=ADA, password="somebody else chose"))
    forget(ask)
    (token,) = mailed()

    reset(ask, token)

    assert ask(SignIn(email=ADA, password=NEW)).user.status is UserStatus.ACTIVE
    assert len(events(session, event_type=UserConfirmed)) == 1


def test_who_came_by_google_alone_gets_a_password_by_it(
    ask: Ask, mailed: Mailed, session: Session
) -> None:
    user = add_user(session, email=ADA)
    session.delete(session.get_one(models.Password, user.id))
    session.commit()
    forget(ask)
    (token,) = mailed()

    reset(ask, token)

    assert ask(SignIn(email=ADA, password=NEW)).user.id == user.id


def test_a_change_of_address_on_its_way_is_dropped(
    ask: Ask, ada: Owner, mailed: Mailed, session: Session
) -> None:
    ask(RequestEmailChange(new_email="thief@example.org"), proven_actor(ada.user))
    forget(ask)
    (token,) = mailed()

    reset(ask, token)

    assert session.scalars(select(models.EmailChange.ended_at)).one() is not None


def test_links_are_forgotten_a_week_after_their_end(
    ask: Ask, ada: Owner, desk: Desk, session: Session
) -> None:
    forget(ask)
    ask(RequestEmailChange(new_email="ada@new.example"), proven_actor(ada.user))
    use_cases.forget_links(desk.begin)
    tables = (models.PasswordReset, models.EmailChange)
    kept = [session.scalar(select(func.count()).select_from(table)) for table in tables]

    for table in tables:
        session.execute(update(table).values(expires_at=table.expires_at - timedelta(days=8)))
    session.commit()
    use_cases.forget_links(desk.begin)

    left = [session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert (kept, left) == ([1, 1], [0, 0])
