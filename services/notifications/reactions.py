"""A unit of work that knows which event it reacts to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from contracts.base import Envelope, Event
from services.common.desk import Desk
from services.common.work import UnitOfWork


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    """The work, with the identity and the time of the event behind it."""

    work: UnitOfWork
    event_id: UUID
    happened_at: datetime


class ReactionDesk(Desk):
    """Hands reactions to their handlers instead of bare units of work."""

    def react(
        self, envelope: Envelope, event: Event, handler: str, method: Callable[..., None]
    ) -> None:
        """Let *handler* act on an event unless it already has."""

        def with_cause(work: UnitOfWork, event: Any) -> None:
            cause = Reaction(work=work, event_id=envelope.id, happened_at=envelope.time)
            method(cause, event)

        super().react(envelope, event, handler, with_cause)
