"""Keeping the copy of whom to reach and how."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.messages import RoleChanged, UserRegistered
from contracts.accounts.profiles import ProfileChanged
from services.common.work import UnitOfWork
from services.notifications.repository import ContactRepository


def remember_person(work: UnitOfWork, event: UserRegistered) -> None:
    """Somebody new can be written to."""
    _remember(work, event)


def remember_new_role(work: UnitOfWork, event: RoleChanged) -> None:
    """Somebody has another role, and perhaps another address."""
    _remember(work, event)


def remember_profile(work: UnitOfWork, event: ProfileChanged) -> None:
    """Somebody has another name, or reads another language, or lives elsewhere."""
    _remember(work, event)
    people = ContactRepository(work.session)
    people.remember_time_zone(event.user_id, event.time_zone, work.happened_at)


def remember_new_contact(work: UnitOfWork, event: UserContactChanged) -> None:
    """Somebody has another address, name or language."""
    _remember(work, event)


def _remember(
    work: UnitOfWork, event: UserRegistered | RoleChanged | ProfileChanged | UserContactChanged
) -> None:
    ContactRepository(work.session).remember(
        {
            "user_id": event.user_id,
            "email": event.contact.email,
            "name": event.contact.name,
            "locale": event.contact.locale,
            "role": event.role,
            "as_of": work.happened_at,
        }
    )
