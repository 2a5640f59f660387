"""Copies of people: kept, handed out, and forgotten."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.profiles import ProfileChanged
from contracts.privacy import ErasureRequested, ExportRequested
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.payments.entrypoints.dependencies import Dependencies
from services.payments.use_cases import copies, personal_data


class PersonalData(Dependencies):
    """Its part of every collection and every erasure."""

    @reacts_to(ProfileChanged)
    def remember_profile(self, work: UnitOfWork, event: ProfileChanged) -> None:
        """Keep a buyer's new name."""
        copies.remember_profile(work, event)

    @reacts_to(UserContactChanged)
    def remember_contact(self, work: UnitOfWork, event: UserContactChanged) -> None:
        """Keep a buyer's new address."""
        copies.remember_contact(work, event)

    @reacts_to(ExportRequested)
    def export_user(self, work: UnitOfWork, event: ExportRequested) -> None:
        """Hand out what somebody bought."""
        personal_data.export_user(work, self.parcels, event)

    @reacts_to(ErasureRequested)
    def erase_user(self, work: UnitOfWork, event: ErasureRequested) -> None:
        """Forget a person; the books stay."""
        personal_data.erase_user(work, event)
