"""Guardians: asked, agreeing, refusing, leaving; on a real database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AddressTaken,
    BirthDateImplausible,
    ConsentPending,
    ConsentTextChanged,
    GuardianIsLearner,
    GuardianNeeded,
    GuardianshipAnswered,
    GuardianshipNotFound,
    GuardianStillNeeded,
    TooManyOffers,
)
from contracts.accounts.guardianships import (
    AcceptGuardian,
    AddChild,
    ConsentDeclined,
    ConsentRequested,
    DeclineGuardianship,
    EndGuardianship,
    FamilyStep,
    GetConsentText,
    GetFamily,
    GiveConsent,
    GuardianOffered,
    GuardianshipEnded,
    GuardianshipStarted,
    GuardianshipState,
    InviteLearner,
)
from contracts.accounts.messages import (
    ConfirmationRequested,
    ConfirmEmail,
    UserRegistered,
    UserStatus,
)
from contracts.accounts.people import RestoreUser, SuspendUser
from contracts.accounts.sessions import SessionsRevoked
from contracts.types import Role
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.consent import CURRENT
from services.accounts.repository import ProfileRepository
from services.common.sealing import unseal
from tests.factories import recorded
from tests.factories.accounts import (
    NOW,
    PASSWORD,
    actor_of,
    add_user,
    make_open_session,
    make_registration,
    make_sign_in,
    proven_actor,
)
from tests.integration.accounts.conftest import Ask

pytestmark = pytest.mark.postgres

events = partial(recorded.events, bookkeeping=models.bookkeeping)

TODAY = datetime.now(UTC).date()
CHILD = TODAY - timedelta(days=365 * 12)
GROWN_UP = TODAY - timedelta(days=366 * 30)


@pytest.fixture
def guardian(session: Session) -> models.User:
    user = add_user(session, name="Karim Haddad", email="karim@example.org")
    session.commit()
    return user


@pytest.fixture
def confirmed(ask: Ask, session: Session, settings: AccountsSettings) -> Callable[..., models.User]:
    """Registers somebody and opens the link of their mail."""

    def act(**changes: object) -> models.User:
        ask(make_registration(name="Lina Haddad", **changes))
        mail = events(session, event_type=ConfirmationRequested)[-1]
        ask(ConfirmEmail(token=unseal(mail.sealed_token, settings.mail_sealing_key)))
        return session.get_one(models.User, mail.user_id)

    return act


@pytest.fixture
def child(confirmed: Callable[..., models.User], guardian: models.User) -> models.User:
    """A learner of twelve who named the guardian."""
    return confirmed(birth_on=CHILD, guardian_email="Karim@example.org ".strip())


def agree(ask: Ask, guardian: models.User, version: str = CURRENT) -> UUID:
    """The guardian reads and agrees; the guardianship's id."""
    (waiting,) = ask(GetFamily(), actor_of(guardian)).learners
    ask(GiveConsent(guardianship_id=waiting.id, text_version=version), actor_of(guardian))
    return waiting.id


def test_a_child_without_a_guardian_is_refused_by_name(ask: Ask, session: Session) -> None:
    with pytest.raises(GuardianNeeded) as refused:
        ask(make_registration(birth_on=CHILD))

    assert refused.value.extra["errors"][0]["pointer"] == "/guardian_email"
    assert session.scalars(select(models.User)).all() == []


def test_nobody_is_their_own_guardian(ask: Ask) -> None:
    with pytest.raises(GuardianIsLearner):
        ask(
            make_registration(
                email="lina@example.org", birth_on=CHILD, guardian_email="LINA@example.org"
            )
        )


@pytest.mark.parametrize("born", [TODAY + timedelta(days=1), TODAY - timedelta(days=366 * 121)])
def test_nobody_is_born_tomorrow_or_ages_ago(ask: Ask, born: object) -> None:
    with pytest.raises(BirthDateImplausible):
        ask(make_registration(birth_on=born))


def test_a_grown_up_who_says_so_needs_nobody(confirmed: Callable[..., models.User]) -> None:
    user = confirmed(birth_on=GROWN_UP, guardian_email="karim@example.org")

    assert user.status is UserStatus.ACTIVE


