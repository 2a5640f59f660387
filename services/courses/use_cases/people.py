"""The copy of people that makes teachers' names and addresses known here."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.messages import RoleChanged, UserRegistered
from contracts.accounts.profiles import ProfileChanged
from services.common.work import UnitOfWork
from services.courses.repository.people import PersonRepository


def remember_person(work: UnitOfWork, event: UserRegistered) -> None:
    """A new person; what a later event told before stays."""
    people = PersonRepository(work.session)
    people.introduce(event.user_id, event.contact.name, event.contact.email, event.role)
    people.rename_teacher(event.user_id, people.find_name(event.user_id) or event.contact.name)


def remember_role(work: UnitOfWork, event: RoleChanged) -> None:
    """A person's new role, with the name and address they have now."""
    _remember(work, event)


def remember_profile(work: UnitOfWork, event: ProfileChanged) -> None:
    """A person's new name, which their courses show."""
    _remember(work, event)


def remember_contact(work: UnitOfWork, event: UserContactChanged) -> None:
    """A person's new address, and the name they have now."""
    _remember(work, event)


def _remember(work: UnitOfWork, event: RoleChanged | ProfileChanged | UserContactChanged) -> None:
    people = PersonRepository(work.session)
    known = {
        "id": event.user_id,
        "name": event.contact.name,
        "email": event.contact.email,
        "role": event.role,
        "as_of": work.happened_at,
    }
    if people.replace(known):
        people.rename_teacher(event.user_id, event.contact.name)
