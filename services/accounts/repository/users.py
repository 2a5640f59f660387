"""People and their passwords."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import UserNotFound
from contracts.accounts.messages import ListUsers, UserStatus
from contracts.types import Role
from services.accounts import models
from services.accounts.repository.pages import rows_of_page


class UserRepository:
    """People and their passwords.

    While a person is locked nobody else changes them; rows that only refer to them do not wait.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, user_id: UUID) -> models.User:
        """The person with that id."""
        return _found(self._session.get(models.User, user_id))

    def get_for_update(self, user_id: UUID) -> models.User:
        """The person with that id, locked until the work ends."""
        return _found(self._session.get(models.User, user_id, with_for_update={"key_share": True}))

    def find_name(self, user_id: UUID) -> str | None:
        """What a person is called."""
        return self._session.scalar(select(models.User.name).where(models.User.id == user_id))

    def list_known(self, ids: Collection[UUID]) -> Sequence[models.User]:
        """Those of these people who have or had an account."""
        table = models.User
        return self._session.scalars(select(table).where(table.id.in_(ids))).all()

    def find_by_email_for_update(self, email: str) -> models.User | None:
        """The person whose address it is, whatever the case; locked until the work ends."""
        statement = select(models.User).where(func.lower(models.User.email) == email)
        return self._session.scalar(statement.with_for_update(key_share=True))

    def find_by_email(self, email: str) -> models.User | None:
        """The person whose address it is, whatever the case."""
        statement = select(models.User).where(func.lower(models.User.email) == email)
        return self._session.scalar(statement)

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

    def list_emails(self, emails: list[str]) -> set[str]:
        """Which of these addresses have an account."""
        address = func.lower(models.User.email)
        return set(self._session.scalars(select(address).where(address.in_(emails))))

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

    def remove_password(self, user_id: UUID) -> None:
        """Let nobody sign in with a password any more."""
        self._session.execute(delete(models.Password).where(models.Password.user_id == user_id))

    def find_hash(self, user_id: UUID) -> str | None:
        """The hash of a person's password, if they have one."""
        table = models.Password
        return self._session.scalar(select(table.hash).where(table.user_id == user_id))

    def replace_hash(self, user_id: UUID, old: str, new: str) -> None:
        """Store a stronger hash of the same password, unless it was changed meanwhile."""
        table = models.Password
        mine = table.user_id == user_id, table.hash == old
        self._session.execute(update(table).where(*mine).values(hash=new))

    def list_matching(self, request: ListUsers) -> tuple[list[models.User], str | None]:
        """People by name, address, role and status, newest first."""
        table = models.User
        statement = select(table)
        if request.role is not None:
            statement = statement.where(table.role == request.role)
        if request.status is not None:
            statement = statement.where(table.status == request.status)
        if request.search.strip():
            term = request.search.strip()
            matches = (
                column.icontains(term, autoescape=True) for column in (table.name, table.email)
            )
            statement = statement.where(or_(*matches))
        keys = [table.created_at.desc(), table.id.desc()]
        return rows_of_page(
            self._session, statement, keys=keys, after=request.after, limit=request.limit
        )

    def lock_admins(self) -> list[UUID]:
        """Ids of those who administer the academy; locked, so that no two demote each other."""
        statement = (
            select(models.User.id)
            .where(models.User.role == Role.ADMIN, models.User.status == UserStatus.ACTIVE)
            .order_by(models.User.id)
            .with_for_update(key_share=True)
        )
        return list(self._session.scalars(statement))

    def find_standing(self, user_id: UUID) -> Role | None:
        """The role of a person whose account can be used."""
        table = models.User
        usable = table.id == user_id, table.status == UserStatus.ACTIVE
        return self._session.scalar(select(table.role).where(*usable))

    def list_token_versions(self, since: datetime) -> dict[UUID, int]:
        """The least version of access tokens, of people for whom it rose after a moment."""
        table = models.User
        statement = select(table.id, table.token_version).where(table.tokens_outdated_at > since)
        return {row[0]: row[1] for row in self._session.execute(statement)}

    def count_by_role(self, since: datetime) -> tuple[dict[Role, int], int]:
        """How many people have each role, and how many registered since a moment."""
        table = models.User
        counted = select(table.role, func.count()).group_by(table.role)
        roles = {row[0]: row[1] for row in self._session.execute(counted)}
        recent = select(func.count()).select_from(table).where(table.created_at >= since)
        return roles, self._session.scalar(recent) or 0


def _found(user: models.User | None) -> models.User:
    if user is None:
        raise UserNotFound("There is no such person.")
    return user
