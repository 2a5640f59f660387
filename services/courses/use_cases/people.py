"""The copy of people that makes teachers' names and addresses known here."""

from contracts.accounts.messages import RoleChanged, UserRegistered
from services.common.work import UnitOfWork
from services.courses.repository.people import PersonRepository


def remember_person(work: UnitOfWork, event: UserRegistered) -> None:
    """A new person; a role that a later event told before stays."""
    people = PersonRepository(work.session)
    people.introduce(event.user_id, event.contact.name, event.contact.email, event.role)
    people.rename_teacher(event.user_id, event.contact.name)


def remember_role(work: UnitOfWork, event: RoleChanged) -> None:
    """A person's new role, with the name and address they have now."""
    people = PersonRepository(work.session)
    people.replace(event.user_id, event.contact.name, event.contact.email, event.role)
    people.rename_teacher(event.user_id, event.contact.name)
