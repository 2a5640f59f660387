"""Handing out what is kept about a person, forgetting them, and telling them so."""

from msgspec import to_builtins

from contracts.accounts.personal_data import ErasureFinished, ExportReady
from contracts.privacy import (
    ErasureRequested,
    ExportRequested,
    NotificationsUserErased,
    NotificationsUserExported,
)
from services.common.parcels import ParcelService
from services.common.work import UnitOfWork
from services.notifications import mails
from services.notifications.repository import PersonalDataRepository
from services.notifications.use_cases.queueing import queue, queue_for


def export_user(work: UnitOfWork, parcels: ParcelService, event: ExportRequested) -> None:
    """Contact, choices and what somebody was told."""
    content = PersonalDataRepository(work.session).collect(event.user_id)
    work.record(
        NotificationsUserExported(
            export_id=event.export_id,
            user_id=event.user_id,
            sealed_content=parcels.pack(to_builtins(content)),
        )
    )


def erase_user(work: UnitOfWork, event: ErasureRequested) -> None:
    """Forget a person, and never write to them again."""
    people = PersonalDataRepository(work.session)
    people.erase(event.user_id, event.pseudonym, work.now)
    work.record(NotificationsUserErased(erasure_id=event.erasure_id, user_id=event.user_id))


def mail_export_ready(work: UnitOfWork, event: ExportReady) -> None:
    """The collection can be had."""
    queue_for(work, event.user_id, mails.export_ready())


def mail_account_deleted(work: UnitOfWork, event: ErasureFinished) -> None:
    """The last mail; its address is forgotten once it is sent."""
    queue(work, event.erasure_id, event.contact, mails.account_deleted())
