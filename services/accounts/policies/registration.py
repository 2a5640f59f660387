"""Who gets an account, and which links prove an address."""

from datetime import datetime, timedelta

from contracts.accounts.errors import ConfirmationExpired
from contracts.accounts.messages import UserStatus
from services.accounts import models

CONFIRMATION_LIFE = timedelta(hours=24)
CONFIRMATIONS_PER_HOUR = 5


def normalized_email(email: str) -> str:
    """Addresses that differ in case or outer spaces belong to one person."""
    return email.strip().lower()


def ensure_confirmable(confirmation: models.EmailConfirmation | None, now: datetime) -> None:
    """A link works for a day; clicking it again within that day does no harm."""
    if confirmation is None or confirmation.expires_at <= now:
        raise ConfirmationExpired("Ask for a new confirmation link.")


def can_mail_confirmation(user: models.User, recent: int) -> bool:
    """An unconfirmed person gets another link, but nobody floods their mailbox with links."""
    return user.status is UserStatus.UNCONFIRMED and recent < CONFIRMATIONS_PER_HOUR
