"""Who teaches and studies in the demo academy, by the ids that the accounts demo gives them."""

from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.types import Actor, Role
from services.common.work import UnitOfWork
from services.courses.repository.people import PersonRepository

TEACHER_EMAIL = "teacher@academy.example"
STUDENT_EMAIL = "student@academy.example"
TEACHERS = 40


class DemoPerson(NamedTuple):
    """A person until the accounts service tells more about them."""

    email: str
    name: str
    role: Role

    @property
    def id(self) -> UUID:
        """The same on every machine and in every service."""
        return demo_id(self.email)


def demo_id(email: str) -> UUID:
    """Id of the demo person with that address."""
    return uuid5(NAMESPACE_URL, f"academy-demo:{email}")


def teacher_email(number: int) -> str:
    """Address of a teacher, counted from 1."""
    return f"teacher{number:03}@academy.example"


def student_actor() -> Actor:
    """The demo student, as the one who enrolls."""
    return Actor(user_id=demo_id(STUDENT_EMAIL), role=Role.STUDENT)


def add_people(work: UnitOfWork) -> dict[str, str]:
    """Make those known who are not yet; names by address, as they are known now."""
    people = PersonRepository(work.session)
    names: dict[str, str] = {}
    for person in _everybody():
        known = people.find_name(person.id)
        if known is None:
            people.introduce(person.id, person.name, person.email, person.role)
        names[person.email] = known or person.name
    return names


def _everybody() -> list[DemoPerson]:
    return [
        DemoPerson(TEACHER_EMAIL, "Amina Rahimi", Role.TEACHER),
        DemoPerson(STUDENT_EMAIL, "Lina Haddad", Role.STUDENT),
        *(
            DemoPerson(teacher_email(number), f"Teacher {number}", Role.TEACHER)
            for number in range(1, TEACHERS + 1)
        ),
    ]
