"""The one table that both services read, in a database of its own."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import MetaData, create_engine, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping, new_id

ROWS = 1000


class Base(DeclarativeBase):
    """Everything the bench database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)


class Card(Base):
    """A course as a list shows it."""

    __tablename__ = "cards"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    level: Mapped[str]
    price_amount: Mapped[int]
    price_currency: Mapped[str]
    published_at: Mapped[datetime]


def slug_of(number: int) -> str:
    """The slug of the row that a call reads."""
    return f"course-{number % ROWS}"


def create(database_url: str) -> None:
    """Make the tables and fill them."""
    engine = create_engine(database_url)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Card), [_row(number) for number in range(ROWS)])
    engine.dispose()


def _row(number: int) -> dict[str, object]:
    return {
        "id": new_id(),
        "slug": slug_of(number),
        "title": f"Course {number} from the ground up",
        "summary": "What somebody learns here, in a sentence or two. " * 3,
        "level": "beginner",
        "price_amount": 4900,
        "price_currency": "EUR",
        "published_at": datetime.now(UTC),
    }
