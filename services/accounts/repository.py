"""Every query of the accounts service."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import UserNotFound
from contracts.accounts.messages import ListAuditEntries, ListUsers, UserStatus
from contracts.types import Role
from services.accounts import models
from services.common.paging import page

_CURRENT_KEY = select(models.SigningKey).where(models.SigningKey.retired_at.is_(None))


class UserRepository:
    """People and their passwords."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, user_id: UUID) -> models.User:
        """The person with that id."""
        return _found(self._session.get(models.User, user_id))

    def get_for_update(self, user_id: UUID) -> models.User:
        """The person with that id, locked until the work ends."""
        return _found(self._session.get(models.User, user_id, with_for_update=True))

    def find_name(self, user_id: UUID) -> str | None:
        """What a person is called."""
        return self._session.scalar(select(models.User.name).where(models.User.id == user_id))

    def find_by_email_for_update(self, email: str) -> models.User | None:
        """The person whose address it is, whatever the case; locked until the work ends."""
        statement = select(models.User).where(func.lower(models.User.email) == email)
        return self._session.scalar(statement.with_for_update())

    def get_by_email_for_update(self, email: str) -> models.User:
        """The same person, who must exist."""
        return _found(self.find_by_email_for_update(email))

    def find_credentials(self, email: str) -> tuple[models.User, str] | None:
        """The person whose address it is, and the hash of their password."""
        statement = (
            select(models.User, models.Password.hash)
            .join(models.Password, models.Password.user_id == models.User.id)
            .where(func.lower(models.User.email) == email)
        )
        row = self._session.execute(statement).one_or_none()
        return (row[0], row[1]) if row else None

    def add(self, users: Sequence[dict[str, Any]]) -> list[models.User]:
        """Add people; those whose address or id is taken are left out of the answer."""
        statement = insert(models.User).on_conflict_do_nothing().returning(models.User)
        return list(self._session.scalars(statement, users))

    def set_password(self, user_id: UUID, digest: str, now: datetime) -> None:
        """Give a person a password, in place of an earlier one."""
        values = {"hash": digest, "changed_at": now}
        statement = insert(models.Password).values(user_id=user_id, **values)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["user_id"], set_=values)
        )

    def replace_hash(self, user_id: UUID, old: str, new: str) -> None:
        """Store a stronger hash of the same password, unless it was changed meanwhile."""
        table = models.Password
        mine = table.user_id == user_id, table.hash == old
        self._session.execute(update(table).where(*mine).values(hash=new))

    def list_matching(self, request: ListUsers) -> tuple[list[models.User], str | None]:
        """People by name, address and role, newest first."""
        table = models.User
        statement = select(table)
        if request.role is not None:
            statement = statement.where(table.role == request.role)
        if request.search.strip():
            term = request.search.strip()
            matches = (
                column.icontains(term, autoescape=True) for column in (table.name, table.email)
            )
            statement = statement.where(or_(*matches))
        keys = [table.created_at.desc(), table.id.desc()]
        return _page(self._session, statement, keys, request)

    def lock_admins(self) -> list[UUID]:
        """Ids of those who administer the academy; locked, so that no two demote each other."""
        statement = (
            select(models.User.id)
            .where(models.User.role == Role.ADMIN, models.User.status == UserStatus.ACTIVE)
            .order_by(models.User.id)
            .with_for_update()
        )
        return list(self._session.scalars(statement))

    def list_admins(self) -> list[UUID]:
        """Ids of those who administer the academy."""
        mine = models.User.role == Role.ADMIN, models.User.status == UserStatus.ACTIVE
        return list(self._session.scalars(select(models.User.id).where(*mine)))

    def count_by_role(self, since: datetime) -> tuple[dict[Role, int], int]:
        """How many people have each role, and how many registered since a moment."""
        table = models.User
        counted = select(table.role, func.count()).group_by(table.role)
        roles = {row[0]: row[1] for row in self._session.execute(counted)}
        recent = select(func.count()).select_from(table).where(table.created_at >= since)
        return roles, self._session.scalar(recent) or 0