def test_a_child_waits_and_the_guardian_is_written_to(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    assert child.status is UserStatus.AWAITING_CONSENT
    (asked,) = events(session, event_type=ConsentRequested)
    assert (asked.contact.email, asked.learner_name) == ("karim@example.org", "Lina Haddad")
    assert asked.registered
    with pytest.raises(ConsentPending):
        ask(make_sign_in(child.email))


def test_a_guardian_without_an_account_is_written_to_as_well(
    confirmed: Callable[..., models.User], session: Session
) -> None:
    confirmed(birth_on=CHILD, guardian_email="unknown@example.org")

    (asked,) = events(session, event_type=ConsentRequested)
    assert (asked.contact.email, asked.registered) == ("unknown@example.org", False)


def test_consent_opens_the_account_and_is_kept_as_proof(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    agree(ask, guardian)

    session.refresh(child)
    (proof,) = session.scalars(select(models.Consent))
    (started,) = events(session, event_type=GuardianshipStarted)
    assert child.status is UserStatus.ACTIVE
    assert (proof.guardian_id, proof.learner_id) == (guardian.id, child.id)
    assert (proof.text_version, proof.withdrawn_at) == (CURRENT, None)
    assert (started.guardian_id, started.learner_name) == (guardian.id, "Lina Haddad")
    assert ask(make_sign_in(child.email)).user.id == child.id


def test_a_text_that_was_not_read_is_not_agreed_to(
    ask: Ask, child: models.User, guardian: models.User
) -> None:
    with pytest.raises(ConsentTextChanged):
        agree(ask, guardian, "2020-01")


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_text_is_read_in_ones_language(ask: Ask, language: str) -> None:
    text = ask(GetConsentText(language=language))

    assert text.version == CURRENT
    assert text.language == (language if language in {"en", "ar"} else "en")
    assert "<h3>" in text.html


def test_a_no_keeps_the_account_closed_and_is_told(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    (waiting,) = ask(GetFamily(), actor_of(guardian)).learners

    answered = ask(DeclineGuardianship(guardianship_id=waiting.id), actor_of(guardian))

    assert answered.state is GuardianshipState.DECLINED
    (told,) = events(session, event_type=ConsentDeclined)
    assert told.learner_id == child.id
    assert ask(GetFamily(), actor_of(guardian)).learners == []
    with pytest.raises(GuardianshipAnswered):
        ask(GiveConsent(guardianship_id=waiting.id, text_version=CURRENT), actor_of(guardian))


def test_strangers_see_and_answer_nothing(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    stranger = add_user(session)
    session.commit()
    (waiting,) = ask(GetFamily(), actor_of(guardian)).learners

    assert ask(GetFamily(), actor_of(stranger)).learners == []
    for request in (
        GiveConsent(guardianship_id=waiting.id, text_version=CURRENT),
        DeclineGuardianship(guardianship_id=waiting.id),
        EndGuardianship(guardianship_id=waiting.id),
        AcceptGuardian(guardianship_id=waiting.id),
    ):
        with pytest.raises(GuardianshipNotFound):
            ask(request, actor_of(stranger))
    with pytest.raises(GuardianshipNotFound):
        ask(EndGuardianship(guardianship_id=uuid4()), actor_of(guardian))


def test_a_child_cannot_end_it_but_sees_who_answers(
    ask: Ask, child: models.User, guardian: models.User
) -> None:
    bond = agree(ask, guardian)

    (seen,) = ask(GetFamily(), actor_of(child)).guardians

    assert (seen.guardian_name, seen.may_end, seen.step) == (
        "Karim Haddad",
        False,
        FamilyStep.NONE,
    )
    with pytest.raises(GuardianStillNeeded):
        ask(EndGuardianship(guardianship_id=bond), actor_of(child))


def test_who_has_grown_up_ends_it_and_stays(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    bond = agree(ask, guardian)
    ProfileRepository(session).set_birth(child.id, GROWN_UP)
    session.commit()

    ended = ask(EndGuardianship(guardianship_id=bond), actor_of(child))

    session.refresh(child)
    assert ended.state is GuardianshipState.ENDED
    assert child.status is UserStatus.ACTIVE
    assert len(events(session, event_type=GuardianshipEnded)) == 1


def test_a_guardian_who_leaves_closes_a_childs_account_at_once(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    bond = agree(ask, guardian)
    session.add(make_open_session(child.id))
    session.commit()

    ask(EndGuardianship(guardianship_id=bond), actor_of(guardian))

    session.refresh(child)
    assert child.status is UserStatus.AWAITING_CONSENT
    assert [one.user_id for one in events(session, event_type=SessionsRevoked)] == [child.id]
    (proof,) = session.scalars(select(models.Consent))
    assert proof.withdrawn_at is not None
    agree(ask, guardian)
    session.refresh(child)
    assert child.status.value == "active"


def test_what_a_guardian_decides_holds_when_a_suspended_child_is_restored(
    ask: Ask, child: models.User, guardian: models.User, session: Session
) -> None:
    boss = proven_actor(add_user(session, role=Role.ADMIN))
    session.commit()
    states, bond = [], UUID(int=0)

    for decide in ("agree", "leave"):
        ask(SuspendUser(user_id=child.id, reason="Cheated."), boss)
        if decide == "agree":
            bond = agree(ask, guardian)
        else:
            ask(EndGuardianship(guardianship_id=bond), actor_of(guardian))
        session.refresh(child)
        assert child.status is UserStatus.SUSPENDED
        states.append(ask(RestoreUser(user_id=child.id, reason="Enough."), boss).status)

    assert states == [UserStatus.ACTIVE, UserStatus.AWAITING_CONSENT]


def make_child(**changes: object) -> AddChild:
    fields: dict[str, object] = {
        "name": "Sami Haddad",
        "email": "sami@example.org",
        "password": PASSWORD,
        "birth_on": CHILD,
        "text_version": CURRENT,
    }
    return AddChild(**{**fields, **changes})  # type: ignore[arg-type]  # by name


def test_a_guardian_brings_a_child_along(
    ask: Ask, guardian: models.User, session: Session, settings: AccountsSettings
) -> None:
    bond = ask(make_child(), actor_of(guardian))

    mail = events(session, event_type=ConfirmationRequested)[-1]
    ask(ConfirmEmail(token=unseal(mail.sealed_token, settings.mail_sealing_key)))
    signed_in = ask(make_sign_in("sami@example.org"))

    assert bond.state is GuardianshipState.ACTIVE
    assert signed_in.user.id == bond.learner_id
    assert events(session, event_type=ConsentRequested) == []
    assert [one.user_id for one in events(session, event_type=UserRegistered)] == [bond.learner_id]


def test_adding_a_child_twice_adds_one(ask: Ask, guardian: models.User) -> None:
    first, second = (ask(make_child(), actor_of(guardian)) for _ in range(2))

    assert first.id == second.id


def test_somebody_elses_address_is_taken(ask: Ask, guardian: models.User, session: Session) -> None:
    add_user(session, email="sami@example.org")
    session.commit()

    with pytest.raises(AddressTaken):
        ask(make_child(), actor_of(guardian))


def test_a_child_is_no_guardian(ask: Ask, guardian: models.User, session: Session) -> None:
    ProfileRepository(session).set_birth(guardian.id, CHILD)
    session.commit()

    with pytest.raises(GuardianNeeded):
        ask(make_child(), actor_of(guardian))
    with pytest.raises(GuardianNeeded):
        ask(InviteLearner(email="lina@example.org"), actor_of(guardian))


def test_an_offer_is_hidden_until_the_learner_takes_it(
    ask: Ask, guardian: models.User, session: Session
) -> None:
    lina = add_user(session, name="Lina Haddad", email="lina@example.org")
    session.commit()

    ask(InviteLearner(email="LINA@example.org"), actor_of(guardian))
    ask(InviteLearner(email="nobody@example.org"), actor_of(guardian))

    assert ask(GetFamily(), actor_of(guardian)).learners == []
    (offer,) = events(session, event_type=GuardianOffered)
    (asked,) = ask(GetFamily(), actor_of(lina)).guardians
    assert asked.step is FamilyStep.ACCEPT
    ask(AcceptGuardian(guardianship_id=offer.guardianship_id), actor_of(lina))
    (learner,) = ask(GetFamily(), actor_of(guardian)).learners
    assert (learner.learner_name, learner.may_end) == ("Lina Haddad", True)


def test_the_would_be_guardian_cannot_accept_for_the_learner(
    ask: Ask, guardian: models.User, session: Session
) -> None:
    add_user(session, email="lina@example.org")
    session.commit()
    ask(InviteLearner(email="lina@example.org"), actor_of(guardian))
    (offer,) = events(session, event_type=GuardianOffered)

    with pytest.raises(GuardianshipAnswered):
        ask(AcceptGuardian(guardianship_id=offer.guardianship_id), actor_of(guardian))


def test_offers_to_strangers_are_limited(ask: Ask, guardian: models.User, session: Session) -> None:
    for number in range(11):
        add_user(session, email=f"learner{number}@example.org", created_at=NOW)
    session.commit()
    for number in range(10):
        ask(InviteLearner(email=f"learner{number}@example.org"), actor_of(guardian))

    with pytest.raises(TooManyOffers):
        ask(InviteLearner(email="learner10@example.org"), actor_of(guardian))
