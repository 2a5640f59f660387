"""Showing once more who one is by a visit to Google, on a real database."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AnotherGoogleAccount,
    GoogleDeclined,
    GoogleNotOffered,
    GoogleRefused,
    GoogleSignInTooOld,
    SessionEnded,
    StrongerProofRequired,
)
from contracts.accounts.messages import RefreshSession
from contracts.accounts.second_factors import Proof, StartStepUp
from contracts.accounts.sessions import EndSession
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from tests.integration.accounts.browsers import MIRA, Browser, identities_at
from tests.integration.accounts.owners import MakeOwner, read
from tests.simulators.google.remote import GoogleRemote, running_google

pytestmark = pytest.mark.postgres

STRANGER = "777"


@pytest.fixture(scope="module")
def simulator() -> Iterator[GoogleRemote]:
    with running_google() as remote:
        yield remote


@pytest.fixture
def google(simulator: GoogleRemote) -> GoogleRemote:
    simulator.reset()
    simulator.add_person(STRANGER, "stranger@gmail.example")
    return simulator


@pytest.fixture
def browser(
    desk_of: Callable[[Actor | None], Desk],
    google: GoogleRemote,
    passwords: Argon2Passwords,
    settings: AccountsSettings,
    session: Session,
) -> Browser:
    """Mira's, who came by Google an hour ago and has nothing else."""
    known = replace(settings, google_client_id="academy")
    browser = Browser(desk_of, google, passwords, known)
    enter(browser)
    make_older(session)
    return browser


def make_older(session: Session) -> None:
    """Let every session have begun an hour ago."""
    hour = datetime.now(UTC) - timedelta(hours=1)
    session.execute(update(models.Session).values(authenticated_at=hour))
    session.commit()


def enter(browser: Browser) -> str:
    """Sign in and go on in that session; its refresh token."""
    browser.actor = None
    opened = browser.sign_in()
    session_id = UUID(read(opened.access_token)["sid"])
    browser.actor = Actor(user_id=opened.user.id, role=Role.STUDENT, session_id=session_id)
    return opened.refresh_token


def offered(browser: Browser) -> list[Proof]:
    return use_cases.start_step_up(browser.begin, browser.settings, StartStepUp()).methods


def moments(session: Session) -> list[datetime]:
    session.expire_all()
    return list(session.scalars(select(models.Session.authenticated_at)))


def is_unproven(session: Session) -> bool:
    """Whether no session had a new proof."""
    return max(moments(session)) < datetime.now(UTC) - timedelta(minutes=30)


def test_30_who_has_only_google_shows_there_who_they_are(browser: Browser) -> None:
    assert offered(browser) == [Proof.GOOGLE]

    fresh = browser.step_up()

    claims = read(fresh.access_token)
    assert browser.actor is not None
    assert claims["sid"] == str(browser.actor.session_id)
    assert claims["amr"] == ["fed"]
    assert time.time() - claims["auth_time"] < 60
    assert fresh.expires_in == 600


def test_30_the_proof_at_google_outlives_the_token(browser: Browser, session: Session) -> None:
    token = enter(browser)
    browser.step_up()

    request = RefreshSession(refresh_token=token)
    renewed = use_cases.refresh_session(browser.begin, browser.settings, request)

    assert time.time() - read(renewed.access_token)["auth_time"] < 60


def test_30_another_google_account_shows_nothing(browser: Browser, session: Session) -> None:
    with pytest.raises(AnotherGoogleAccount):
        browser.step_up(STRANGER)
    assert is_unproven(session)


def test_30_somebody_elses_linked_account_shows_nothing(browser: Browser) -> None:
    mira = browser.actor
    browser.actor = None
    browser.sign_in(STRANGER)
    browser.actor = mira

    with pytest.raises(AnotherGoogleAccount):
        browser.step_up(STRANGER)


def test_30_a_sign_in_at_google_from_before_is_no_new_proof(
    browser: Browser, google: GoogleRemote, session: Session
) -> None:
    google.lie("old_sign_in")

    with pytest.raises(GoogleSignInTooOld):
        browser.step_up()
    assert is_unproven(session)


