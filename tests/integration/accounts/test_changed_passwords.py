"""Changed and first passwords, on a real database."""

import time
from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    BreachedPassword,
    ResetLinkExpired,
    TooManyAttempts,
    WeakPassword,
    WrongCredentials,
    WrongPassword,
)
from contracts.accounts.google import GetSignInSettings
from contracts.accounts.messages import SignIn
from contracts.accounts.passwords import (
    ChangePassword,
    PasswordChange,
    PasswordChanged,
    PasswordResetRequested,
    RequestPasswordReset,
    ResetPassword,
)
from contracts.accounts.sessions import Client
from contracts.errors import ServiceError, StepUpRequired
from contracts.types import Actor
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import PASSWORD
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive

pytestmark = pytest.mark.postgres

NEW = "seven amber lanterns"
PHONE = Client(address="192.0.2.9", user_agent="Phone", device_token="p" * 43)
Change = Callable[..., None]

events = partial(recorded.events, bookkeeping=models.bookkeeping)


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email="ada@example.org")


@pytest.fixture
def here(ada: Owner) -> Actor:
    """Ada on this device, who last proved who she is long ago."""
    assert ada.actor is not None
    return ada.actor


@pytest.fixture
def change(ask: Ask, here: Actor) -> Change:
    def act(new: str = NEW, current: str = PASSWORD, actor: Actor = here) -> None:
        ask(ChangePassword(new_password=new, current_password=current), actor)

    return act


def fresh(actor: Actor) -> Actor:
    return msgspec.structs.replace(actor, authenticated_at=time.time())


def test_the_current_password_lets_one_choose_another(
    ask: Ask, ada: Owner, change: Change, session: Session
) -> None:
    change()

    assert ask(SignIn(email=ada.user.email, password=NEW)).user.id == ada.user.id
    with pytest.raises(WrongCredentials):
        ada.sign_in()
    (told,) = events(session, event_type=PasswordChanged)
    assert (told.contact.email, told.change) == (ada.user.email, PasswordChange.CHANGED)


def test_20_every_other_device_is_signed_out(
    ada: Owner, here: Actor, change: Change, session: Session
) -> None:
    ada.sign_in(PHONE)

    change(actor=here)

    assert alive(session, ada.user) == [here.session_id]


def test_20_a_link_to_a_new_password_on_its_way_dies(
    ask: Ask, ada: Owner, change: Change, session: Session, settings: AccountsSettings
) -> None:
    ask(RequestPasswordReset(email=ada.user.email))
    (mail,) = events(session, event_type=PasswordResetRequested)
    token = unseal(mail.sealed_token, settings.mail_sealing_key)
    change()

    with pytest.raises(ResetLinkExpired):
        ask(ResetPassword(token=token, password="three amber umbrellas"))


def test_a_wrong_current_password_is_refused_at_its_field(
    ada: Owner, change: Change, session: Session
) -> None:
    with pytest.raises(WrongPassword) as refused:
        change(current="not the password")

    assert refused.value.extra["errors"][0]["pointer"] == "/current_password"
    assert events(session, event_type=PasswordChanged) == []
    assert ada.sign_in().user.id == ada.user.id


def test_24_guesses_at_the_current_password_count_as_guesses_at_signing_in(
    ask: Ask, ada: Owner, change: Change
) -> None:
    for _ in range(10):
        with pytest.raises(WrongPassword):
            change(current="not the password")

    with pytest.raises(TooManyAttempts):
        change()
    with pytest.raises(TooManyAttempts):
        ask(SignIn(email=ada.user.email, password=PASSWORD))


def test_30_without_the_current_password_a_fresh_proof_is_wanted(
    here: Actor, change: Change
) -> None:
    with pytest.raises(StepUpRequired):
        change(current="")

    change(current="", actor=fresh(here))


def test_a_first_password_wants_a_fresh_proof(
    ask: Ask, ada: Owner, here: Actor, change: Change, session: Session
) -> None:
    session.delete(session.get_one(models.Password, ada.user.id))
    session.commit()
    with pytest.raises(StepUpRequired):
        change(current="guessed at random")

    change(current="", actor=fresh(here))

    assert ask(SignIn(email=ada.user.email, password=NEW)).user.id == ada.user.id
    (told,) = events(session, event_type=PasswordChanged)
    assert told.change is PasswordChange.FIRST


@pytest.mark.parametrize(
    ("password", "refusal"),
    [("ada lovelace", WeakPassword), ("fischersfritzt", BreachedPassword)],
)
def test_23_easy_and_stolen_passwords_are_refused_at_their_field(
    password: str, refusal: type[ServiceError], change: Change
) -> None:
    with pytest.raises(refusal) as refused:
        change(new=password)

    assert refused.value.extra["errors"][0]["pointer"] == "/new_password"


def test_23_long_passwords_are_compared_to_their_end(ask: Ask, ada: Owner, change: Change) -> None:
    beginning = "a sentence of some length about an umbrella, a lantern and seven geese at "
    assert len(beginning) == 74
    change(new=f"{beginning}night")

    with pytest.raises(WrongCredentials):
        ask(SignIn(email=ada.user.email, password=f"{beginning}noons"))
    assert ask(SignIn(email=ada.user.email, password=f"{beginning}night")).user.id == ada.user.id


@pytest.mark.parametrize(
    "password",
    ["شمس الصباح فوق البحر", "🦉🌲🔭🧭🪁🛶🎻🧊🫖🪐", "über alle Berge fort", "0x7e lilac\tgeese"],
)
def test_23_any_character_will_do(password: str, ask: Ask, ada: Owner, change: Change) -> None:
    change(new=password)

    assert ask(SignIn(email=ada.user.email, password=password)).user.id == ada.user.id


def test_the_settings_say_since_when_there_is_a_password(
    ask: Ask, ada: Owner, here: Actor, change: Change, session: Session
) -> None:
    before = ask(GetSignInSettings(), here).password_changed_at
    change()
    after = ask(GetSignInSettings(), here).password_changed_at
    session.delete(session.get_one(models.Password, ada.user.id))
    session.commit()

    assert before is not None
    assert after is not None
    assert after > before
    assert ask(GetSignInSettings(), here).password_changed_at is None
