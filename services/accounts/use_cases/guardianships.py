"""Who answers for whom: questions, answers and ends."""

from uuid import UUID

from contracts.accounts.guardianships import (
    AcceptGuardian,
    ConsentDeclined,
    ConsentText,
    DeclineGuardianship,
    EndGuardianship,
    Family,
    FamilyStep,
    GetConsentText,
    GetFamily,
    GiveConsent,
    Guardianship,
    GuardianshipEnded,
    GuardianshipOrigin,
    GuardianshipStarted,
    GuardianshipState,
)
from contracts.accounts.messages import UserConfirmed, UserStatus
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.consent import CURRENT, consent_text
from services.accounts.repository import (
    GuardianshipRepository,
    ProfileRepository,
    UserRepository,
)
from services.accounts.repository.guardianships import Shown
from services.accounts.use_cases.revocation import end_sessions
from services.common.database import new_id
from services.common.work import UnitOfWork

CONSENT_WITHDRAWN = "consent withdrawn"


def get_family(work: UnitOfWork, settings: AccountsSettings, _request: GetFamily) -> Family:
    """Everybody whom the caller has a bond with, or a question from.

    What a guardian has offered is not shown to them before it is accepted, since it would tell
    which addresses have an account.
    """
    user = UserRepository(work.session).get(work.actor.user_id)
    guardianships = GuardianshipRepository(work.session)
    return Family(
        guardians=[
            show(work, settings, user, row) for row in guardianships.list_of_learner(user.id)
        ],
        learners=[
            show(work, settings, user, row)
            for row in guardianships.list_of_guardian(user.id, user.email)
            if policies.is_told_to_guardian(row[0])
        ],
        guardian_age=settings.guardian_age,
    )


def get_consent_text(_work: UnitOfWork, request: GetConsentText) -> ConsentText:
    """What guardians agree to now."""
    return consent_text(request.language)


def give_consent(
    work: UnitOfWork, settings: AccountsSettings, request: GiveConsent
) -> Guardianship:
    """A guardian agrees; the learner's account opens."""
    user = UserRepository(work.session).get(work.actor.user_id)
    row = GuardianshipRepository(work.session).get_for_update(request.guardianship_id)
    policies.ensure_can_answer(row, user, FamilyStep.CONSENT)
    policies.ensure_current_text(request.text_version, CURRENT)
    birth_on = ProfileRepository(work.session).find_birth(user.id)
    policies.ensure_grown_up(birth_on, work.now.date(), settings.guardian_age)
    begin_guardianship(work, row, user)
    record_consent(work, row)
    _open_account(work, row)
    return show_again(work, settings, user, row)


def accept_guardian(
    work: UnitOfWork, settings: AccountsSettings, request: AcceptGuardian
) -> Guardianship:
    """A learner takes an offer."""
    people = UserRepository(work.session)
    row = GuardianshipRepository(work.session).get_for_update(request.guardianship_id)
    user = people.get(work.actor.user_id)
    policies.ensure_can_answer(row, user, FamilyStep.ACCEPT)
    begin_guardianship(work, row, people.get(policies.named_guardian(row)))
    return show_again(work, settings, user, row)


def decline_guardianship(
    work: UnitOfWork, settings: AccountsSettings, request: DeclineGuardianship
) -> Guardianship:
    """Say no; a learner who waits for consent is told."""
    user = UserRepository(work.session).get(work.actor.user_id)
    row = GuardianshipRepository(work.session).get_for_update(request.guardianship_id)
    policies.ensure_can_answer(row, user, FamilyStep.CONSENT, FamilyStep.ACCEPT)
    row.state, row.answered_at = GuardianshipState.DECLINED, work.now
    if row.origin is GuardianshipOrigin.REGISTRATION:
        row.guardian_id = user.id
        work.record(ConsentDeclined(guardianship_id=row.id, learner_id=row.learner_id))
    return show_again(work, settings, user, row)


def end_guardianship(
    work: UnitOfWork, settings: AccountsSettings, request: EndGuardianship
) -> Guardianship:
    """End it; a learner below the age then waits for a guardian again."""
    user = UserRepository(work.session).get(work.actor.user_id)
    row = GuardianshipRepository(work.session).get_for_update(request.guardianship_id)
    minor = is_minor(work, settings, row.learner_id)
    policies.ensure_may_end(row, user, learner_is_minor=minor)
    close(work, row, ended_by=user)
    if minor:
        _close_account(work, row)
    return show_again(work, settings, user, row)