def test_a_google_that_does_not_say_when_is_believed_as_it_is_for_signing_in(
    browser: Browser, google: GoogleRemote
) -> None:
    google.lie("no_sign_in_time")

    assert read(browser.step_up().access_token)["amr"] == ["fed"]


def test_30_the_visit_ends_in_the_session_that_began_it(browser: Browser, session: Session) -> None:
    answer, cookie = browser.consent(browser.leave_to_step_up()), browser.cookie
    enter(browser)
    make_older(session)
    browser.cookie = cookie

    with pytest.raises(GoogleRefused):
        browser.come_back_stepping_up(answer)
    assert is_unproven(session)


def test_30_a_visit_serves_only_what_it_was_begun_for(browser: Browser, session: Session) -> None:
    with pytest.raises(GoogleRefused):
        browser.come_back_linking(browser.consent(browser.leave_to_step_up(), STRANGER))
    with pytest.raises(GoogleRefused):
        browser.come_back(browser.consent(browser.leave_to_step_up(), STRANGER))
    for leave in (browser.leave, browser.leave_to_link):
        with pytest.raises(GoogleRefused):
            browser.come_back_stepping_up(browser.consent(leave()))

    assert is_unproven(session)
    assert session.scalars(select(models.Identity.subject)).all() == [MIRA]


def test_30_a_visit_in_order_to_step_up_comes_back_once(browser: Browser) -> None:
    answer = browser.consent(browser.leave_to_step_up())
    browser.come_back_stepping_up(answer)

    with pytest.raises(GoogleRefused):
        browser.come_back_stepping_up(answer)


def test_who_changes_their_mind_at_google_has_shown_nothing(
    browser: Browser, session: Session
) -> None:
    answer = browser.google.deny(browser.leave_to_step_up().authorization_url)

    with pytest.raises(GoogleDeclined):
        browser.come_back_stepping_up(answer)
    assert is_unproven(session)


def test_30_a_session_that_ended_meanwhile_takes_no_proof(browser: Browser) -> None:
    answer = browser.consent(browser.leave_to_step_up())
    assert browser.actor is not None
    ended = browser.actor.session_id
    assert ended is not None
    with browser.begin() as work:
        use_cases.end_one_session(work, EndSession(session_id=ended))

    with pytest.raises(SessionEnded):
        browser.come_back_stepping_up(answer)


def test_30_who_has_a_second_factor_cannot_go_by_google(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    ada = make_owner(email="ada@example.org")
    browser.actor = ada.actor
    browser.link(STRANGER)
    assert offered(browser) == [Proof.PASSWORD, Proof.GOOGLE]
    answer = browser.consent(browser.leave_to_step_up(), STRANGER)
    ada.set_up_app()

    assert Proof.GOOGLE not in offered(browser)
    with pytest.raises(StrongerProofRequired):
        browser.leave_to_step_up()
    with pytest.raises(StrongerProofRequired):
        browser.come_back_stepping_up(answer)


def test_30_without_a_linked_account_there_is_nothing_to_visit(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    browser.actor = make_owner(email="ada@example.org").actor

    assert offered(browser) == [Proof.PASSWORD]
    with pytest.raises(StrongerProofRequired):
        browser.leave_to_step_up()


def test_an_account_taken_off_meanwhile_shows_nothing(browser: Browser, session: Session) -> None:
    answer = browser.consent(browser.leave_to_step_up())
    session.execute(delete(models.Identity))
    session.commit()

    with pytest.raises(StrongerProofRequired):
        browser.come_back_stepping_up(answer)


def test_where_google_is_turned_off_it_is_not_offered(
    browser: Browser, google: GoogleRemote, settings: AccountsSettings
) -> None:
    browser.settings = settings
    browser.identities = identities_at(google.url, "")

    assert offered(browser) == []
    with pytest.raises(GoogleNotOffered):
        browser.leave_to_step_up()
