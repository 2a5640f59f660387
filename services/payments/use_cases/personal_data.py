"""Handing out what is kept about a person, and forgetting them."""

from msgspec import to_builtins

from contracts.privacy import (
    ErasureRequested,
    ExportRequested,
    PaymentsUserErased,
    PaymentsUserExported,
)
from services.common.parcels import ParcelService
from services.common.work import UnitOfWork
from services.payments.repository import PersonalDataRepository


def export_user(work: UnitOfWork, parcels: ParcelService, event: ExportRequested) -> None:
    """What somebody bought, and for how much."""
    content = PersonalDataRepository(work.session).collect(event.user_id)
    work.record(
        PaymentsUserExported(
            export_id=event.export_id,
            user_id=event.user_id,
            sealed_content=parcels.pack(to_builtins(content)),
        )
    )


def erase_user(work: UnitOfWork, event: ErasureRequested) -> None:
    """Forget a person; orders and the ledger keep the id, which names nobody any more."""
    people = PersonalDataRepository(work.session)
    people.erase(event.user_id, event.pseudonym, work.now)
    work.record(PaymentsUserErased(erasure_id=event.erasure_id, user_id=event.user_id))
