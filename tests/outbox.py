"""What a service is about to announce."""

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.base import Envelope
from services.common.database import Bookkeeping


def recorded(session: Session, bookkeeping: Bookkeeping, event_type: str) -> list[dict[str, Any]]:
    """The data of every recorded event of a type, the oldest first."""
    outbox = bookkeeping.outbox
    statement = (
        select(outbox.c.envelope)
        .where(outbox.c.event_type == event_type)
        .order_by(outbox.c.position)
    )
    return [
        msgspec.json.decode(raw, type=Envelope).data for raw in session.scalars(statement).all()
    ]
