"""Browsers that people have signed in with before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
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

    def is_trusted(self, token_hash: bytes, user_id: UUID, now: datetime) -> bool:
        """Whether the device stands in for the person's second factor."""
        found = self.find(token_hash, user_id)
        return found is not None and found.trusted_until is not None and found.trusted_until > now

    def trust(self, token_hash: bytes, user_id: UUID, until: datetime) -> None:
        """Let a known device stand in for the second factor for a while."""
        table = models.KnownDevice
        mine = table.token_hash == token_hash, table.user_id == user_id
        self._session.execute(update(table).where(*mine).values(trusted_until=until))

    def distrust_all(self, user_id: UUID) -> None:
        """Ask for the second factor on every device of a person again."""
        table = models.KnownDevice
        self._session.execute(
            update(table).where(table.user_id == user_id).values(trusted_until=None)
        )

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
