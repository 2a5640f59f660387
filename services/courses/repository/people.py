"""Queries of the copy of people that the courses service keeps."""

from uuid import UUID

from sqlalchemy import func, select, update
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

    def add_unless_known(self, person_id: UUID, name: str, email: str, role: Role) -> bool:
        """Remember a new person; False when later news of them came first."""
        values = {"id": person_id, "name": name, "email": email, "role": role}
        statement = insert(Person).values(values).on_conflict_do_nothing()
        return self._session.scalar(statement.returning(Person.id)) is not None

    def replace(self, person_id: UUID, name: str, email: str, role: Role) -> None:
        """Remember the newest about a person."""
        values = {"name": name, "email": email, "role": role}
        statement = insert(Person).values(id=person_id, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def rename_teacher(self, teacher_id: UUID, name: str) -> None:
        """Show the teacher's name on their courses."""
        named = Course.teacher_id == teacher_id, Course.teacher_name != name
        self._session.execute(update(Course).where(*named).values(teacher_name=name))
