"""Another e-mail address, which both addresses agree to, on a real database."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import msgspec
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.email_changes import (
    CancelEmailChange,
    ConfirmEmailChange,
    EmailChanged,
    EmailChangeLinkRequested,
    EmailWanted,
    RefuseEmailChange,
    RequestEmailChange,
    ResendEmailChange,
    Side,
)
from contracts.accounts.errors import (
    EmailChangeOver,
    EmailTaken,
    ResetLinkExpired,
    SameEmail,
    TooManyAttempts,
    WrongCredentials,
)
from contracts.accounts.google import GetSignInSettings
from contracts.accounts.messages import SignIn
from contracts.accounts.passwords import (
    PasswordResetRequested,
    RequestPasswordReset,
    ResetPassword,
)
from contracts.accounts.sessions import Client
from contracts.errors import StepUpRequired
from contracts.types import Actor
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import PASSWORD, add_user
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive, outcomes

pytestmark = pytest.mark.postgres

OLD, NEW = "ada@example.org", "ada@new.example"
PHONE = Client(address="192.0.2.9", user_agent="Phone", device_token="p" * 43)
Links = Callable[[], dict[Side, str]]

events = partial(recorded.events, bookkeeping=models.bookkeeping)


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email=OLD)


@pytest.fixture
def here(ada: Owner) -> Actor:
    """Ada on this device, who has just proven who she is."""
    return fresh(ada)


def fresh(owner: Owner) -> Actor:
    assert owner.actor is not None
    return msgspec.structs.replace(owner.actor, authenticated_at=time.time())


@pytest.fixture
def links(session: Session, settings: AccountsSettings) -> Links:
    """The newest token that was mailed to each side."""

    def read() -> dict[Side, str]:
        found = events(session, event_type=EmailChangeLinkRequested)
        key = settings.mail_sealing_key
        return {event.side: unseal(event.sealed_token, key) for event in found}

    return read


def wish(ask: Ask, actor: Actor, email: str = NEW) -> None:
    ask(RequestEmailChange(new_email=email), actor)


def agree(ask: Ask, token: str) -> list[Side]:
    return ask(ConfirmEmailChange(token=token)).waiting_for


def address(session: Session, owner: Owner) -> str:
    session.expire_all()
    return session.scalars(select(models.User.email).where(models.User.id == owner.user.id)).one()


def test_each_address_gets_a_link_of_its_own(
    ask: Ask, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here, "ADA@new.example")

    mails = events(session, event_type=EmailChangeLinkRequested)
    assert {(mail.side, mail.contact.email) for mail in mails} == {
        (Side.OLD, OLD),
        (Side.NEW, NEW),
    }
    stored = session.scalars(select(models.EmailChange)).one()
    outbox = b"".join(session.scalars(select(models.bookkeeping.outbox.c.envelope)))
    assert len(set(links().values())) == 2
    for token in links().values():
        assert token.encode() not in stored.old_token_hash + stored.new_token_hash + outbox


def test_30_a_wish_wants_a_fresh_proof(ask: Ask, ada: Owner) -> None:
    with pytest.raises(StepUpRequired):
        ask(RequestEmailChange(new_email=NEW), ada.actor)


@pytest.mark.parametrize("first", list(Side))
def test_nothing_changes_before_both_have_agreed(
    first: Side, ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here)
    tokens = links()
    second = Side.OLD if first is Side.NEW else Side.NEW

    for _ in range(2):
        assert agree(ask, tokens[first]) == [second]
    assert address(session, ada) == OLD

    assert agree(ask, tokens[second]) == []
    assert address(session, ada) == NEW


def test_the_old_address_is_told_and_copies_follow(
    ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here)
    for token in links().values():
        agree(ask, token)

    (told,) = events(session, event_type=EmailChanged)
    (copied,) = events(session, event_type=UserContactChanged)
    assert (told.contact.email, told.new_email) == (OLD, NEW)
    assert (copied.user_id, copied.contact.email) == (ada.user.id, NEW)
    assert ask(SignIn(email=NEW, password=PASSWORD)).user.email == NEW
    with pytest.raises(WrongCredentials):
        ask(SignIn(email=OLD, password=PASSWORD))


def test_20_other_devices_are_signed_out_and_the_one_that_asked_stays(
    ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    ada.sign_in(PHONE)
    wish(ask, here)

    for token in links().values():
        agree(ask, token)

    assert alive(session, ada.user) == [here.session_id]


def test_20_a_link_to_a_new_password_on_its_way_dies(
    ask: Ask, here: Actor, links: Links, session: Session, settings: AccountsSettings
) -> None:
    ask(RequestPasswordReset(email=OLD))
    (mail,) = events(session, event_type=PasswordResetRequested)
    forgotten = unseal(mail.sealed_token, settings.mail_sealing_key)
    wish(ask, here)
    for token in links().values():
        agree(ask, token)

    with pytest.raises(ResetLinkExpired):
        ask(ResetPassword(token=forgotten, password="seven amber lanterns"))


@pytest.mark.parametrize("side", list(Side))
def test_either_address_can_stop_it(
    side: Side, ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here)
    tokens = links()
    agree(ask, tokens[Side.NEW])

    ask(RefuseEmailChange(token=tokens[side]))

    for token in tokens.values():
        with pytest.raises(EmailChangeOver):
            agree(ask, token)
        with pytest.raises(EmailChangeOver):
            ask(RefuseEmailChange(token=token))
    assert address(session, ada) == OLD


def test_the_person_can_take_it_back_and_taking_it_back_again_does_no_harm(
    ask: Ask, here: Actor, links: Links
) -> None:
    wish(ask, here)
    for _ in range(2):
        ask(CancelEmailChange(), here)

    assert ask(GetSignInSettings(), here).email_change is None
    with pytest.raises(EmailChangeOver):
        agree(ask, links()[Side.NEW])


def test_sending_again_replaces_the_links_that_are_still_needed(
    ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here)
    first = links()
    agree(ask, first[Side.NEW])

    ask(ResendEmailChange(), here)

    second = links()
    assert second[Side.NEW] == first[Side.NEW]
    with pytest.raises(EmailChangeOver):
        agree(ask, first[Side.OLD])
    assert agree(ask, second[Side.OLD]) == []
    assert address(session, ada) == NEW


def test_a_newer_wish_replaces_the_older_one(ask: Ask, here: Actor, links: Links) -> None:
    wish(ask, here)
    older = links()
    wish(ask, here, "ada@third.example")

    for token in older.values():
        with pytest.raises(EmailChangeOver):
            agree(ask, token)
    waiting = ask(GetSignInSettings(), here).email_change
    assert waiting is not None
    assert (waiting.new_email, waiting.waiting_for) == ("ada@third.example", list(Side))


def test_a_wish_waits_for_a_day(ask: Ask, here: Actor, links: Links, session: Session) -> None:
    wish(ask, here)
    table = models.EmailChange
    session.execute(update(table).values(expires_at=table.expires_at - timedelta(hours=24)))
    session.commit()

    for token in links().values():
        with pytest.raises(EmailChangeOver):
            agree(ask, token)
    assert ask(GetSignInSettings(), here).email_change is None
    with pytest.raises(EmailChangeOver):
        ask(ResendEmailChange(), here)


def test_26_an_address_with_an_account_is_answered_like_any_other(
    ask: Ask, here: Actor, session: Session
) -> None:
    owner = add_user(session, email=NEW)
    session.commit()

    taken = ask(RequestEmailChange(new_email=NEW), here)
    free = ask(RequestEmailChange(new_email="ada@third.example"), here)

    assert taken.waiting_for == free.waiting_for
    assert [event.user_id for event in events(session, event_type=EmailWanted)] == [owner.id]
    mails = events(session, event_type=EmailChangeLinkRequested)
    assert NEW not in [mail.contact.email for mail in mails]


def test_an_address_that_somebody_got_meanwhile_is_refused(
    ask: Ask, ada: Owner, here: Actor, links: Links, session: Session
) -> None:
    wish(ask, here)
    tokens = links()
    agree(ask, tokens[Side.OLD])
    add_user(session, email="ADA@new.example")
    session.commit()

    with pytest.raises(EmailTaken):
        agree(ask, tokens[Side.NEW])

    assert address(session, ada) == OLD
    assert events(session, event_type=UserContactChanged) == []


def test_of_two_who_want_one_address_at_once_one_gets_it(
    ask: Ask, desk: Desk, make_owner: MakeOwner, links: Links, session: Session
) -> None:
    people = [make_owner(email=f"{name}@example.org") for name in ("bob", "cem")]
    last = []
    for person in people:
        wish(ask, fresh(person))
        tokens = links()
        agree(ask, tokens[Side.OLD])
        last.append(tokens[Side.NEW])

    def finish() -> None:
        request = ConfirmEmailChange(token=last.pop())
        with desk.begin() as work:
            use_cases.confirm_email_change(work, request)

    came = outcomes(2, finish)

    assert sorted(kind.__name__ for kind in came) == ["EmailTaken", "NoneType"]
    assert [address(session, person) for person in people].count(NEW) == 1


def test_ones_own_address_is_no_change(ask: Ask, here: Actor) -> None:
    with pytest.raises(SameEmail):
        wish(ask, here, OLD)


def test_mailboxes_are_not_flooded(ask: Ask, here: Actor) -> None:
    wish(ask, here)
    for _ in range(4):
        ask(ResendEmailChange(), here)

    with pytest.raises(TooManyAttempts):
        ask(ResendEmailChange(), here)
    with pytest.raises(TooManyAttempts):
        wish(ask, here, "ada@third.example")


def test_an_invented_token_agrees_to_nothing(ask: Ask) -> None:
    with pytest.raises(EmailChangeOver):
        agree(ask, "x" * 43)
    with pytest.raises(EmailChangeOver):
        ask(RefuseEmailChange(token="x" * 43))
