"""Learners whom guardians bring along."""

from uuid import UUID

from contracts.accounts.guardianships import (
    AddChild,
    GuardianOffered,
    Guardianship,
    GuardianshipOrigin,
    GuardianshipState,
    InviteLearner,
)
from contracts.accounts.messages import UserStatus
from contracts.types import Role
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.consent import CURRENT
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    GuardianshipRepository,
    ProfileRepository,
    UserRepository,
)
from services.accounts.use_cases import attempts
from services.accounts.use_cases.guardianships import (
    begin_guardianship,
    record_consent,
    show_again,
)
from services.accounts.use_cases.new_passwords import ensure_acceptable
from services.accounts.use_cases.registration import announce_newcomer, mail_link
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork


def add_child(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: AddChild
) -> Guardianship:
    """Open an account for a child; its address has to be confirmed, consent is given already."""
    email = policies.normalized_email(request.email)
    with begin() as work:
        guardian = _ensure_may_add(work, settings, email, request)
    ensure_acceptable(passwords, request.password, email, request.name)
    digest = passwords.hash(request.password)
    with attempts.reserved(begin, (policies.ADD_CHILD, guardian.id.bytes)), begin() as work:
        return _add(work, settings, guardian, digest, request)


def invite_learner(work: UnitOfWork, settings: AccountsSettings, request: InviteLearner) -> None:
    """Ask a learner; the answer does not tell whether the address has an account."""
    people, guardianships = UserRepository(work.session), GuardianshipRepository(work.session)
    guardian = people.get(work.actor.user_id)
    email = policies.normalized_email(request.email)
    policies.ensure_somebody_else(email, guardian.email)
    birth_on = ProfileRepository(work.session).find_birth(guardian.id)
    policies.ensure_grown_up(birth_on, work.now.date(), settings.guardian_age)
    policies.ensure_offers_left(guardianships.count_pending_offers(guardian.id))
    learner = people.find_by_email_for_update(email)
    if learner is None or learner.status is not UserStatus.ACTIVE:
        return
    asked = _bond(work, learner.id, guardian, GuardianshipOrigin.INVITATION)
    row = guardianships.open(asked)
    if row is not None:
        work.record(
            GuardianOffered(
                guardianship_id=row.id,
                guardian_id=guardian.id,
                guardian_name=guardian.name,
                learner_id=learner.id,
            )
        )


def _ensure_may_add(
    work: UnitOfWork, settings: AccountsSettings, email: str, request: AddChild
) -> models.User:
    guardian = UserRepository(work.session).get(work.actor.user_id)
    today = work.now.date()
    policies.ensure_somebody_else(guardian.email, email)
    policies.ensure_current_text(request.text_version, CURRENT)
    policies.ensure_plausible_birth(request.birth_on, today)
    own = ProfileRepository(work.session).find_birth(guardian.id)
    policies.ensure_grown_up(own, today, settings.guardian_age)
    return guardian


def _add(
    work: UnitOfWork,
    settings: AccountsSettings,
    guardian: models.User,
    digest: str,
    request: AddChild,
) -> Guardianship:
    people, guardianships = UserRepository(work.session), GuardianshipRepository(work.session)
    email = policies.normalized_email(request.email)
    added = people.add([_new_learner(work, email, request)])
    if not added:
        return _added_before(work, settings, guardian, email)
    learner = added[0]
    people.set_password(learner.id, digest, work.now)
    ProfileRepository(work.session).set_birth(learner.id, request.birth_on)
    announce_newcomer(work, learner)
    row = policies.opened(
        guardianships.open(_bond(work, learner.id, guardian, GuardianshipOrigin.CHILD))
    )
    begin_guardianship(work, row, guardian)
    record_consent(work, row)
    mail_link(work, learner, settings.mail_sealing_key)
    return show_again(work, settings, guardian, row)


def _added_before(
    work: UnitOfWork, settings: AccountsSettings, guardian: models.User, email: str
) -> Guardianship:
    """The same answer for a repeated request; anybody else's address is taken."""
    mine = GuardianshipRepository(work.session).list_of_guardian(guardian.id, guardian.email)
    found = next((row for row, learner, _ in mine if learner.email == email), None)
    return show_again(work, settings, guardian, policies.opened(found))


def _bond(
    work: UnitOfWork, learner_id: UUID, guardian: models.User, origin: GuardianshipOrigin
) -> dict[str, object]:
    return {
        "id": new_id(),
        "learner_id": learner_id,
        "guardian_id": guardian.id,
        "guardian_email": guardian.email,
        "origin": origin,
        "state": GuardianshipState.PENDING,
        "requested_at": work.now,
    }


def _new_learner(work: UnitOfWork, email: str, request: AddChild) -> dict[str, object]:
    return {
        "id": new_id(),
        "email": email,
        "name": policies.stated_name(request.name),
        "role": Role.STUDENT,
        "status": UserStatus.UNCONFIRMED,
        "locale": request.locale,
        "created_at": work.now,
        "confirmed_at": None,
    }