def leave_guardianships(work: UnitOfWork, settings: AccountsSettings, user: models.User) -> None:
    """Somebody leaves the academy; learners below the age wait for another guardian."""
    bonds = GuardianshipRepository(work.session).list_open_for_update(user.id, user.email)
    for row in bonds:
        close(work, row, ended_by=user)
        if row.learner_id != user.id and is_minor(work, settings, row.learner_id):
            _close_account(work, row, ask_again=False)


def begin_guardianship(work: UnitOfWork, row: models.Guardianship, guardian: models.User) -> None:
    """Somebody answers for a learner from now on."""
    learner = UserRepository(work.session).get(row.learner_id)
    row.guardian_id, row.guardian_email = guardian.id, guardian.email
    row.state, row.answered_at = GuardianshipState.ACTIVE, work.now
    work.record(
        GuardianshipStarted(
            guardianship_id=row.id,
            guardian_id=guardian.id,
            guardian_name=guardian.name,
            learner_id=learner.id,
            learner_name=learner.name,
        )
    )


def record_consent(work: UnitOfWork, row: models.Guardianship) -> None:
    """Keep as proof who agreed to what and when."""
    consent = models.Consent(
        guardianship_id=row.id,
        learner_id=row.learner_id,
        guardian_id=row.guardian_id,
        text_version=CURRENT,
        given_at=work.now,
    )
    GuardianshipRepository(work.session).add_consent(consent)


def close(work: UnitOfWork, row: models.Guardianship, *, ended_by: models.User) -> None:
    """End an open guardianship and the consent in it."""
    was_active, row.state = row.state is GuardianshipState.ACTIVE, GuardianshipState.ENDED
    row.ended_at, row.ended_by = work.now, ended_by.id
    guardianships = GuardianshipRepository(work.session)
    guardianships.withdraw_consents(row.id, work.now)
    if not was_active:
        return
    _, learner, guardian = guardianships.get_shown(row.id)
    work.record(
        GuardianshipEnded(
            guardianship_id=row.id,
            guardian_id=policies.named_guardian(row),
            guardian_name=guardian.name if guardian else "",
            learner_id=learner.id,
            learner_name=learner.name,
        )
    )


def is_minor(work: UnitOfWork, settings: AccountsSettings, learner_id: UUID) -> bool:
    """Whether a learner is below the age."""
    birth_on = ProfileRepository(work.session).find_birth(learner_id)
    return policies.needs_guardian(birth_on, work.now.date(), settings.guardian_age)


def show_again(
    work: UnitOfWork, settings: AccountsSettings, user: models.User, row: models.Guardianship
) -> Guardianship:
    """A guardianship that has just changed."""
    work.session.flush()
    shown = GuardianshipRepository(work.session).get_shown(row.id)
    return show(work, settings, user, shown)


def show(
    work: UnitOfWork, settings: AccountsSettings, user: models.User, shown: Shown
) -> Guardianship:
    """A guardianship as one of the two sees it."""
    row, learner, guardian = shown
    minor = is_minor(work, settings, row.learner_id)
    return Guardianship(
        id=row.id,
        state=row.state,
        origin=row.origin,
        learner_id=row.learner_id,
        learner_name=learner.name,
        guardian_id=row.guardian_id,
        guardian_name=guardian.name if guardian else "",
        guardian_email=row.guardian_email,
        requested_at=row.requested_at,
        answered_at=row.answered_at,
        step=policies.next_step(row, user),
        may_end=policies.may_end(row, user, learner_is_minor=minor),
    )


def _open_account(work: UnitOfWork, row: models.Guardianship) -> None:
    learner = UserRepository(work.session).get_for_update(row.learner_id)
    if learner.standing is UserStatus.AWAITING_CONSENT:
        learner.standing = UserStatus.ACTIVE
        work.record(UserConfirmed(user_id=learner.id))


def _close_account(work: UnitOfWork, row: models.Guardianship, *, ask_again: bool = True) -> None:
    """Without a guardian the account waits; the one who left is asked first."""
    guardianships = GuardianshipRepository(work.session)
    learner = UserRepository(work.session).get_for_update(row.learner_id)
    work.session.flush()
    if learner.standing is not UserStatus.ACTIVE or guardianships.has_guardian(learner.id):
        return
    learner.standing = UserStatus.AWAITING_CONSENT
    end_sessions(work, learner.id, CONSENT_WITHDRAWN)
    if not ask_again:
        return
    guardianships.open(
        {
            "id": new_id(),
            "learner_id": learner.id,
            "guardian_id": row.guardian_id,
            "guardian_email": row.guardian_email,
            "origin": GuardianshipOrigin.REGISTRATION,
            "state": GuardianshipState.PENDING,
            "requested_at": work.now,
        }
    )
