"""Every query of the notifications service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.notifications.messages import NotificationChannel, NotificationKind
from contracts.types import Role
from services.notifications import models


class ContactMissing(LookupError):
    """An event about a person arrived before the one that introduces them; it has to wait."""


class ContactRepository:
    """Copies of what other services announced, each as new as its newest event."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, user_id: UUID) -> models.Contact:
        """How to reach a person."""
        contact = self._session.get(models.Contact, user_id)
        if contact is None:
            raise ContactMissing(f"Nobody has introduced {user_id} yet.")
        return contact

    def remember(self, contact: dict[str, Any]) -> None:
        """Take a contact over unless a newer one is known."""
        self._take_over(models.Contact, "user_id", contact)

    def remember_time_zone(self, user_id: UUID, time_zone: str, as_of: datetime) -> None:
        """Take over where a person who is known lives, unless something newer is known."""
        table = models.Contact
        older = table.time_zone_as_of.is_(None) | (table.time_zone_as_of <= as_of)
        self._session.execute(
            update(table)
            .where(table.user_id == user_id, table.erased_at.is_(None), older)
            .values(time_zone=time_zone, time_zone_as_of=as_of)
        )

    def find_time_zone(self, user_id: UUID) -> str:
        """The time zone of a person, or UTC."""
        contact = self._session.get(models.Contact, user_id)
        return contact.time_zone if contact else models.UTC

    def find_slug(self, course_id: UUID) -> str | None:
        """Where a course is found."""
        address = self._session.get(models.CourseAddress, course_id)
        return address.slug if address else None

    def remember_course(self, address: dict[str, Any]) -> None:
        """Take a course's address over unless a newer one is known."""
        self._take_over(models.CourseAddress, "course_id", address)

    def _take_over(self, table: Any, key: str, row: dict[str, Any]) -> None:
        statement = insert(table).values(row)
        newer = table.as_of <= statement.excluded.as_of
        if table is models.Contact:
            newer &= table.erased_at.is_(None)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=[key], set_=row, where=newer)
        )


class ChoiceRepository:
    """What people want to be told."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_of(self, user_id: UUID) -> dict[tuple[NotificationKind, NotificationChannel], bool]:
        """What a person has chosen, where they have."""
        statement = select(models.Choice).where(models.Choice.user_id == user_id)
        rows = self._session.scalars(statement)
        return {(row.kind, row.channel): row.enabled for row in rows}

    def wants(self, user_id: UUID, kind: NotificationKind, channel: NotificationChannel) -> bool:
        """Whether a message may be sent."""
        return self.list_of(user_id).get((kind, channel), True)

    def choose(
        self,
        user_id: UUID,
        kind: NotificationKind,
        channel: NotificationChannel,
        *,
        enabled: bool,
    ) -> None:
        """Remember a choice."""
        row = {"user_id": user_id, "kind": kind, "channel": channel, "enabled": enabled}
        statement = insert(models.Choice).values(row)
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["user_id", "kind", "channel"], set_={"enabled": enabled}
            )
        )


class PersonalDataRepository:
    """Everything about one person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Contact, choices and mails, without what was secret in them."""
        contact, choice, mail = models.Contact, models.Choice, models.Delivery
        told = (mail.created_at, mail.email, mail.kind, mail.subject, mail.facts, mail.sent_at)
        wanted: dict[str, tuple[Any, tuple[Any, ...]]] = {
            "contact": (
                contact.user_id,
                (contact.email, contact.name, contact.locale, contact.time_zone),
            ),
            "choices": (choice.user_id, (choice.kind, choice.channel, choice.enabled)),
            "mails": (mail.user_id, told),
        }
        found = {
            name: self._session.execute(select(*columns).where(person == user_id))
            for name, (person, columns) in wanted.items()
        }
        return {
            name: [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)
            for name, rows in found.items()
        }

    def erase(self, user_id: UUID, pseudonym: str, now: datetime) -> None:
        """Remove what is known of a person; a mark stays, so that nobody introduces them again."""
        contact = self._session.get(models.Contact, user_id, with_for_update=True)
        mine = models.Delivery.user_id == user_id
        if contact is not None and contact.erased_at is None:
            mine |= models.Delivery.email == contact.email
        self._session.execute(delete(models.Delivery).where(mine))
        self._session.execute(delete(models.Choice).where(models.Choice.user_id == user_id))
        values = {"email": "", "name": pseudonym, "locale": "en", "time_zone": models.UTC}
        row: dict[str, Any] = {**values, "erased_at": now, "as_of": now}
        statement = insert(models.Contact).values(user_id=user_id, role=Role.STUDENT, **row)
        self._session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=row))


class DeliveryRepository:
    """What was sent to whom, and what is still to be sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_unless_present(self, delivery: dict[str, Any]) -> None:
        """Queue a delivery; the same event reaches a person once per channel."""
        statement = insert(models.Delivery).values(delivery)
        self._session.execute(
            statement.on_conflict_do_nothing(index_elements=["event_id", "user_id", "channel"])
        )

    def claim_due(self, now: datetime) -> models.Delivery | None:
        """The delivery that has been due for the longest, unless another process works on it."""
        table = models.Delivery
        statement = (
            select(table)
            .where(table.state == models.State.QUEUED, table.next_attempt_at <= now)
            .order_by(table.next_attempt_at, table.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return self._session.scalar(statement)

    def get_for_update(self, delivery_id: UUID) -> models.Delivery:
        """The delivery with that id, locked until the work ends."""
        return self._session.get_one(models.Delivery, delivery_id, with_for_update=True)

    def remove_settled(self, before: datetime) -> None:
        """Forget deliveries that were settled and are older than a moment."""
        table = models.Delivery
        settled = table.state != models.State.QUEUED, table.created_at < before
        self._session.execute(delete(table).where(*settled))
