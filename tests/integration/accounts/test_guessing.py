"""Passwords cannot be guessed: not one by one, not all at once, and nobody is locked out by it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts import messages
from contracts.accounts.errors import TooManyAttempts, WrongCredentials
from contracts.accounts.messages import SignIn
from contracts.accounts.sessions import Client
from contracts.errors import ServiceError
from services.accounts import models, policies, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.use_cases import attempts
from services.common.desk import Desk
from tests.factories.accounts import PASSWORD, add_user

pytestmark = pytest.mark.postgres

EMAIL = "ada@example.org"
LIMIT = policies.SIGN_IN_OF_ACCOUNT.amount
AT_HOME = Client(address="192.0.2.7", user_agent="Firefox", device_token="h" * 43)
Guess = Callable[..., messages.Session]


class Watched(Argon2Passwords):
    """Counts the passwords that are really compared."""

    compared = 0

    def matches(self, digest: str | None, password: str) -> bool:
        self.compared += 1
        return super().matches(digest, password)


@pytest.fixture
def watched(passwords: Argon2Passwords) -> Watched:
    return Watched(passwords._run_in_thread)


@pytest.fixture
def ada(session: Session, passwords: Argon2Passwords) -> models.User:
    user = add_user(session, passwords.hash(PASSWORD), email=EMAIL)
    session.commit()
    return user


@pytest.fixture
def guess(desk: Desk, watched: Watched, settings: AccountsSettings) -> Guess:
    def act(
        password: str, email: str = EMAIL, client: Client | None = None, address: str = ""
    ) -> messages.Session:
        client = client or Client(address=address)
        request = SignIn(email=email, password=password, client=client)
        return use_cases.sign_in(desk.begin, watched, settings, request)

    return act


def outcome(guess: Guess, *arguments: str, **options: object) -> type[ServiceError] | None:
    try:
        guess(*arguments, **options)
    except ServiceError as refusal:
        return type(refusal)
    return None


def let_pass(session: Session, seconds: int) -> None:
    """Let every attempt have been so much earlier."""
    table = models.Attempt
    session.execute(update(table).values(at=table.at - timedelta(seconds=seconds)))
    session.commit()


def test_24_after_too_many_wrong_guesses_even_the_right_password_has_to_wait(
    ada: models.User, guess: Guess, session: Session
) -> None:
    wrong = [outcome(guess, f"guess {n}", address=f"192.0.2.{n}") for n in range(LIMIT)]

    banned = outcome(guess, PASSWORD)
    let_pass(session, policies.SIGN_IN_OF_ACCOUNT.seconds)

    assert wrong == [WrongCredentials] * LIMIT
    assert banned is TooManyAttempts
    assert outcome(guess, PASSWORD) is None


def test_25_of_a_hundred_guesses_at_the_same_moment_no_more_than_the_limit_are_compared(
    ada: models.User, guess: Guess, watched: Watched
) -> None:
    with ThreadPoolExecutor(40) as pool:
        outcomes = list(pool.map(lambda n: outcome(guess, f"guess {n}"), range(100)))

    assert outcomes.count(WrongCredentials) == LIMIT == watched.compared
    assert outcomes.count(TooManyAttempts) == 100 - LIMIT


def test_25_at_the_last_attempt_only_one_of_many_is_compared(
    ada: models.User, guess: Guess, watched: Watched
) -> None:
    for n in range(LIMIT - 1):
        outcome(guess, f"guess {n}")
    watched.compared = 0

    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda n: outcome(guess, f"burst {n}"), range(100)))

    assert watched.compared == 1


def test_24_an_attack_does_not_lock_people_out_of_a_browser_they_have_used(
    ada: models.User, guess: Guess
) -> None:
    guess(PASSWORD, client=AT_HOME)
    for n in range(LIMIT):
        outcome(guess, f"guess {n}")

    assert outcome(guess, PASSWORD) is TooManyAttempts
    assert outcome(guess, PASSWORD, client=AT_HOME) is None


def test_24_a_known_browser_is_limited_too(ada: models.User, guess: Guess) -> None:
    guess(PASSWORD, client=AT_HOME)

    tries = [outcome(guess, f"guess {n}", client=AT_HOME) for n in range(LIMIT + 1)]

    assert tries == [WrongCredentials] * LIMIT + [TooManyAttempts]


def test_24_a_browser_that_is_known_for_somebody_else_gets_no_extra_guesses(
    ada: models.User, guess: Guess, session: Session, passwords: Argon2Passwords
) -> None:
    add_user(session, passwords.hash(PASSWORD), email="eve@example.org")
    session.commit()
    guess(PASSWORD, email="eve@example.org", client=AT_HOME)
    for n in range(LIMIT):
        outcome(guess, f"guess {n}")

    assert outcome(guess, "one more", client=AT_HOME) is TooManyAttempts


@pytest.mark.parametrize("spelling", ["ADA@example.org", " Ada@Example.org "])
def test_24_another_spelling_of_the_address_is_the_same_account(
    ada: models.User, guess: Guess, spelling: str
) -> None:
    for n in range(LIMIT):
        outcome(guess, f"guess {n}")

    assert outcome(guess, PASSWORD, email=spelling) is TooManyAttempts


def test_24_one_address_cannot_try_one_password_on_everybody(
    guess: Guess, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = policies.Limit("sign-in address", 5, 300)
    monkeypatch.setattr(policies, "SIGN_IN_FROM_ADDRESS", few)

    tries = [outcome(guess, "123456", email=f"p{n}@example.org", address="::1") for n in range(6)]

    assert tries == [WrongCredentials] * 5 + [TooManyAttempts]


def test_24_signing_in_does_not_count_against_anybody(
    ada: models.User, guess: Guess, session: Session
) -> None:
    for _ in range(LIMIT + 5):
        guess(PASSWORD, address="192.0.2.1")

    assert session.scalar(select(func.count()).select_from(models.Attempt)) == 0


def test_26_a_stranger_is_refused_like_a_known_person(ada: models.User, guess: Guess) -> None:
    known = [outcome(guess, f"guess {n}") for n in range(LIMIT + 2)]

    unknown = [outcome(guess, f"guess {n}", email="nobody@example.org") for n in range(LIMIT + 2)]

    assert known == unknown


def test_attempts_are_forgotten_when_no_window_reaches_them(
    ada: models.User, guess: Guess, desk: Desk, session: Session
) -> None:
    with suppress(WrongCredentials):
        guess("wrong")
    let_pass(session, int(policies.LONGEST.total_seconds()) + 1)

    use_cases.remove_expired(desk.begin)

    assert session.scalar(select(func.count()).select_from(models.Attempt)) == 0


def test_the_wait_is_until_the_attempt_that_fills_the_window_leaves_it(
    desk: Desk, session: Session
) -> None:
    narrow, wide = policies.Limit("test", 2, 300), policies.Limit("test", 3, 3600)
    now = datetime.now(UTC)
    for seconds in (3000, 200, 100):
        session.add(models.Attempt(scope="test", key=b"k", at=now - timedelta(seconds=seconds)))
    session.add(models.Attempt(scope="test", key=b"another", at=now))
    session.commit()

    with desk.begin() as work, pytest.raises(TooManyAttempts) as refused:
        attempts.take(work, (narrow, b"k"))
    with desk.begin() as work, pytest.raises(TooManyAttempts) as later:
        attempts.take(work, (wide, b"k"))
    with desk.begin() as work:
        attempts.take(work, (wide, b"another"), (narrow, b"another"))

    assert refused.value.extra["retry_after"] == pytest.approx(100, abs=3)
    assert later.value.extra["retry_after"] == pytest.approx(600, abs=3)
