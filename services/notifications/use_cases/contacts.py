"""Keeping the copy of whom to reach and how."""

from contracts.accounts.messages import RoleChanged, UserRegistered
from services.notifications.reactions import Reaction
from services.notifications.repository import ContactRepository


def remember_person(reaction: Reaction, event: UserRegistered) -> None:
    """Somebody new can be written to."""
    _remember(reaction, event)


def remember_new_role(reaction: Reaction, event: RoleChanged) -> None:
    """Somebody has another role, and perhaps another address."""
    _remember(reaction, event)


def _remember(reaction: Reaction, event: UserRegistered | RoleChanged) -> None:
    ContactRepository(reaction.work.session).remember(
        {
            "user_id": event.user_id,
            "email": event.contact.email,
            "name": event.contact.name,
            "locale": event.contact.locale,
            "role": event.role,
            "as_of": reaction.happened_at,
        }
    )
