"""Browsers that people have signed in with before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.accounts import models


class DeviceRepository:
    """Known devices, by the SHA-256 of their token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_known(self, token_hash: bytes, email: str) -> bool:
        """Whether the person with that address has signed in with the device before."""
        statement = (
            select(models.KnownDevice.user_id)
            .join(models.User, models.User.id == models.KnownDevice.user_id)
            .where(
                models.KnownDevice.token_hash == token_hash,
                func.lower(models.User.email) == email,
            )
        )
        return self._session.scalar(statement) is not None

    def find(self, token_hash: bytes, user_id: UUID) -> models.KnownDevice | None:
        """A person's device."""
        return self._session.get(models.KnownDevice, (token_hash, user_id))

    def has_any(self, user_id: UUID) -> bool:
        """Whether a person has signed in with any device that is known."""
        mine = models.KnownDevice.user_id == user_id
        return bool(self._session.scalar(select(exists().where(mine))))

    def remember(self, token_hash: bytes, user_id: UUID, now: datetime) -> None:
        """Note that a person has signed in with a device."""
        row = {
            "token_hash": token_hash,
            "user_id": user_id,
            "created_at": now,
            "last_seen_at": now,
        }
        statement = insert(models.KnownDevice).values(row)
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["token_hash", "user_id"], set_={"last_seen_at": now}
            )
        )

    def forget(self, user_id: UUID) -> None:
        """Know none of a person's devices any more."""
        self._session.execute(
            delete(models.KnownDevice).where(models.KnownDevice.user_id == user_id)
        )

    def remove_unused(self, before: datetime) -> None:
        """Forget devices that nobody has signed in with since a moment."""
        self._session.execute(
            delete(models.KnownDevice).where(models.KnownDevice.last_seen_at < before)
        )
