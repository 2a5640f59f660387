"""How a person can be reached, for the services that keep a copy."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event
from contracts.types import Contact, Role


class UserContactChanged(Event, frozen=True, kw_only=True):
    """A person has another address, name or language."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.contact_changed.v1"

    user_id: UUID
    role: Role
    contact: Contact
