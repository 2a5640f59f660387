"""Handing out what is kept about a person, forgetting them, and telling them so."""

from contracts.accounts.personal_data import ErasureFinished, ExportReady
from contracts.privacy import ErasureRequested, ExportRequested
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import personal_data


class PersonalData(Dependencies):
    """Its part of every collection and every erasure."""

    @reacts_to(ExportRequested)
    def export_user(self, work: UnitOfWork, event: ExportRequested) -> None:
        """Hand out contacts, choices and what somebody was told."""
        personal_data.export_user(work, self.parcels, event)

    @reacts_to(ErasureRequested)
    def erase_user(self, work: UnitOfWork, event: ErasureRequested) -> None:
        """Forget a person."""
        personal_data.erase_user(work, event)

    @reacts_to(ExportReady)
    def mail_export_ready(self, work: UnitOfWork, event: ExportReady) -> None:
        """Queue where the collection can be had."""
        personal_data.mail_export_ready(work, event)

    @reacts_to(ErasureFinished)
    def mail_account_deleted(self, work: UnitOfWork, event: ErasureFinished) -> None:
        """Queue the last mail."""
        personal_data.mail_account_deleted(work, event)
