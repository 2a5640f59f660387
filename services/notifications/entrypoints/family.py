"""Mails about guardians and learners."""

from contracts.accounts.guardianships import (
    ConsentDeclined,
    ConsentRequested,
    GuardianOffered,
    GuardianshipEnded,
    GuardianshipStarted,
)
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import family


class Family(Dependencies):
    """Questions, answers and ends."""

    @reacts_to(ConsentRequested)
    def mail_consent_request(self, work: UnitOfWork, event: ConsentRequested) -> None:
        """Queue a question for a guardian."""
        family.mail_consent_request(work, event)

    @reacts_to(ConsentDeclined)
    def mail_consent_declined(self, work: UnitOfWork, event: ConsentDeclined) -> None:
        """Queue a no for a learner."""
        family.mail_consent_declined(work, event)

    @reacts_to(GuardianOffered)
    def mail_guardian_offer(self, work: UnitOfWork, event: GuardianOffered) -> None:
        """Queue a question for a learner."""
        family.mail_guardian_offer(work, event)

    @reacts_to(GuardianshipStarted)
    def mail_guardianship_started(self, work: UnitOfWork, event: GuardianshipStarted) -> None:
        """Queue good news for both."""
        family.mail_guardianship_started(work, event)

    @reacts_to(GuardianshipEnded)
    def mail_guardianship_ended(self, work: UnitOfWork, event: GuardianshipEnded) -> None:
        """Queue a word to both."""
        family.mail_guardianship_ended(work, event)
