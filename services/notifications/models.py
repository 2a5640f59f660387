"""Tables of the notifications service."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Enum, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from contracts.notifications.messages import NotificationChannel, NotificationKind
from contracts.types import Role
from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping, new_id

UTC = "UTC"
"""The time zone of whoever has not said theirs."""


class Base(DeclarativeBase):
    """Everything the notifications database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)


class Channel(StrEnum):
    """How a person is reached."""

    EMAIL = "email"


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


def one_of(choices: type[StrEnum]) -> Enum:
    """Column type that stores the value of a choice as text; the table's CHECK limits it."""
    return Enum(
        choices,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class Contact(Base):
    """How to reach a person: a copy of what accounts announced last."""

    __tablename__ = "contacts"

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    time_zone: Mapped[str] = mapped_column(server_default=UTC)
    time_zone_as_of: Mapped[datetime | None]
    role: Mapped[Role] = mapped_column(one_of(Role))
    as_of: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Choice(Base):
    """Whether a person wants messages of a kind over a channel; made when they say so."""

    __tablename__ = "notification_choices"

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[NotificationKind] = mapped_column(one_of(NotificationKind), primary_key=True)
    channel: Mapped[NotificationChannel] = mapped_column(
        one_of(NotificationChannel), primary_key=True
    )
    enabled: Mapped[bool]


class CourseAddress(Base):
    """Where a course is found: a copy of what courses announced last."""

    __tablename__ = "course_addresses"

    course_id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str]
    as_of: Mapped[datetime]


class Delivery(Base):
    """One message to one person about one event.

    The text is made when the message is sent, because a link in it may be a secret: what is stored
    are the facts, and the secret sealed.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "channel"),
        CheckConstraint("channel IN ('email')", name="channel"),
        CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
        Index(
            "ix_deliveries_due",
            "next_attempt_at",
            "id",
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_deliveries_user_id_created_at", "user_id", "created_at"),
        Index("ix_deliveries_created_at", "created_at"),
        Index("ix_deliveries_email", "email"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[UUID]
    user_id: Mapped[UUID]
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    email: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    time_zone: Mapped[str] = mapped_column(server_default=UTC)
    kind: Mapped[str]
    facts: Mapped[dict[str, Any]]
    links: Mapped[dict[str, Any]]
    sealed_secret: Mapped[str | None]
    subject: Mapped[str]
    state: Mapped[State] = mapped_column(one_of(State))
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None]
    failure: Mapped[str | None]
