"""Passkeys, by person and by the id that their authenticator gave them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import PasskeyNotFound
from services.accounts import models


class PasskeyRepository:
    """WebAuthn credentials."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_of(self, user_id: UUID) -> Sequence[models.Passkey]:
        """A person's passkeys, oldest first."""
        table = models.Passkey
        statement = select(table).where(table.user_id == user_id)
        return self._session.scalars(statement.order_by(table.created_at, table.id)).all()

    def find_by_credential(self, credential_id: bytes) -> models.Passkey | None:
        """The passkey that an authenticator names."""
        table = models.Passkey
        return self._session.scalar(select(table).where(table.credential_id == credential_id))

    def get_of(self, user_id: UUID, passkey_id: UUID) -> models.Passkey:
        """One of a person's own passkeys."""
        table = models.Passkey
        mine = table.id == passkey_id, table.user_id == user_id
        found = self._session.scalar(select(table).where(*mine))
        if found is None:
            raise PasskeyNotFound("You have no such passkey.")
        return found

    def add(self, passkey: dict[str, Any]) -> models.Passkey | None:
        """Keep a passkey; None when somebody has it already."""
        statement = insert(models.Passkey).values(passkey).on_conflict_do_nothing()
        return self._session.scalar(statement.returning(models.Passkey))

    def note_use(self, passkey_id: UUID, known: int, count: int, now: datetime) -> bool:
        """Store the counter of a use, unless another use has changed it meanwhile."""
        table = models.Passkey
        unchanged = table.id == passkey_id, table.sign_count == known
        values = {"sign_count": count, "last_used_at": now}
        statement = update(table).where(*unchanged).values(values).returning(table.id)
        return self._session.scalar(statement) is not None

    def remove(self, passkey: models.Passkey) -> None:
        """Forget a passkey."""
        self._session.delete(passkey)
        self._session.flush()

    def remove_all(self, user_id: UUID) -> bool:
        """Forget every passkey of a person; whether there was one."""
        table = models.Passkey
        statement = delete(table).where(table.user_id == user_id).returning(table.id)
        return bool(self._session.scalars(statement).all())
