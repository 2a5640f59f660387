"""What people say about themselves, and what teachers offer."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import TeacherNotFound
from contracts.accounts.messages import UserStatus
from contracts.types import Role
from services.accounts import models
from services.accounts.models import Profile, TeacherProfile, User

NO_TEACHER = "There is no such teacher."


class ProfileRepository:
    """Profiles, by person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user_id: UUID) -> Profile | None:
        """The profile of a person, if they have one."""
        return self._session.get(Profile, user_id)

    def get_for_update(self, user_id: UUID) -> Profile:
        """The profile of a person, made now if there was none; locked until the work ends."""
        added = insert(Profile).values(user_id=user_id).on_conflict_do_nothing()
        self._session.execute(added)
        return self._session.get_one(Profile, user_id, with_for_update=True)

    def set_birth(self, user_id: UUID, birth_on: date | None) -> None:
        """Remember when a person was born."""
        statement = insert(Profile).values(user_id=user_id, birth_on=birth_on)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["user_id"], set_={"birth_on": birth_on})
        )

    def find_birth(self, user_id: UUID) -> date | None:
        """When a person was born, if they said it."""
        return self._session.scalar(select(Profile.birth_on).where(Profile.user_id == user_id))

    def remove(self, user_id: UUID) -> None:
        """Forget what a person said about themselves, as a teacher too."""
        for table in (Profile, TeacherProfile):
            self._session.execute(delete(table).where(table.user_id == user_id))


class TeacherRepository:
    """What teachers offer, and their public pages."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user_id: UUID) -> TeacherProfile | None:
        """What a person offers, if they said it."""
        return self._session.get(TeacherProfile, user_id)

    def find_for_update(self, user_id: UUID) -> TeacherProfile | None:
        """The same, locked until the work ends."""
        return self._session.get(TeacherProfile, user_id, with_for_update=True)

    def add(self, profile: TeacherProfile) -> None:
        """Remember what a person offers."""
        self._session.add(profile)
        self._session.flush()

    def is_slug_taken(self, slug: str) -> bool:
        """Whether another teacher's page has that name."""
        return self._session.scalar(_page_named(slug)) is not None

    def get_page(self, slug: str, user_id: UUID | None) -> tuple[Any, Any, Any]:
        """The teacher with that name or id, what they say and what they offer."""
        statement = (
            select(User, Profile, TeacherProfile)
            .outerjoin(Profile, Profile.user_id == User.id)
            .outerjoin(TeacherProfile, TeacherProfile.user_id == User.id)
            .where(
                or_(User.id == user_id, TeacherProfile.slug == slug),
                or_(User.role == Role.TEACHER, TeacherProfile.user_id.is_not(None)),
                User.role.in_([Role.TEACHER, Role.ADMIN]),
                User.status == UserStatus.ACTIVE,
            )
        )
        row = self._session.execute(statement).first()
        if row is None:
            raise TeacherNotFound(NO_TEACHER)
        return row[0], row[1], row[2]


def _page_named(slug: str) -> Select[UUID]:
    return select(models.TeacherProfile.user_id).where(models.TeacherProfile.slug == slug)
