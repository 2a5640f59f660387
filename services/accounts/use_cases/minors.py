"""Those who register below the age: their guardian is asked before the account opens."""

from datetime import UTC, datetime

from contracts.accounts.guardianships import (
    ConsentRequested,
    GuardianshipOrigin,
    GuardianshipState,
)
from contracts.accounts.messages import Register
from contracts.types import Contact
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.repository import (
    GuardianshipRepository,
    ProfileRepository,
    UserRepository,
)
from services.common.database import new_id
from services.common.work import UnitOfWork


def ensure_guarded(email: str, settings: AccountsSettings, request: Register) -> None:
    """Who is below the age names a guardian, before anything is stored."""
    today = datetime.now(UTC).date()
    policies.ensure_plausible_birth(request.birth_on, today)
    guardian = request.guardian_email and policies.normalized_email(request.guardian_email)
    policies.ensure_somebody_else(email, guardian)
    policies.ensure_guardian_named(request.birth_on, guardian, today, settings.guardian_age)


def keep_guardian(
    work: UnitOfWork, settings: AccountsSettings, user: models.User, request: Register
) -> None:
    """Remember the birth and the guardian that were named last."""
    guardian = policies.normalized_email(request.guardian_email or "")
    ProfileRepository(work.session).set_birth(user.id, request.birth_on)
    guardianships = GuardianshipRepository(work.session)
    guardianships.drop_pending_consents(user.id, guardian, work.now)
    today = work.now.date()
    if guardian and policies.needs_guardian(request.birth_on, today, settings.guardian_age):
        guardianships.open(
            {
                "id": new_id(),
                "learner_id": user.id,
                "guardian_id": None,
                "guardian_email": guardian,
                "origin": GuardianshipOrigin.REGISTRATION,
                "state": GuardianshipState.PENDING,
                "requested_at": work.now,
            }
        )


def lacks_consent(work: UnitOfWork, guardian_age: int, user: models.User) -> bool:
    """Whether nobody has agreed yet that a learner below the age uses the academy."""
    birth_on = ProfileRepository(work.session).find_birth(user.id)
    young = policies.needs_guardian(birth_on, work.now.date(), guardian_age)
    return young and not GuardianshipRepository(work.session).has_guardian(user.id)


def ask_guardian(work: UnitOfWork, learner: models.User) -> None:
    """Write to the guardian whom a learner named, now that the learner's address is theirs."""
    row = GuardianshipRepository(work.session).find_pending_consent(learner.id)
    if row is None:
        return
    guardian = UserRepository(work.session).find_by_email(row.guardian_email)
    name, locale = (
        (guardian.name, guardian.locale) if guardian else (row.guardian_email, learner.locale)
    )
    work.record(
        ConsentRequested(
            guardianship_id=row.id,
            learner_id=learner.id,
            learner_name=learner.name,
            contact=Contact(email=row.guardian_email, name=name, locale=locale),
            registered=guardian is not None,
        )
    )