class ConfirmationRepository:
    """Confirmation links, by the SHA-256 of their token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, confirmation: models.EmailConfirmation) -> None:
        """Remember a link."""
        self._session.add(confirmation)
        self._session.flush()

    def find_for_update(self, token_hash: bytes) -> models.EmailConfirmation | None:
        """The link with that token, locked until the work ends."""
        return self._session.get(models.EmailConfirmation, token_hash, with_for_update=True)

    def count_since(self, user_id: UUID, moment: datetime) -> int:
        """How many links a person was sent since a moment."""
        table = models.EmailConfirmation
        mine = table.user_id == user_id, table.created_at > moment
        return self._session.scalar(select(func.count()).select_from(table).where(*mine)) or 0

    def expire_all(self, user_id: UUID, now: datetime) -> None:
        """Make every link of a person worthless."""
        table = models.EmailConfirmation
        mine = table.user_id == user_id, table.expires_at > now
        self._session.execute(update(table).where(*mine).values(expires_at=now))

    def remove_expired(self, before: datetime) -> None:
        """Forget links that ended before a moment."""
        table = models.EmailConfirmation
        self._session.execute(delete(table).where(table.expires_at < before))


class SessionRepository:
    """Signed-in devices and their chains of refresh tokens."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: models.Session | models.RefreshToken) -> None:
        """Remember a session, or the next link of its chain."""
        self._session.add(row)
        self._session.flush()

    def get(self, session_id: UUID) -> models.Session:
        """The session that a refresh token names."""
        return self._session.get_one(models.Session, session_id)

    def find_token(self, token_hash: bytes) -> models.RefreshToken | None:
        """The refresh token with that hash, as it is now."""
        statement = select(models.RefreshToken).where(models.RefreshToken.token_hash == token_hash)
        return self._session.scalar(statement)

    def spend(
        self, token_hash: bytes, sealed_successor: str, now: datetime
    ) -> models.RefreshToken | None:
        """Use a refresh token up; of many who try at once exactly one gets it."""
        table = models.RefreshToken
        usable = table.token_hash == token_hash, table.used_at.is_(None), table.expires_at > now
        values = {"used_at": now, "sealed_successor": sealed_successor}
        statement = update(table).where(*usable).values(values).returning(table)
        return self._session.scalar(statement)

    def revoke(self, session_id: UUID, because: str, now: datetime) -> None:
        """End a session; the first reason stays."""
        table = models.Session
        alive = table.id == session_id, table.revoked_at.is_(None)
        values = {"revoked_at": now, "revoked_because": because}
        self._session.execute(update(table).where(*alive).values(values))

    def remove_expired(self, before: datetime) -> None:
        """Forget sessions, and with them their chains, that ended before a moment."""
        self._session.execute(delete(models.Session).where(models.Session.expires_at < before))


class SigningKeyRepository:
    """The keys that sign access tokens."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_current(self) -> models.SigningKey | None:
        """The key that signs now."""
        return self._session.scalar(_CURRENT_KEY)

    def get_current(self) -> models.SigningKey:
        """The key that signs now; there is one."""
        return self._session.scalars(_CURRENT_KEY).one()

    def add_unless_present(self, key: dict[str, Any]) -> None:
        """Add the first key; when another process was faster, its key stays."""
        self._session.execute(insert(models.SigningKey).values(key).on_conflict_do_nothing())

    def list_trusted(self, retired_after: datetime) -> list[models.SigningKey]:
        """Keys whose tokens may still be alive, the current one first."""
        retired_at = models.SigningKey.retired_at
        trusted = or_(retired_at.is_(None), retired_at > retired_after)
        statement = select(models.SigningKey).where(trusted)
        return list(self._session.scalars(statement.order_by(models.SigningKey.created_at.desc())))


class AuditRepository:
    """What admins did; nothing here changes or removes an entry."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: models.AuditEntry) -> None:
        """Write an entry."""
        self._session.add(entry)
        self._session.flush()

    def list_newest(self, request: ListAuditEntries) -> tuple[list[models.AuditEntry], str | None]:
        """Entries, newest first."""
        table = models.AuditEntry
        keys = [table.recorded_at.desc(), table.id.desc()]
        return _page(self._session, select(table), keys, request)


def _found(user: models.User | None) -> models.User:
    if user is None:
        raise UserNotFound("There is no such person.")
    return user


def _page(
    session: Session, statement: Select[Any], keys: list[Any], request: ListUsers | ListAuditEntries
) -> tuple[list[Any], str | None]:
    """The model of each row, without the key columns that come with it."""
    rows, following = page(session, statement, keys=keys, after=request.after, limit=request.limit)
    return [row[0] for row in rows], following
