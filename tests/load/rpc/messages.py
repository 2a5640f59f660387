"""What the bench service understands."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from contracts.base import Message, Query
from tests.permissions import let_everybody_ask


class CardShown(Message, frozen=True, kw_only=True):
    """One row, whole."""

    id: UUID
    slug: str
    title: str
    summary: str
    level: str
    price_amount: int
    price_currency: str
    published_at: datetime


class GetCard(Query[CardShown], frozen=True, kw_only=True):
    """Read one row by its unique slug."""

    service: ClassVar[str] = "bench"

    slug: str


let_everybody_ask(GetCard)
