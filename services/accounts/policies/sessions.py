"""Who may sign in, and how long a session lasts."""

from datetime import datetime, timedelta

from contracts.accounts.errors import (
    AccountClosed,
    AccountSuspended,
    ConsentPending,
    EmailNotConfirmed,
    SessionEnded,
)
from contracts.accounts.messages import UserStatus
from contracts.types import STAFF, Role
from services.accounts import models

ACCESS_TOKEN_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)
IDLE_LIFE = timedelta(days=7)
REPEAT_WINDOW = timedelta(seconds=10)
RECOVERY = "rc"
"""How a recovery code is called among the methods."""


def ensure_may_sign_in(user: models.User) -> None:
    """Only a confirmed account that nobody suspended can be used."""
    if user.status is UserStatus.SUSPENDED:
        raise AccountSuspended("Write to the academy to have it opened again.")
    if user.status is UserStatus.ERASED:
        raise AccountClosed("It cannot be opened again.")
    if user.status is UserStatus.UNCONFIRMED:
        raise EmailNotConfirmed("Open the link in the mail we sent you, or ask for a new one.")
    if user.status is UserStatus.AWAITING_CONSENT:
        raise ConsentPending("We have written to them. Sign in when they have agreed.")


def ensure_session_alive(session: models.Session, now: datetime) -> None:
    """A session ends when it is revoked, or thirty days after the sign-in that began it."""
    if session.revoked_at is not None or session.expires_at <= now:
        raise SessionEnded("Sign in again.")


def can_repeat(token: models.RefreshToken, now: datetime) -> bool:
    """A used refresh token yields its successor again for ten seconds: a reply may get lost."""
    return token.used_at is not None and now - token.used_at <= REPEAT_WINDOW


def refresh_expiry(session: models.Session, now: datetime) -> datetime:
    """A refresh token dies after a week unused, and never outlives its session."""
    return min(now + IDLE_LIFE, session.expires_at)


def authentication_time(session: models.Session, role: Role) -> float:
    """When the person last proved who they are; a recovery code is not proof enough for staff."""
    weak = role in STAFF and RECOVERY in session.methods
    return 0.0 if weak else session.authenticated_at.timestamp()
