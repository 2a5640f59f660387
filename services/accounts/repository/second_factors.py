"""Authenticator apps, recovery codes and open challenges."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.accounts import models


class TotpRepository:
    """Authenticator apps, one per person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user_id: UUID) -> models.TotpFactor | None:
        """A person's app, confirmed or not."""
        return self._session.get(models.TotpFactor, user_id)

    def find_for_update(self, user_id: UUID) -> models.TotpFactor | None:
        """The same, locked until the work ends."""
        return self._session.get(models.TotpFactor, user_id, with_for_update=True)

    def find_confirmed(self, user_id: UUID) -> models.TotpFactor | None:
        """A person's app, once a code of it was confirmed."""
        table = models.TotpFactor
        mine = table.user_id == user_id, table.confirmed_at.is_not(None)
        return self._session.scalar(select(table).where(*mine))

    def propose(self, user_id: UUID, sealed_candidate: str, now: datetime) -> None:
        """Remember a secret that is still to be confirmed, in place of an earlier one."""
        values = {"sealed_candidate": sealed_candidate, "candidate_at": now}
        statement = insert(models.TotpFactor).values(user_id=user_id, **values)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["user_id"], set_=values)
        )

    def use_step(self, user_id: UUID, step: int) -> bool:
        """Use a time step up; of many who try at once exactly one gets it."""
        table = models.TotpFactor
        fresh = table.user_id == user_id, table.last_step < step
        statement = update(table).where(*fresh).values(last_step=step).returning(table.user_id)
        return self._session.scalar(statement) is not None

    def remove(self, user_id: UUID) -> bool:
        """Forget a person's app; whether there was one."""
        table = models.TotpFactor
        statement = delete(table).where(table.user_id == user_id).returning(table.confirmed_at)
        return self._session.scalar(statement) is not None


class RecoveryCodeRepository:
    """Recovery codes, by the SHA-256 of each."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def replace(self, user_id: UUID, hashes: Sequence[bytes], now: datetime) -> None:
        """Give a person these codes and no others."""
        self.remove(user_id)
        rows = [{"user_id": user_id, "code_hash": code, "created_at": now} for code in hashes]
        self._session.execute(insert(models.RecoveryCode), rows)

    def burn(self, user_id: UUID, code_hash: bytes, now: datetime) -> bool:
        """Use a code up; of many who try at once exactly one gets it."""
        table = models.RecoveryCode
        usable = table.user_id == user_id, table.code_hash == code_hash, table.used_at.is_(None)
        statement = update(table).where(*usable).values(used_at=now).returning(table.user_id)
        return self._session.scalar(statement) is not None

    def count_left(self, user_id: UUID) -> int:
        """How many codes a person has not used."""
        table = models.RecoveryCode
        unused = table.user_id == user_id, table.used_at.is_(None)
        return self._session.scalar(select(func.count()).select_from(table).where(*unused)) or 0

    def remove(self, user_id: UUID) -> None:
        """Forget every code of a person."""
        table = models.RecoveryCode
        self._session.execute(delete(table).where(table.user_id == user_id))


class ChallengeRepository:
    """Open challenges, by the SHA-256 of their token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, challenge: dict[str, Any]) -> None:
        """Open a challenge."""
        self._session.execute(insert(models.Challenge).values(challenge))

    def find(self, token_hash: bytes) -> models.Challenge | None:
        """The challenge with that token, as it is now."""
        return self._session.get(models.Challenge, token_hash)

    def spend(self, token_hash: bytes) -> bool:
        """Close a challenge; of many who try at once exactly one gets it."""
        table = models.Challenge
        statement = delete(table).where(table.token_hash == token_hash).returning(table.purpose)
        return self._session.scalar(statement) is not None

    def remove_of(self, user_id: UUID) -> None:
        """Close every challenge of a person."""
        table = models.Challenge
        self._session.execute(delete(table).where(table.user_id == user_id))

    def remove_expired(self, before: datetime) -> None:
        """Forget challenges that ended before a moment."""
        table = models.Challenge
        self._session.execute(delete(table).where(table.expires_at < before))
