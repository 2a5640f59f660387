"""Tables of the payments service."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Enum,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    Sequence,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from contracts.payments.messages import OrderStatus
from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping, new_id


class Base(DeclarativeBase):
    """Everything the payments database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)

OPEN_ORDER = "status = 'pending' AND problem IS NULL"
"""The condition of the indexes on orders that still wait for their money."""

order_numbers = Sequence("order_numbers", start=1001, metadata=Base.metadata)


class Account(StrEnum):
    """The accounts of the ledger; what Academy owns is positive, what it earned is negative."""

    STRIPE_BALANCE = "assets:stripe"
    COURSE_SALES = "income:courses"


class EntryKind(StrEnum):
    """Why money moved."""

    SALE = "sale"


def one_of(choices: type[StrEnum]) -> Enum:
    """Column type that stores the value of a choice as text."""
    return Enum(
        choices,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class PricedCourse(Base):
    """Copy of a published course, as far as selling needs it."""

    __tablename__ = "priced_courses"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    course_id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str]
    title: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    for_sale: Mapped[bool] = mapped_column(default=True)
    as_of: Mapped[datetime]


class Buyer(Base):
    """Copy of a person's contact."""

    __tablename__ = "buyers"
    __table_args__ = (
        Index(
            "ix_buyers_email_trigrams",
            "email",
            postgresql_using="gin",
            postgresql_ops={"email": "gin_trgm_ops"},
        ),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    as_of: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class Order(Base):
    """A purchase of one course; `problem` says why money that arrived was not accepted."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'expired', 'paid')", name="status"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(
            "(status = 'paid') = (paid_at IS NOT NULL AND receipt_number IS NOT NULL)", name="paid"
        ),
        Index(
            "uq_orders_buyer_id_course_id_open",
            "buyer_id",
            "course_id",
            unique=True,
            postgresql_where=text(OPEN_ORDER),
        ),
        Index("ix_orders_buyer_id_created_at_id", "buyer_id", "created_at", "id"),
        Index("ix_orders_created_at_id", "created_at", "id"),
        Index("ix_orders_status_created_at_id", "status", "created_at", "id"),
        Index(
            "ix_orders_looked_at_open",
            "looked_at",
            postgresql_where=text(OPEN_ORDER),
        ),
        Index(
            "ix_orders_number_course_title_trigrams",
            "number",
            "course_title",
            postgresql_using="gin",
            postgresql_ops={"number": "gin_trgm_ops", "course_title": "gin_trgm_ops"},
        ),
        UniqueConstraint("number"),
        UniqueConstraint("receipt_number"),
        UniqueConstraint("provider_reference"),
        UniqueConstraint("payment_reference"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str]
    buyer_id: Mapped[UUID]
    course_id: Mapped[UUID]
    course_slug: Mapped[str]
    course_title: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    status: Mapped[OrderStatus] = mapped_column(one_of(OrderStatus))
    problem: Mapped[str | None]
    provider: Mapped[str]
    attempt: Mapped[int]
    attempted_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    provider_reference: Mapped[str | None]
    payment_reference: Mapped[str | None]
    checkout_url: Mapped[str | None]
    receipt_number: Mapped[str | None]
    created_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    looked_at: Mapped[datetime]


class ProviderEvent(Base):
    """A webhook that was taken in; the provider's id makes a repeated one harmless."""

    __tablename__ = "provider_events"
    __table_args__ = (Index("ix_provider_events_order_id", "order_id"),)

    provider: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    event_type: Mapped[str]
    order_id: Mapped[UUID | None]
    received_at: Mapped[datetime]


class LedgerTransaction(Base):
    """Why entries belong together; an order is sold once."""

    __tablename__ = "ledger_transactions"
    __table_args__ = (
        CheckConstraint("kind IN ('sale')", name="kind"),
        UniqueConstraint("order_id", "kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[EntryKind] = mapped_column(one_of(EntryKind))
    recorded_at: Mapped[datetime]


class LedgerEntry(Base):
    """One side of a transaction; triggers let it neither change nor leave the sum of zero."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("account IN ('assets:stripe', 'income:courses')", name="account"),
        Index("ix_ledger_entries_transaction_id", "transaction_id"),
        Index("ix_ledger_entries_account_recorded_at", "account", "recorded_at"),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    transaction_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_transactions.id"))
    account: Mapped[Account] = mapped_column(one_of(Account))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    recorded_at: Mapped[datetime]


class ReceiptBook(Base):
    """The last receipt number of a year; its row lock is what leaves no gaps."""

    __tablename__ = "receipt_books"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_number: Mapped[int]
