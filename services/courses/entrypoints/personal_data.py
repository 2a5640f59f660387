"""Handing out what is kept about a person, and forgetting them."""

from contracts.privacy import ErasureRequested, ExportRequested
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import personal_data


class PersonalData(Dependencies):
    """Its part of every collection and every erasure."""

    @reacts_to(ExportRequested)
    def export_user(self, work: UnitOfWork, event: ExportRequested) -> None:
        """Hand out what somebody studies and teaches."""
        personal_data.export_user(work, self.parcels, event)

    @reacts_to(ErasureRequested)
    def erase_user(self, work: UnitOfWork, event: ErasureRequested) -> None:
        """Forget a person."""
        personal_data.erase_user(work, self.files, event)
