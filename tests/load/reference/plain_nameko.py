"""The reference service: nameko and nameko-sqlalchemy as their documentation shows them.

Run by `nameko run tests.load.reference.plain_nameko --config FILE`.
"""

from typing import Any

from nameko.rpc import rpc
from nameko_sqlalchemy import DatabaseSession
from sqlalchemy import Column, DateTime, Integer, Text, Uuid
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base(name="Base")


class Card(Base):  # type: ignore[misc]  # as the documentation of SQLAlchemy 1 has it
    """The same table as ours, mapped plainly."""

    __tablename__ = "cards"

    id = Column(Uuid, primary_key=True)
    slug = Column(Text, unique=True)
    title = Column(Text)
    summary = Column(Text)
    level = Column(Text)
    price_amount = Column(Integer)
    price_currency = Column(Text)
    published_at = Column(DateTime(timezone=True))


class PlainService:
    """Reads one row through the ORM."""

    name = "plain_bench"

    session = DatabaseSession(Base, engine_options={"pool_size": 10})

    @rpc  # type: ignore[untyped-decorator]  # nameko is untyped
    def get_card(self, slug: str) -> dict[str, Any]:
        """The row of that slug."""
        card = self.session.query(Card).filter_by(slug=slug).one()
        return {
            "id": str(card.id),
            "slug": card.slug,
            "title": card.title,
            "summary": card.summary,
            "level": card.level,
            "price_amount": card.price_amount,
            "price_currency": card.price_currency,
            "published_at": card.published_at.isoformat(),
        }
