"""Linking and taking off a Google account, signed in, on a real database."""

import time
from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    GoogleAccountTaken,
    GoogleEmailUnproven,
    GoogleRefused,
    LastWayIn,
)
from contracts.accounts.google import (
    GetSignInSettings,
    GoogleLinked,
    GoogleUnlinked,
    StartGoogleLink,
    UnlinkGoogle,
)
from contracts.accounts.passwords import ChangePassword
from contracts.accounts.sessions import Client
from contracts.errors import StepUpRequired
from contracts.types import Actor
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from tests.factories import recorded
from tests.factories.authenticator import Authenticator
from tests.integration.accounts.browsers import MIRA, MIRAS_EMAIL, UNA, Browser
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive
from tests.simulators.google.remote import GoogleRemote, running_google

pytestmark = pytest.mark.postgres

PHONE = Client(address="192.0.2.9", user_agent="Phone", device_token="p" * 43)

events = partial(recorded.events, bookkeeping=models.bookkeeping)


@pytest.fixture(scope="module")
def simulator() -> Iterator[GoogleRemote]:
    with running_google() as remote:
        yield remote


@pytest.fixture
def google(simulator: GoogleRemote) -> GoogleRemote:
    simulator.reset()
    return simulator


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email="ada@example.org")


@pytest.fixture
def browser(
    ada: Owner,
    desk_of: Callable[[Actor | None], Desk],
    google: GoogleRemote,
    passwords: Argon2Passwords,
    settings: AccountsSettings,
) -> Browser:
    """Ada's, signed in."""
    browser = Browser(desk_of, google, passwords, settings)
    browser.actor = fresh(ada.actor)
    return browser


def fresh(actor: Actor | None) -> Actor:
    assert actor is not None
    return msgspec.structs.replace(actor, authenticated_at=time.time())


def linked(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(models.Identity.subject)))


def test_31_a_signed_in_person_links_whatever_the_address(
    ask: Ask, browser: Browser, ada: Owner, session: Session
) -> None:
    browser.link()

    settings = ask(GetSignInSettings(), ada.actor)
    assert settings.google is not None
    assert settings.google.email == MIRAS_EMAIL
    (told,) = events(session, event_type=GoogleLinked)
    assert (told.user_id, told.contact.email) == (ada.user.id, ada.user.email)
    browser.actor = None
    assert browser.sign_in().user.id == ada.user.id


def test_linking_it_again_changes_nothing(browser: Browser, session: Session) -> None:
    browser.link()
    browser.link()

    assert linked(session) == [MIRA]
    assert len(events(session, event_type=GoogleLinked)) == 1


def test_30_linking_and_taking_off_want_a_fresh_proof(ask: Ask, ada: Owner) -> None:
    with pytest.raises(StepUpRequired):
        ask(StartGoogleLink(), ada.actor)
    with pytest.raises(StepUpRequired):
        ask(UnlinkGoogle(), ada.actor)


def test_31_only_who_began_the_visit_can_end_it(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    answer = browser.consent(browser.leave_to_link())
    browser.actor = make_owner(email="mallory@example.org").actor

    with pytest.raises(GoogleRefused):
        browser.come_back_linking(answer)

    assert linked(session) == []


def test_31_a_visit_ends_as_what_it_began(browser: Browser, session: Session) -> None:
    to_sign_in = browser.consent(browser.leave())
    with pytest.raises(GoogleRefused):
        browser.come_back_linking(to_sign_in)
    to_link = browser.consent(browser.leave_to_link())
    with pytest.raises(GoogleRefused):
        browser.come_back(to_link)

    assert linked(session) == []


def test_31_an_unverified_google_account_is_not_linked(browser: Browser, session: Session) -> None:
    with pytest.raises(GoogleEmailUnproven):
        browser.link(UNA)

    assert linked(session) == []


def test_a_second_google_account_is_refused(browser: Browser, google: GoogleRemote) -> None:
    browser.link()
    google.add_person("777", "mira.two@gmail.example")

    with pytest.raises(GoogleAccountTaken):
        browser.link("777")


def test_taking_it_off_signs_other_devices_out_and_tells_the_person(
    ask: Ask, browser: Browser, ada: Owner, session: Session
) -> None:
    browser.link()
    here = browser.actor
    ada.sign_in(PHONE)

    ask(UnlinkGoogle(), here)

    assert here is not None
    assert linked(session) == []
    assert alive(session, ada.user) == [here.session_id]
    (told,) = events(session, event_type=GoogleUnlinked)
    assert (told.contact.email, told.google_email) == (ada.user.email, MIRAS_EMAIL)
    ask(UnlinkGoogle(), here)
    assert len(events(session, event_type=GoogleUnlinked)) == 1


def test_the_last_way_in_cannot_be_taken_off_until_there_is_another(
    ask: Ask, browser: Browser, ada: Owner, session: Session
) -> None:
    browser.link()
    session.delete(session.get_one(models.Password, ada.user.id))
    session.commit()
    with pytest.raises(LastWayIn):
        ask(UnlinkGoogle(), browser.actor)

    ask(ChangePassword(new_password="seven amber lanterns"), browser.actor)
    ask(UnlinkGoogle(), browser.actor)

    assert linked(session) == []


def test_a_passkey_is_another_way_in(
    ask: Ask, browser: Browser, ada: Owner, session: Session
) -> None:
    browser.link()
    ada.add_passkey(Authenticator())
    session.delete(session.get_one(models.Password, ada.user.id))
    session.commit()

    ask(UnlinkGoogle(), browser.actor)

    assert linked(session) == []
