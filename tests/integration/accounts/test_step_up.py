"""Showing once more that it is the signed-in person, and staff who have no second factor yet."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    ChallengeExpired,
    SessionEnded,
    StrongerProofRequired,
    TooManyAttempts,
    WrongCode,
    WrongPassword,
)
from contracts.accounts.messages import ChangeRole, RefreshSession
from contracts.accounts.passkeys import PasskeyOffer
from contracts.accounts.second_factors import Proof, StartStepUp, StepUpOffer
from contracts.accounts.sessions import EndOtherSessions
from contracts.errors import Invalid
from contracts.types import Role
from services.accounts import models, use_cases
from tests.factories.accounts import PASSWORD
from tests.factories.authenticator import Authenticator
from tests.integration.accounts.owners import MakeOwner, Owner, forget_steps, read

pytestmark = pytest.mark.postgres


@pytest.fixture
def ada(make_owner: MakeOwner) -> Owner:
    return make_owner(email="ada@example.org")


@pytest.fixture
def admin(make_owner: MakeOwner) -> Owner:
    return make_owner(email="grace@example.org", role=Role.ADMIN)


def offered(owner: Owner) -> StepUpOffer:
    return use_cases.start_step_up(owner.begin, owner.settings, StartStepUp())


def passkey_in(offer: StepUpOffer) -> PasskeyOffer:
    assert offer.passkey is not None
    return offer.passkey


def make_older(session: Session) -> None:
    """Let every session have begun an hour ago."""
    hour = datetime.now(UTC) - timedelta(hours=1)
    session.execute(update(models.Session).values(authenticated_at=hour))
    session.commit()


def test_30_the_password_gives_a_fresh_token_of_the_same_session(
    ada: Owner, session: Session
) -> None:
    make_older(session)
    assert offered(ada) == StepUpOffer(methods=[Proof.PASSWORD])

    fresh = ada.step_up(password=PASSWORD)

    claims = read(fresh.access_token)
    assert ada.actor is not None
    assert claims["sid"] == str(ada.actor.session_id)
    assert claims["amr"] == ["pwd"]
    assert time.time() - claims["auth_time"] < 60
    assert fresh.expires_in == 600


def test_30_the_proof_outlives_the_token(ada: Owner, session: Session) -> None:
    opened = ada.sign_in()
    make_older(session)
    ada.step_up(password=PASSWORD)

    request = RefreshSession(refresh_token=opened.refresh_token)
    renewed = use_cases.refresh_session(ada.begin, ada.settings, request)

    assert time.time() - read(renewed.access_token)["auth_time"] < 60


def test_a_wrong_password_is_said_at_its_field_and_counted(ada: Owner) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword) as refused:
            ada.step_up(password="not the password")

    assert refused.value.extra["errors"][0]["pointer"] == "/password"
    with pytest.raises(TooManyAttempts):
        ada.step_up(password=PASSWORD)


def test_30_who_has_a_second_factor_shows_it(ada: Owner, session: Session) -> None:
    ada.set_up_app()
    forget_steps(session)
    assert offered(ada).methods == [Proof.TOTP, Proof.RECOVERY_CODE]

    with pytest.raises(StrongerProofRequired):
        ada.step_up(password=PASSWORD)
    with pytest.raises(WrongCode):
        ada.step_up(code="000000")
    assert read(ada.step_up(code=ada.code()).access_token)["amr"] == ["otp"]


def test_30_a_passkey_answers_a_challenge_of_this_session_once(
    ada: Owner, session: Session
) -> None:
    key = Authenticator()
    ada.add_passkey(key)
    make_older(session)
    offer = passkey_in(offered(ada))
    assert offer.options["allowCredentials"] != []
    proof = {"challenge": offer.challenge, "assertion": key.answer(offer)}
    here = ada.actor
    assert here is not None
    ada.actor = replace(here, session_id=uuid4())
    with pytest.raises(SessionEnded):
        ada.step_up(**proof)

    ada.actor = here
    assert read(ada.step_up(**proof).access_token)["amr"] == ["hwk"]
    with pytest.raises(ChallengeExpired):
        ada.step_up(**proof)


def test_30_a_challenge_of_another_device_proves_nothing(ada: Owner) -> None:
    key = Authenticator()
    ada.add_passkey(key)
    offer = passkey_in(offered(ada))
    asked = ada.asked()
    there = PasskeyOffer(**asked["passkey"])
    ada.finish(asked["challenge"], assertion=key.answer(there))

    with pytest.raises(ChallengeExpired):
        ada.step_up(challenge=offer.challenge, assertion=key.answer(offer))


def test_30_a_recovery_code_serves_people_but_never_staff(
    ada: Owner, admin: Owner, session: Session
) -> None:
    for owner in (ada, admin):
        owner.set_up_app()
    make_older(session)

    fresh = ada.step_up(recovery_code=ada.codes[0])
    assert time.time() - read(fresh.access_token)["auth_time"] < 60

    assert Proof.RECOVERY_CODE not in offered(admin).methods
    with pytest.raises(StrongerProofRequired):
        admin.step_up(recovery_code=admin.codes[0])
    opened = admin.finish(admin.asked()["challenge"], recovery_code=admin.codes[0])
    assert read(opened.access_token)["auth_time"] == 0


@pytest.mark.parametrize("proof", [{}, {"password": "a", "code": "123456"}])
def test_exactly_one_proof_is_given(ada: Owner, proof: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        ada.step_up(**proof)


def test_a_session_that_ended_takes_no_proof(ada: Owner) -> None:
    ended = ada.actor
    ada.sign_in()
    with ada.begin() as work:
        use_cases.end_other_sessions(work, EndOtherSessions())

    ada.actor = ended
    with pytest.raises(SessionEnded):
        ada.step_up(password=PASSWORD)


def test_who_has_neither_password_nor_second_factor_is_told_so(
    ada: Owner, session: Session
) -> None:
    session.execute(delete(models.Password))
    session.commit()

    assert offered(ada).methods == []
    with pytest.raises(StrongerProofRequired):
        ada.step_up(password=PASSWORD)


def test_staff_have_some_days_to_set_up_a_second_factor(admin: Owner, session: Session) -> None:
    since = datetime.now(UTC) - timedelta(days=13)
    session.execute(update(models.User).values(staff_since=since))
    session.commit()

    assert "confined" not in read(admin.sign_in().access_token)
    factors = admin.factors()
    assert factors.mandatory
    assert factors.due_at == since + timedelta(days=14)


def test_afterwards_their_session_serves_to_set_one_up_and_is_free_then(
    admin: Owner, session: Session
) -> None:
    since = datetime.now(UTC) - timedelta(days=14)
    session.execute(update(models.User).values(staff_since=since))
    session.commit()
    opened = admin.sign_in()
    assert read(opened.access_token)["confined"] is True

    admin.set_up_app()

    request = RefreshSession(refresh_token=opened.refresh_token)
    renewed = use_cases.refresh_session(admin.begin, admin.settings, request)
    assert "confined" not in read(renewed.access_token)
    assert admin.factors().due_at is None


def test_the_days_begin_with_the_first_role_among_the_staff(
    ada: Owner, admin: Owner, session: Session
) -> None:
    def since(role: Role) -> datetime | None:
        with admin.begin() as work:
            request = ChangeRole(user_id=ada.user.id, role=role, reason="It is time.")
            use_cases.change_role(work, request)
        session.expire_all()
        return session.get_one(models.User, ada.user.id).staff_since

    first = since(Role.MODERATOR)
    assert first is not None
    assert since(Role.SUPPORT) == first
    assert since(Role.TEACHER) is None
    again = since(Role.SUPPORT)
    assert again is not None
    assert again > first


def test_people_who_are_not_staff_are_never_confined(ada: Owner) -> None:
    assert "confined" not in read(ada.sign_in().access_token)
    assert (ada.factors().mandatory, ada.factors().due_at) == (False, None)
