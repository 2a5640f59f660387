"""Events about passwords, addresses and ways to sign in, with unremarkable defaults."""

from typing import Any
from uuid import uuid4

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.email_changes import (
    EmailChanged,
    EmailChangeLinkRequested,
    EmailWanted,
    Side,
)
from contracts.accounts.google import GoogleLinked, GoogleUnlinked
from contracts.accounts.passwords import PasswordChange, PasswordChanged, PasswordResetRequested
from contracts.types import Role
from tests.factories.notifications import make_contact


def make_contact_changed(**changes: Any) -> UserContactChanged:
    """Lina has another address."""
    fields = {"user_id": uuid4(), "role": Role.STUDENT, "contact": make_contact()}
    return UserContactChanged(**{**fields, **changes})


def make_reset_requested(sealed_token: str, **changes: Any) -> PasswordResetRequested:
    """Lina forgot her password."""
    fields = {"user_id": uuid4(), "contact": make_contact()}
    return PasswordResetRequested(sealed_token=sealed_token, **{**fields, **changes})


def make_password_changed(**changes: Any) -> PasswordChanged:
    """Lina chose another password."""
    fields = {"user_id": uuid4(), "contact": make_contact(), "change": PasswordChange.CHANGED}
    return PasswordChanged(**{**fields, **changes})


def make_email_link(sealed_token: str, **changes: Any) -> EmailChangeLinkRequested:
    """Lina's new address is to agree to the change."""
    fields: dict[str, Any] = {
        "user_id": uuid4(),
        "contact": make_contact(email="lina@new.example"),
        "side": Side.NEW,
        "old_email": "lina@example.org",
        "new_email": "lina@new.example",
    }
    return EmailChangeLinkRequested(sealed_token=sealed_token, **{**fields, **changes})


def make_email_changed(**changes: Any) -> EmailChanged:
    """Lina's address was changed."""
    fields = {"user_id": uuid4(), "contact": make_contact(), "new_email": "lina@new.example"}
    return EmailChanged(**{**fields, **changes})


def make_email_wanted(**changes: Any) -> EmailWanted:
    """Somebody wanted Lina's address."""
    return EmailWanted(**{"user_id": uuid4(), **changes})


def make_google_linked(**changes: Any) -> GoogleLinked:
    """Lina can sign in with Google."""
    fields = {"user_id": uuid4(), "contact": make_contact(), "google_email": "lina@gmail.example"}
    return GoogleLinked(**{**fields, **changes})


def make_google_unlinked(**changes: Any) -> GoogleUnlinked:
    """Lina took her Google account off."""
    fields = {"user_id": uuid4(), "contact": make_contact(), "google_email": "lina@gmail.example"}
    return GoogleUnlinked(**{**fields, **changes})
