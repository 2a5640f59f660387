"""What staff do through a person's eyes is told to the audit log, whatever it is."""

from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

from contracts.base import Request
from services.common.work import UnitOfWork

_TOLD = (UUID, bool, int, Enum)
"""Kinds of values that an entry repeats: what people wrote may be private, or a secret."""


def note_impersonated(work: UnitOfWork, request: Request[Any]) -> None:
    """Write down a command that somebody runs in the name of a person."""
    actor = work.caller
    if actor is None or actor.impersonator_id is None:
        return
    work.audit(
        f"impersonation.{request.method()}",
        target_type="user",
        target_id=actor.user_id,
        target_label=str(actor.user_id),
        after=_outline(request),
    )


def _outline(request: Request[Any]) -> dict[str, Any]:
    fields = msgspec.structs.asdict(request).items()
    return {name: msgspec.to_builtins(value) for name, value in fields if isinstance(value, _TOLD)}
