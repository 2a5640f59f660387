"""Signing in with Google, on a real database and against a Google that can lie."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.errors import (
    AccountSuspended,
    ConfirmationExpired,
    GoogleAccountTaken,
    GoogleDeclined,
    GoogleEmailUnproven,
    GoogleNotOffered,
    GoogleRefused,
    GoogleUnavailable,
    PasswordNeededToLink,
    SecondFactorRequired,
    TooManyAttempts,
    WrongCredentials,
    WrongPassword,
)
from contracts.accounts.google import GetSignInMethods, GoogleLinked, StartGoogleSignIn
from contracts.accounts.messages import (
    ConfirmationRequested,
    ConfirmEmail,
    SignIn,
    UserRegistered,
    UserStatus,
)
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import PASSWORD, add_user, make_open_session, make_registration
from tests.integration.accounts.browsers import MIRA, MIRAS_EMAIL, UNA, Browser, identities_at
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, alive, outcomes, read
from tests.simulators.google.remote import GoogleRemote, running_google

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)
DeskOf = Callable[[Actor | None], Desk]


@pytest.fixture(scope="module")
def simulator() -> Iterator[GoogleRemote]:
    with running_google() as remote:
        yield remote


@pytest.fixture
def google(simulator: GoogleRemote) -> GoogleRemote:
    simulator.reset()
    return simulator


@pytest.fixture
def browser(
    desk_of: DeskOf, google: GoogleRemote, passwords: Argon2Passwords, settings: AccountsSettings
) -> Browser:
    return Browser(desk_of, google, passwords, settings)


def links(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    table = models.Identity
    return [(row.subject, row.email) for row in session.scalars(select(table))]


def test_31_somebody_new_gets_an_account_at_once(browser: Browser, session: Session) -> None:
    opened = browser.sign_in(locale="ar")

    user = session.scalars(select(models.User)).one()
    assert (user.email, user.name, user.locale) == (MIRAS_EMAIL, "Mira Haddad", "ar")
    assert (user.role, user.status) == (Role.STUDENT, UserStatus.ACTIVE)
    assert opened.user.id == user.id
    assert read(opened.access_token)["amr"] == ["fed"]
    assert session.scalar(select(func.count()).select_from(models.Password)) == 0
    assert [event.user_id for event in events(session, event_type=UserRegistered)] == [user.id]


def test_31_issuer_and_subject_decide_and_not_the_address(
    browser: Browser, google: GoogleRemote, session: Session
) -> None:
    first = browser.sign_in()
    google.add_person(MIRA, "another@gmail.example")
    google.add_person("777", MIRAS_EMAIL)

    assert browser.sign_in(MIRA).user.id == first.user.id
    with pytest.raises(PasswordNeededToLink):
        browser.sign_in("777")
    assert links(session) == [(MIRA, MIRAS_EMAIL)]


def test_31_an_address_that_google_has_not_verified_opens_nothing(
    browser: Browser, session: Session
) -> None:
    with pytest.raises(GoogleEmailUnproven):
        browser.sign_in(UNA)

    assert session.scalars(select(models.User)).all() == []
    assert links(session) == []


def test_31_an_unverified_address_does_not_reach_an_account_either(
    browser: Browser, session: Session
) -> None:
    add_user(session, email="unproven@elsewhere.example", status=UserStatus.UNCONFIRMED)
    session.commit()

    with pytest.raises(GoogleEmailUnproven):
        browser.sign_in(UNA)

    assert links(session) == []


def test_31_an_account_with_the_address_is_linked_only_by_its_password(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    mira = make_owner(email=MIRAS_EMAIL)
    with pytest.raises(PasswordNeededToLink) as asked:
        browser.sign_in()
    assert asked.value.extra == {"email": MIRAS_EMAIL}
    assert links(session) == []

    opened = browser.prove(PASSWORD)

    assert opened.user.id == mira.user.id
    assert read(opened.access_token)["amr"] == ["pwd", "fed"]
    assert links(session) == [(MIRA, MIRAS_EMAIL)]
    (told,) = events(session, event_type=GoogleLinked)
    assert (told.user_id, told.google_email) == (mira.user.id, MIRAS_EMAIL)
    assert browser.sign_in().user.id == mira.user.id


def test_31_a_wrong_password_links_nothing_and_the_right_one_still_can(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    make_owner(email=MIRAS_EMAIL)
    with pytest.raises(PasswordNeededToLink):
        browser.sign_in()
    with pytest.raises(WrongPassword):
        browser.prove("not the password")
    assert links(session) == []

    browser.prove(PASSWORD)

    assert links(session) == [(MIRA, MIRAS_EMAIL)]
    with pytest.raises(GoogleRefused):
        browser.prove(PASSWORD)


def test_24_31_guesses_on_the_way_of_a_link_count_as_guesses_at_signing_in(
    ask: Ask, browser: Browser, make_owner: MakeOwner
) -> None:
    make_owner(email=MIRAS_EMAIL)
    with pytest.raises(PasswordNeededToLink):
        browser.sign_in()
    for _ in range(10):
        with pytest.raises(WrongPassword):
            browser.prove("not the password")

    with pytest.raises(TooManyAttempts):
        browser.prove(PASSWORD)
    with pytest.raises(TooManyAttempts):
        ask(SignIn(email=MIRAS_EMAIL, password=PASSWORD))


def test_31_another_browser_cannot_use_the_visit_that_waits(
    browser: Browser, make_owner: MakeOwner, session: Session
) -> None:
    make_owner(email=MIRAS_EMAIL)
    with pytest.raises(PasswordNeededToLink):
        browser.sign_in()
    browser.cookie = "another browser"

    with pytest.raises(GoogleRefused):
        browser.prove(PASSWORD)

    assert links(session) == []


def test_31_the_owner_of_an_address_takes_over_what_somebody_else_began(
    ask: Ask, browser: Browser, session: Session, settings: AccountsSettings
) -> None:
    # Somebody else registers the address and would like to keep the password.
    ask(make_registration(email=MIRAS_EMAIL, password=PASSWORD, name="Mallory"))
    (mail,) = events(session, event_type=ConfirmationRequested)
    squatted = session.scalars(select(models.User)).one()
    session.add(make_open_session(squatted.id))
    session.commit()

    opened = browser.sign_in()

    user = session.scalars(select(models.User).execution_options(populate_existing=True)).one()
    assert (opened.user.id, user.name, user.status) == (
        squatted.id,
        "Mira Haddad",
        UserStatus.ACTIVE,
    )
    assert len(alive(session, user)) == 1
    with pytest.raises(WrongCredentials):
        ask(SignIn(email=MIRAS_EMAIL, password=PASSWORD))
    with pytest.raises(ConfirmationExpired):
        ask(ConfirmEmail(token=unseal(mail.sealed_token, settings.mail_sealing_key)))
    (copied,) = events(session, event_type=UserContactChanged)
    assert copied.contact.name == "Mira Haddad"


def test_31_the_second_step_is_still_asked_for(browser: Browser, make_owner: MakeOwner) -> None:
    mira = make_owner(email=MIRAS_EMAIL)
    mira.set_up_app()
    with pytest.raises(PasswordNeededToLink):
        browser.sign_in()
    with pytest.raises(SecondFactorRequired):
        browser.prove(PASSWORD)

    with pytest.raises(SecondFactorRequired):
        browser.sign_in()


def test_a_suspended_person_stays_out(browser: Browser, session: Session) -> None:
    browser.sign_in()
    session.execute(update(models.User).values(status=UserStatus.SUSPENDED))
    session.commit()

    with pytest.raises(AccountSuspended):
        browser.sign_in()


def test_31_state_and_cookie_belong_together(browser: Browser, session: Session) -> None:
    mine = browser.consent(browser.leave())
    cookie = browser.cookie
    theirs = browser.consent(browser.leave())

    browser.cookie = cookie
    with pytest.raises(GoogleRefused):
        browser.come_back(theirs)
    with pytest.raises(GoogleRefused):
        browser.come_back({**mine, "state": "invented"})
    browser.cookie = ""
    with pytest.raises(GoogleRefused):
        browser.come_back(mine)
    assert session.scalars(select(models.User)).all() == []

    browser.cookie = cookie
    assert browser.come_back(mine).user.email == MIRAS_EMAIL


def test_31_a_visit_comes_back_once(browser: Browser) -> None:
    visit = browser.leave()
    browser.come_back(browser.consent(visit))

    with pytest.raises(GoogleRefused):
        browser.come_back(browser.consent(visit))


def test_31_a_visit_takes_no_longer_than_ten_minutes(browser: Browser, session: Session) -> None:
    answer = browser.consent(browser.leave())
    table = models.GoogleVisit
    session.execute(update(table).values(expires_at=table.expires_at - timedelta(minutes=10)))
    session.commit()

    with pytest.raises(GoogleRefused):
        browser.come_back(answer)


def test_31_neither_state_nor_nonce_nor_verifier_is_stored(
    browser: Browser, session: Session
) -> None:
    query = parse_qs(urlsplit(browser.leave().authorization_url).query)

    row = session.scalars(select(models.GoogleVisit)).one()
    stored = row.state_hash + row.secret_hash
    for secret in (*query["state"], *query["nonce"], browser.cookie):
        assert secret.encode() not in stored
    assert (len(row.state_hash), len(row.secret_hash)) == (32, 32)


def test_who_changes_their_mind_is_told_kindly_and_begins_anew(browser: Browser) -> None:
    answer = browser.google.deny(browser.leave().authorization_url)

    with pytest.raises(GoogleDeclined):
        browser.come_back(answer)
    with pytest.raises(GoogleRefused):
        browser.come_back(answer)
    assert browser.sign_in().user.email == MIRAS_EMAIL


@pytest.mark.parametrize("answer", [{"error": "server_error"}, {}])
def test_whatever_else_google_says_is_a_refusal(browser: Browser, answer: dict[str, str]) -> None:
    state = parse_qs(urlsplit(browser.leave().authorization_url).query)["state"][0]

    with pytest.raises(GoogleRefused):
        browser.come_back({"state": state, **answer})


def test_while_google_is_away_nothing_is_stored(
    browser: Browser, google: GoogleRemote, session: Session
) -> None:
    google.fail_next("500", "/.well-known/openid-configuration")

    with pytest.raises(GoogleUnavailable):
        browser.leave()

    assert session.scalars(select(models.GoogleVisit)).all() == []


def test_of_many_first_visits_at_once_one_account_comes(
    browser: Browser, desk_of: DeskOf, google: GoogleRemote, session: Session
) -> None:
    ready = []
    for _ in range(5):
        one = Browser(desk_of, google, browser.passwords, browser.settings)
        ready.append((one, one.consent(one.leave())))

    def arrive() -> None:
        one, answer = ready.pop()
        one.come_back(answer)

    came = outcomes(5, arrive)

    assert came == [type(None)] * 5
    assert session.scalar(select(func.count()).select_from(models.User)) == 1
    assert links(session) == [(MIRA, MIRAS_EMAIL)]


def test_without_a_client_id_google_is_not_offered(desk: Desk, google: GoogleRemote) -> None:
    unknown = identities_at(google.url, "")

    assert not use_cases.get_sign_in_methods(unknown, GetSignInMethods()).google
    with pytest.raises(GoogleNotOffered):
        use_cases.start_google_sign_in(desk.begin, unknown, StartGoogleSignIn())


def test_visits_are_forgotten_a_day_after_their_end(
    browser: Browser, desk: Desk, session: Session
) -> None:
    browser.leave()
    use_cases.forget_google_visits(desk.begin)
    kept = session.scalar(select(func.count()).select_from(models.GoogleVisit))
    table = models.GoogleVisit
    session.execute(update(table).values(expires_at=table.expires_at - timedelta(days=2)))
    session.commit()

    use_cases.forget_google_visits(desk.begin)

    assert (kept, session.scalar(select(func.count()).select_from(table))) == (1, 0)


def test_a_google_account_that_opens_another_account_cannot_be_taken(
    browser: Browser, make_owner: MakeOwner
) -> None:
    browser.sign_in()
    browser.actor = make_owner(email="ada@example.org").actor

    with pytest.raises(GoogleAccountTaken):
        browser.link()
