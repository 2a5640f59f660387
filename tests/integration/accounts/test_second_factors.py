"""Authenticator apps, recovery codes and signing in with them, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pyotp
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AccountSuspended,
    ChallengeExpired,
    NoSecondFactor,
    SecondFactorMandatory,
    SecondFactorRequired,
    TooManyAttempts,
    TotpNotStarted,
    WrongCode,
)
from contracts.accounts.messages import UserStatus
from contracts.accounts.second_factors import (
    ConfirmTotp,
    PassSecondFactor,
    RemoveTotp,
    RenewRecoveryCodes,
    SecondFactorChange,
    StartTotp,
)
from contracts.accounts.sessions import Client
from contracts.base import decode
from contracts.errors import Invalid
from contracts.types import Role
from services.accounts import models, use_cases
from services.accounts.tokens import fingerprint
from services.accounts.use_cases.second_factors import remove_all
from tests.integration.accounts.owners import (
    MakeOwner,
    Owner,
    alive,
    forget_steps,
    outcomes,
    read,
    told,
)

pytestmark = pytest.mark.postgres


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email="ada@example.org")


@pytest.fixture
def guarded(ada: Owner, session: Session) -> Owner:
    """Ada with an app, whose codes of this half minute are fresh."""
    ada.set_up_app()
    forget_steps(session)
    return ada


def test_28_the_secret_names_the_site_and_is_shown_once(ada: Owner, session: Session) -> None:
    shown = use_cases.start_totp(ada.begin, ada.settings, StartTotp())

    assert shown.uri.startswith("otpauth://totp/Academy:ada%40example.org?")
    assert f"secret={shown.secret}" in shown.uri
    assert "issuer=Academy" in shown.uri
    assert shown.qr.startswith("data:image/svg+xml")
    row = session.scalars(select(models.TotpFactor)).one()
    assert shown.secret not in str(row.sealed_candidate)
    assert shown.secret not in msgspec.json.encode(ada.factors()).decode()


def test_28_nothing_counts_before_a_code_of_it_was_confirmed(ada: Owner) -> None:
    shown = use_cases.start_totp(ada.begin, ada.settings, StartTotp())
    with pytest.raises(WrongCode):
        use_cases.confirm_totp(ada.begin, ada.settings, ConfirmTotp(code="000000"))

    assert ada.factors().totp_since is None
    assert ada.sign_in().user.id == ada.user.id

    code = pyotp.TOTP(shown.secret).now()
    codes = use_cases.confirm_totp(ada.begin, ada.settings, ConfirmTotp(code=code)).codes
    assert len(set(codes)) == 10
    assert ada.factors().totp_since is not None
    with pytest.raises(SecondFactorRequired):
        ada.sign_in()


def test_an_app_cannot_be_confirmed_before_it_is_shown_or_long_after(
    ada: Owner, session: Session
) -> None:
    with pytest.raises(TotpNotStarted):
        use_cases.confirm_totp(ada.begin, ada.settings, ConfirmTotp(code="123456"))

    ada.secret = use_cases.start_totp(ada.begin, ada.settings, StartTotp()).secret
    long_ago = datetime.now(UTC) - timedelta(minutes=31)
    session.execute(update(models.TotpFactor).values(candidate_at=long_ago))
    session.commit()
    with pytest.raises(TotpNotStarted):
        use_cases.confirm_totp(ada.begin, ada.settings, ConfirmTotp(code=ada.code()))


def test_moving_to_another_phone_leaves_no_gap(guarded: Owner, session: Session) -> None:
    old, codes = guarded.secret, guarded.codes
    shown = use_cases.start_totp(guarded.begin, guarded.settings, StartTotp())
    guarded.finish(guarded.asked()["challenge"], code=guarded.code())

    guarded.secret = shown.secret
    request = ConfirmTotp(code=guarded.code())
    answer = use_cases.confirm_totp(guarded.begin, guarded.settings, request)

    assert answer.codes == []
    forget_steps(session)
    challenge = guarded.asked()["challenge"]
    with pytest.raises(WrongCode):
        guarded.finish(challenge, code=pyotp.TOTP(old).now())
    guarded.finish(challenge, code=guarded.code())
    challenge = guarded.asked()["challenge"]
    guarded.finish(challenge, recovery_code=codes[0])


def test_turning_the_app_on_ends_the_sessions_that_began_without_it(
    ada: Owner, session: Session
) -> None:
    ada.sign_in()
    ada.sign_in()
    assert len(alive(session, ada.user)) == 3

    ada.set_up_app()

    assert ada.actor is not None
    assert alive(session, ada.user) == [ada.actor.session_id]
    assert told(session) == [SecondFactorChange.TOTP_ADDED]


def test_signing_in_takes_two_steps_and_says_which(guarded: Owner, session: Session) -> None:
    asked = guarded.asked()

    assert asked["methods"] == ["totp", "recovery_code"]
    assert (asked["passkey"], asked["expires_in"]) == (None, 300)
    row = session.scalars(select(models.Challenge)).one()
    assert row.token_hash == fingerprint(asked["challenge"])
    opened = guarded.finish(asked["challenge"], code=guarded.code())
    assert read(opened.access_token)["amr"] == ["pwd", "otp"]


def test_a_challenge_opens_one_session(guarded: Owner, session: Session) -> None:
    challenge = guarded.asked()["challenge"]
    guarded.finish(challenge, code=guarded.code())
    forget_steps(session)

    with pytest.raises(ChallengeExpired):
        guarded.finish(challenge, code=guarded.code())


def test_a_wrong_code_can_be_corrected(guarded: Owner) -> None:
    challenge = guarded.asked()["challenge"]
    with pytest.raises(WrongCode) as refused:
        guarded.finish(challenge, code="000 000")

    assert refused.value.extra["errors"][0]["pointer"] == "/code"
    spaced = f"{guarded.code()[:3]} {guarded.code()[3:]}"
    assert guarded.finish(challenge, code=spaced).user.id == guarded.user.id


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"purpose": models.Purpose.STEP_UP},
        {"user_id": None},
        {"version": 7},
    ],
)
def test_a_challenge_is_bound_to_time_purpose_and_person(
    guarded: Owner, session: Session, changes: dict[str, Any]
) -> None:
    challenge = guarded.asked()["challenge"]
    session.execute(update(models.Challenge).values(**changes))
    session.commit()

    with pytest.raises(ChallengeExpired):
        guarded.finish(challenge, code=guarded.code())


def test_a_challenge_that_was_never_made_opens_nothing(guarded: Owner) -> None:
    with pytest.raises(ChallengeExpired):
        guarded.finish("made up by somebody else", code=guarded.code())


def test_who_was_suspended_between_the_steps_stays_out(guarded: Owner, session: Session) -> None:
    challenge = guarded.asked()["challenge"]
    session.execute(update(models.User).values(status=UserStatus.SUSPENDED))
    session.commit()

    with pytest.raises(AccountSuspended):
        guarded.finish(challenge, code=guarded.code())


@pytest.mark.parametrize("proof", [{}, {"code": "123456", "recovery_code": "x" * 16}])
def test_exactly_one_proof_is_given(guarded: Owner, proof: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        guarded.finish(guarded.asked()["challenge"], **proof)


@pytest.mark.parametrize(("steps", "accepted"), [(-3, False), (0, True), (1, True), (3, False)])
def test_28_a_code_of_another_time_is_refused(
    guarded: Owner, steps: int, *, accepted: bool
) -> None:
    challenge = guarded.asked()["challenge"]
    outcome = outcomes(1, lambda: guarded.finish(challenge, code=guarded.code(steps)))

    assert outcome == [type(None) if accepted else WrongCode]


def test_28_a_code_works_once(guarded: Owner) -> None:
    code = guarded.code()
    guarded.finish(guarded.asked()["challenge"], code=code)

    with pytest.raises(WrongCode):
        guarded.finish(guarded.asked()["challenge"], code=code)
    with pytest.raises(WrongCode):
        guarded.finish(guarded.asked()["challenge"], code=guarded.code(-1))


@pytest.mark.parametrize("by", ["code", "recovery_code"])
def test_28_29_of_fifty_tries_with_one_code_at_once_a_single_one_succeeds(
    guarded: Owner, session: Session, by: str
) -> None:
    challenges = [guarded.asked()["challenge"] for _ in range(50)]
    proof = {by: guarded.code() if by == "code" else guarded.codes[0]}

    def act() -> None:
        guarded.finish(challenges.pop(), **proof)

    found = outcomes(50, act)

    assert found.count(type(None)) == 1
    assert set(found) <= {type(None), WrongCode, TooManyAttempts}


def test_25_28_of_a_hundred_guesses_at_once_five_are_looked_at(guarded: Owner) -> None:
    challenge = guarded.asked()["challenge"]

    found = outcomes(50, lambda: guarded.finish(challenge, code="000000"))
    found += outcomes(50, lambda: guarded.finish(challenge, recovery_code="0" * 16))

    assert (found.count(WrongCode), found.count(TooManyAttempts)) == (5, 95)
    with pytest.raises(TooManyAttempts) as refused:
        guarded.finish(challenge, code=guarded.code())
    assert 0 < refused.value.extra["retry_after"] <= 300


@pytest.mark.parametrize(("made", "ago"), [(20, 400), (50, 4000)])
def test_28_wrong_codes_are_limited_by_the_hour_and_by_the_day(
    guarded: Owner, session: Session, made: int, ago: int
) -> None:
    at = datetime.now(UTC) - timedelta(seconds=ago)
    session.add_all(
        models.Attempt(id=uuid4(), scope="proof of person", key=guarded.user.id.bytes, at=at)
        for _ in range(made)
    )
    session.commit()

    with pytest.raises(TooManyAttempts):
        guarded.finish(guarded.asked()["challenge"], code=guarded.code())


def test_29_recovery_codes_are_stored_as_digests(guarded: Owner, session: Session) -> None:
    rows = session.scalars(select(models.RecoveryCode)).all()

    assert len(rows) == 10
    stored = b"".join(row.code_hash for row in rows)
    assert not any(code.encode() in stored for code in guarded.codes)
    assert all(len(code.replace("-", "")) == 16 for code in guarded.codes)


def test_29_a_recovery_code_works_once_however_it_is_typed(
    guarded: Owner, session: Session
) -> None:
    typed = f" {guarded.codes[0].upper().replace('-', ' ').replace('0', 'O').replace('1', 'L')}"
    opened = guarded.finish(guarded.asked()["challenge"], recovery_code=typed)

    assert read(opened.access_token)["amr"] == ["pwd", "rc"]
    assert guarded.factors().recovery_codes_left == 9
    with pytest.raises(WrongCode) as refused:
        guarded.finish(guarded.asked()["challenge"], recovery_code=guarded.codes[0])
    assert refused.value.extra["errors"][0]["pointer"] == "/recovery_code"
    assert told(session)[-1] is SecondFactorChange.CODE_USED


def test_29_new_codes_end_the_old_ones(guarded: Owner, session: Session) -> None:
    fresh = use_cases.renew_recovery_codes(guarded.begin, RenewRecoveryCodes()).codes

    assert len(set(fresh) - set(guarded.codes)) == 10
    with pytest.raises(WrongCode):
        guarded.finish(guarded.asked()["challenge"], recovery_code=guarded.codes[1])
    guarded.finish(guarded.asked()["challenge"], recovery_code=fresh[1])
    assert told(session)[-2:] == [SecondFactorChange.CODES_RENEWED, SecondFactorChange.CODE_USED]


def test_29_a_code_belongs_to_its_person(guarded: Owner, make_owner: MakeOwner) -> None:
    grace = make_owner(email="grace@example.org")
    grace.set_up_app()

    with pytest.raises(WrongCode):
        grace.finish(grace.asked()["challenge"], recovery_code=guarded.codes[0])


@pytest.mark.parametrize("field", ["code", "recovery_code", "challenge"])
def test_29_a_megabyte_of_code_is_refused_before_it_is_looked_at(field: str) -> None:
    given = {"challenge": "c" * 43, field: "1" * 1_000_000}

    with pytest.raises(Invalid):
        decode(given, PassSecondFactor)


def test_there_are_no_recovery_codes_without_a_second_factor(ada: Owner) -> None:
    with pytest.raises(NoSecondFactor):
        use_cases.renew_recovery_codes(ada.begin, RenewRecoveryCodes())


def test_a_trusted_device_is_not_asked_for_thirty_days(guarded: Owner, session: Session) -> None:
    guarded.finish(guarded.asked()["challenge"], code=guarded.code(), remember_device=True)

    assert guarded.sign_in().user.id == guarded.user.id
    other = Client(address="192.0.2.1", user_agent="Test", device_token="e" * 43)
    nobody = Client()
    for client in (other, nobody):
        with pytest.raises(SecondFactorRequired):
            guarded.sign_in(client)

    until = session.scalars(
        select(models.KnownDevice.trusted_until).where(
            models.KnownDevice.trusted_until.is_not(None)
        )
    ).one()
    assert until is not None
    assert timedelta(days=29) < until - datetime.now(UTC) < timedelta(days=30, seconds=1)
    session.execute(update(models.KnownDevice).values(trusted_until=datetime.now(UTC)))
    session.commit()
    with pytest.raises(SecondFactorRequired):
        guarded.sign_in()


def test_who_does_not_wish_it_is_asked_again_on_the_same_device(guarded: Owner) -> None:
    guarded.finish(guarded.asked()["challenge"], code=guarded.code())

    with pytest.raises(SecondFactorRequired):
        guarded.sign_in()


def test_20_turning_the_app_off_ends_other_sessions_codes_and_trust(
    guarded: Owner, session: Session
) -> None:
    guarded.finish(guarded.asked()["challenge"], code=guarded.code(), remember_device=True)
    guarded.sign_in()

    with guarded.begin() as work:
        use_cases.remove_totp(work, RemoveTotp())

    assert guarded.actor is not None
    assert alive(session, guarded.user) == [guarded.actor.session_id]
    assert session.scalars(select(models.RecoveryCode)).all() == []
    trust = session.scalars(select(models.KnownDevice.trusted_until)).all()
    assert set(trust) == {None}
    assert guarded.factors().totp_since is None
    assert told(session)[-1] is SecondFactorChange.TOTP_REMOVED
    assert guarded.sign_in().user.id == guarded.user.id


def test_turning_off_what_is_not_on_changes_nothing(ada: Owner, session: Session) -> None:
    with ada.begin() as work:
        use_cases.remove_totp(work, RemoveTotp())

    assert told(session) == []


def test_staff_keep_their_second_factor(make_owner: MakeOwner) -> None:
    grace = make_owner(role=Role.SUPPORT)
    grace.set_up_app()

    with pytest.raises(SecondFactorMandatory), grace.begin() as work:
        use_cases.remove_totp(work, RemoveTotp())
    assert grace.factors().totp_since is not None


def test_support_can_take_everything_from_who_has_lost_it(guarded: Owner, session: Session) -> None:
    challenge = guarded.asked()["challenge"]
    with guarded.begin() as work:
        remove_all(work, guarded.user)

    assert alive(session, guarded.user) == []
    assert told(session)[-1] is SecondFactorChange.ALL_REMOVED
    with pytest.raises(ChallengeExpired):
        guarded.finish(challenge, code=guarded.code())
    assert guarded.sign_in().user.id == guarded.user.id
    assert guarded.factors().recovery_codes_left == 0


def test_challenges_that_ended_are_forgotten(guarded: Owner, session: Session) -> None:
    guarded.asked()
    session.execute(update(models.Challenge).values(expires_at=datetime.now(UTC)))
    session.commit()

    use_cases.remove_expired(guarded.begin)

    assert session.scalars(select(models.Challenge)).all() == []
