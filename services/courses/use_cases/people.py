"""The copy of people that makes teachers' names and addresses known here."""

from contracts.accounts.messages import RoleChanged, UserRegistered
from services.common.work import UnitOfWork
from services.courses.repository.people import PersonRepository


def remember_person(work: UnitOfWork, event: UserRegistered) -> None:
    """A new person; a change of role that arrived earlier knows better and stays."""
    people = PersonRepository(work.session)
    name, email = event.contact.name, event.contact.email
    if people.add_unless_known(event.user_id, name, email, event.role):
        people.rename_teacher(event.user_id, name)


def remember_role(work: UnitOfWork, event: RoleChanged) -> None:
    """A person's new role, with the name and address they have now."""
    people = PersonRepository(work.session)
    people.replace(event.user_id, event.contact.name, event.contact.email, event.role)
    people.rename_teacher(event.user_id, event.contact.name)
