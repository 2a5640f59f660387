"""The rules about people, as tables."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from contracts.accounts.errors import (
    AccountSuspended,
    ConfirmationExpired,
    EmailNotConfirmed,
    LastAdmin,
    OwnRole,
    SessionEnded,
    TooManyAttempts,
    WeakPassword,
)
from contracts.accounts.messages import UserStatus
from contracts.errors import Forbidden
from contracts.permissions import Permission
from contracts.types import Actor, Role
from services.accounts import models, policies
from tests.factories.accounts import NOW, make_session, make_user


@pytest.mark.parametrize(
    "password",
    [
        "password12345",
        "1234567890",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "qwertyuiop12",
        "ada.lovelace1",
        "lovelace2026",
        "academyacademy",
        "x" * 200,
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        policies.ensure_strong_password(password, "ada.lovelace@example.org", "Ada Lovelace")

    assert refusal.value.extra["errors"][0]["pointer"] == "/password"


@pytest.mark.parametrize(
    "password",
    [
        "three lilac umbrellas",
        "sunflower-and-rain-7",
        "пять зелёных слонов",
        "K7#m!qz02Lw",
    ],
)
def test_a_password_without_any_composition_rule_is_accepted(password: str) -> None:
    policies.ensure_strong_password(password, "ada@example.org", "Ada Lovelace")


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (UserStatus.UNCONFIRMED, EmailNotConfirmed),
        (UserStatus.SUSPENDED, AccountSuspended),
    ],
)
def test_only_an_active_account_may_sign_in(status: UserStatus, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        policies.ensure_may_sign_in(make_user(status=status))

    policies.ensure_may_sign_in(make_user(status=UserStatus.ACTIVE))


@pytest.mark.parametrize("email", ["Ada@Example.org", " ada@example.org ", "ada@example.org"])
def test_spellings_of_an_address_belong_to_one_person(email: str) -> None:
    assert policies.normalized_email(email) == "ada@example.org"


def test_a_confirmation_link_ends_after_a_day() -> None:
    link = models.EmailConfirmation(expires_at=NOW + policies.CONFIRMATION_LIFE)

    policies.ensure_confirmable(link, NOW + timedelta(hours=23, minutes=59))

    with pytest.raises(ConfirmationExpired):
        policies.ensure_confirmable(link, NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("status", "recent", "answer"),
    [
        (UserStatus.UNCONFIRMED, 0, True),
        (UserStatus.UNCONFIRMED, 4, True),
        (UserStatus.UNCONFIRMED, 5, False),
        (UserStatus.ACTIVE, 0, False),
        (UserStatus.SUSPENDED, 0, False),
    ],
)
def test_links_go_to_unconfirmed_people_five_times_an_hour(
    status: UserStatus, recent: int, *, answer: bool
) -> None:
    assert policies.can_mail_confirmation(make_user(status=status), recent) is answer


@pytest.mark.parametrize(
    "changes",
    [
        {"revoked_at": NOW},
        {"expires_at": NOW},
    ],
)
def test_a_revoked_or_old_session_has_ended(changes: dict[str, object]) -> None:
    with pytest.raises(SessionEnded):
        policies.ensure_session_alive(make_session(**changes), NOW)

    policies.ensure_session_alive(make_session(), NOW)


@pytest.mark.parametrize(("seconds", "answer"), [(0, True), (10, True), (10.1, False)])
def test_a_used_token_repeats_its_successor_for_ten_seconds(
    seconds: float, *, answer: bool
) -> None:
    token = models.RefreshToken(used_at=NOW)

    assert policies.can_repeat(token, NOW + timedelta(seconds=seconds)) is answer


def test_a_refresh_token_lives_a_week_but_not_longer_than_its_session() -> None:
    session = make_session()

    assert policies.refresh_expiry(session, NOW) == NOW + timedelta(days=7)
    assert policies.refresh_expiry(session, NOW + timedelta(days=29)) == session.expires_at


ROW = Permission(allow={"support": "any", "members": "own"})


def test_a_role_that_the_row_names_for_everybody_acts_for_the_academy() -> None:
    policies.ensure_standing(ROW, Role.SUPPORT)


@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.ADMIN])
def test_a_token_that_says_more_than_the_database_is_not_enough(role: Role | None) -> None:
    with pytest.raises(Forbidden):
        policies.ensure_standing(ROW, role)


@pytest.mark.parametrize(("age", "left"), [(301, True), (299, False), (None, True)])
def test_an_attempt_counts_until_it_leaves_the_window(age: int | None, *, left: bool) -> None:
    limit = policies.Limit("test", 1, 300)
    filling = None if age is None else NOW - timedelta(seconds=age)

    if left:
        policies.ensure_attempts_left(limit, filling, NOW)
        return
    with pytest.raises(TooManyAttempts) as refused:
        policies.ensure_attempts_left(limit, filling, NOW)
    assert refused.value.extra == {"retry_after": 1}


def test_30_a_recovery_code_proves_nothing_for_what_is_dangerous_in_the_hands_of_staff() -> None:
    proven = make_session(authenticated_at=NOW, methods=["pwd", "otp"])
    recovered = make_session(authenticated_at=NOW, methods=["pwd", "rc"])

    assert policies.authentication_time(proven, Role.ADMIN) == NOW.timestamp()
    assert policies.authentication_time(recovered, Role.ADMIN) == 0.0
    assert policies.authentication_time(recovered, Role.STUDENT) == NOW.timestamp()


def test_nobody_changes_their_own_role() -> None:
    actor = Actor(user_id=uuid4(), role=Role.ADMIN)

    policies.ensure_not_own_role(actor, uuid4())

    with pytest.raises(OwnRole):
        policies.ensure_not_own_role(actor, actor.user_id)


OTHER = UUID(int=7)


@pytest.mark.parametrize(
    ("role", "others", "refused"),
    [
        (Role.STUDENT, [], True),
        (Role.TEACHER, [], True),
        (Role.ADMIN, [], False),
        (Role.STUDENT, [OTHER], False),
    ],
)
def test_the_last_admin_stays_one(role: Role, others: list[UUID], *, refused: bool) -> None:
    user = make_user(role=Role.ADMIN)

    if refused:
        with pytest.raises(LastAdmin):
            policies.ensure_admin_remains(user, role, [user.id, *others])
    else:
        policies.ensure_admin_remains(user, role, [user.id, *others])
