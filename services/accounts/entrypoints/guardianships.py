"""Guardians and the learners they answer for."""

from contracts.accounts.guardianships import (
    AcceptGuardian,
    AddChild,
    ConsentText,
    DeclineGuardianship,
    EndGuardianship,
    Family,
    GetConsentText,
    GetFamily,
    GiveConsent,
    Guardianship,
    InviteLearner,
)
from services.accounts.entrypoints.dependencies import Dependencies
from services.accounts.use_cases import consents, guardianships
from services.common.rpc import handles, handles_in_steps
from services.common.work import Begin, UnitOfWork


class Guardianships(Dependencies):
    """Who answers for whom."""

    @handles
    def get_family(self, work: UnitOfWork, request: GetFamily) -> Family:
        """Show the caller's guardians and learners."""
        return guardianships.get_family(work, self.settings, request)

    @handles
    def get_consent_text(self, work: UnitOfWork, request: GetConsentText) -> ConsentText:
        """Show what guardians agree to."""
        return guardianships.get_consent_text(work, request)

    @handles
    def give_consent(self, work: UnitOfWork, request: GiveConsent) -> Guardianship:
        """Let a learner in."""
        return guardianships.give_consent(work, self.settings, request)

    @handles
    def accept_guardian(self, work: UnitOfWork, request: AcceptGuardian) -> Guardianship:
        """Take an offer."""
        return guardianships.accept_guardian(work, self.settings, request)

    @handles
    def decline_guardianship(self, work: UnitOfWork, request: DeclineGuardianship) -> Guardianship:
        """Say no."""
        return guardianships.decline_guardianship(work, self.settings, request)

    @handles
    def end_guardianship(self, work: UnitOfWork, request: EndGuardianship) -> Guardianship:
        """End a bond."""
        return guardianships.end_guardianship(work, self.settings, request)

    @handles_in_steps
    def add_child(self, begin: Begin, request: AddChild) -> Guardianship:
        """Open an account for a child."""
        return consents.add_child(begin, self.passwords, self.settings, request)

    @handles
    def invite_learner(self, work: UnitOfWork, request: InviteLearner) -> None:
        """Ask a learner."""
        consents.invite_learner(work, self.settings, request)
