"""Who may take their data along and leave, and what remains of who has left."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from contracts.accounts.errors import (
    AddressMistyped,
    ExportNotReady,
    ExportRunning,
    LastAdmin,
    StudentsDepend,
)
from contracts.accounts.personal_data import ErasureState, ExportState
from services.accounts import models

EXPORT_LIFE = timedelta(days=7)
CONSENT_WAIT = timedelta(days=30)
"""How long an account waits for a guardian before it is deleted."""


def pseudonym(user_id: UUID) -> str:
    """What somebody who left is called everywhere, the same each time."""
    digest = hashlib.sha256(b"academy pseudonym " + user_id.bytes).hexdigest()
    return f"Former member {digest[:8]}"


def erased_address(user_id: UUID) -> str:
    """An address that nobody has (RFC 2606) in place of the one that is free again."""
    return f"{user_id.hex}@erased.invalid"


def ensure_address_typed(typed: str, user: models.User) -> None:
    """Nobody deletes their account by accident."""
    if typed != user.email.lower():
        detail = "Type the address of your account."
        raise AddressMistyped(detail, {"errors": [{"pointer": "/email", "detail": detail}]})


def ensure_academy_stays_led(user: models.User, admins: Collection[UUID]) -> None:
    """The academy keeps at least one admin."""
    if set(admins) == {user.id}:
        raise LastAdmin("Make somebody else an admin first.")


def ensure_nobody_depends(*, teaches_students: bool) -> None:
    """Who teaches students hands their courses over before they leave."""
    if teaches_students:
        raise StudentsDepend(
            "Students study your published courses. Ask the academy to hand the courses over "
            "to another teacher, then delete your account."
        )


def running(request: models.DataRequest | None) -> models.DataRequest:
    """One collection at a time."""
    if request is None:
        raise ExportRunning("Your data is being collected already.")
    return request


def ensure_downloadable(request: models.DataRequest, now: datetime) -> None:
    """A collection can be had for a week once it is complete."""
    if export_state(request, now) is not ExportState.READY:
        raise ExportNotReady("Ask for your data again.")


def export_state(request: models.DataRequest, now: datetime) -> ExportState:
    """Where a collection stands."""
    if request.finished_at is None:
        return ExportState.COLLECTING
    over = request.expires_at is None or request.expires_at <= now
    return ExportState.EXPIRED if over else ExportState.READY


def erasure_state(request: models.DataRequest) -> ErasureState:
    """Whether every service has forgotten."""
    return ErasureState.ERASING if request.finished_at is None else ErasureState.ERASED


def is_complete(parts: Sequence[models.DataPart]) -> bool:
    """Whether every service has answered."""
    return all(part.answered_at is not None for part in parts)
