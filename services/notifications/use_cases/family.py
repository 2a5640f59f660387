"""Who is told what about guardians and learners."""

from contracts.accounts.guardianships import (
    ConsentDeclined,
    ConsentRequested,
    GuardianOffered,
    GuardianshipEnded,
    GuardianshipStarted,
)
from services.common.work import UnitOfWork
from services.notifications import mails
from services.notifications.use_cases.queueing import queue, queue_for


def mail_consent_request(work: UnitOfWork, event: ConsentRequested) -> None:
    """A guardian is asked, at the address that the learner named."""
    queue(work, event.learner_id, event.contact, mails.consent_requested(event))


def mail_consent_declined(work: UnitOfWork, event: ConsentDeclined) -> None:
    """A learner hears that their guardian does not agree."""
    queue_for(work, event.learner_id, mails.consent_declined())


def mail_guardian_offer(work: UnitOfWork, event: GuardianOffered) -> None:
    """A learner hears that somebody wants to be their guardian."""
    queue_for(work, event.learner_id, mails.guardian_offered(event))


def mail_guardianship_started(work: UnitOfWork, event: GuardianshipStarted) -> None:
    """Both hear that it holds."""
    queue_for(work, event.learner_id, mails.guardian_found(event))
    queue_for(work, event.guardian_id, mails.learner_entrusted(event))


def mail_guardianship_ended(work: UnitOfWork, event: GuardianshipEnded) -> None:
    """Both hear that it is over."""
    for person in (event.learner_id, event.guardian_id):
        queue_for(work, person, mails.guardianship_ended(event))
