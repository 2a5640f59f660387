"""Queries of the copy of people that the courses service keeps."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.types import Role
from services.courses.models import Course, Person


class PersonRepository:
    """Names, addresses and roles, as the accounts service told them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_name(self, person_id: UUID) -> str | None:
        """What a person is called, or None when nothing was told yet."""
        return self._session.scalar(select(Person.name).where(Person.id == person_id))

    def find_by_email(self, email: str) -> Person | None:
        """The person with that address, whatever its case."""
        return self._session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))

    def introduce(self, person_id: UUID, name: str, email: str, role: Role) -> None:
        """Remember a new person; what later facts told about one who is known stays."""
        contact = {"name": name, "email": email}
        statement = insert(Person).values(id=person_id, role=role, **contact)
        untold = Person.as_of.is_(None) & Person.erased_at.is_(None)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=contact, where=untold)
        )

    def replace(self, known: dict[str, Any]) -> bool:
        """Remember the newest about a person; False when something newer is known."""
        statement = insert(Person).values(known)
        newer = or_(Person.as_of.is_(None), Person.as_of <= statement.excluded.as_of)
        statement = statement.on_conflict_do_update(
            index_elements=["id"], set_=known, where=newer & Person.erased_at.is_(None)
        )
        return self._session.scalar(statement.returning(Person.id)) is not None

    def rename_teacher(self, teacher_id: UUID, name: str) -> None:
        """Show the teacher's name on their courses."""
        named = Course.teacher_id == teacher_id, Course.teacher_name != name
        self._session.execute(update(Course).where(*named).values(teacher_name=name))
