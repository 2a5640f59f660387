"""Reading what a unit of work has left in the outbox."""

from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.base import Envelope, Event, decode
from services.common.database import Bookkeeping

EventT = TypeVar("EventT", bound=Event)


def events(session: Session, bookkeeping: Bookkeeping, event_type: type[EventT]) -> list[EventT]:
    """Events of one type, oldest first."""
    outbox = bookkeeping.outbox
    statement = (
        select(outbox.c.envelope)
        .where(outbox.c.event_type == event_type.event_type)
        .order_by(outbox.c.position)
    )
    envelopes = [msgspec.json.decode(raw, type=Envelope) for raw in session.scalars(statement)]
    return [decode(envelope.data, event_type, strict=False) for envelope in envelopes]
