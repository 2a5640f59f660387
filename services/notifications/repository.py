"""Every query of the notifications service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

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
        self._session.execute(
            statement.on_conflict_do_update(index_elements=[key], set_=row, where=newer)
        )


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
