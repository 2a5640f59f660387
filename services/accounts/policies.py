"""The rules about people: pure functions over values."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from zxcvbn import zxcvbn

from contracts.accounts.errors import (
    AccountSuspended,
    ConfirmationExpired,
    EmailNotConfirmed,
    LastAdmin,
    OwnRole,
    SessionEnded,
    WeakPassword,
)
from contracts.accounts.messages import UserStatus
from contracts.errors import Forbidden
from contracts.types import Actor, Role
from services.accounts import models

ACCESS_TOKEN_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)
IDLE_LIFE = timedelta(days=7)
REPEAT_WINDOW = timedelta(seconds=10)
CONFIRMATION_LIFE = timedelta(hours=24)
CONFIRMATIONS_PER_HOUR = 5
JUDGED_CHARACTERS = 72
ACCEPTED_SCORE = 2


def normalized_email(email: str) -> str:
    """Addresses that differ in case or outer spaces belong to one person."""
    return email.strip().lower()


def ensure_strong_password(password: str, email: str, name: str) -> None:
    """A password must withstand a million guesses by somebody who knows the person.

    The estimate costs more than linear time, so it judges the beginning of a long password.
    """
    known = [email, email.split("@", maxsplit=1)[0], name, *name.split(), "academy"]
    verdict = zxcvbn(password[:JUDGED_CHARACTERS], user_inputs=known)
    if verdict["score"] < ACCEPTED_SCORE:
        hints = [verdict["feedback"]["warning"], "Use a few words that do not belong together."]
        detail = " ".join(hint.rstrip(".") + "." for hint in hints if hint)
        raise WeakPassword(detail, {"errors": [{"pointer": "/password", "detail": detail}]})


def ensure_may_sign_in(user: models.User) -> None:
    """Only a confirmed account that nobody suspended can be used."""
    if user.status is UserStatus.SUSPENDED:
        raise AccountSuspended("Write to the academy to have it opened again.")
    if user.status is UserStatus.UNCONFIRMED:
        raise EmailNotConfirmed("Open the link in the mail we sent you, or ask for a new one.")


def ensure_confirmable(confirmation: models.EmailConfirmation | None, now: datetime) -> None:
    """A link works for a day; clicking it again within that day does no harm."""
    if confirmation is None or confirmation.expires_at <= now:
        raise ConfirmationExpired("Ask for a new confirmation link.")


def can_mail_confirmation(user: models.User, recent: int) -> bool:
    """An unconfirmed person gets another link, but nobody floods their mailbox with links."""
    return user.status is UserStatus.UNCONFIRMED and recent < CONFIRMATIONS_PER_HOUR


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


def ensure_admin(actor: Actor, admins: Collection[UUID]) -> None:
    """Who stopped being an admin a moment ago cannot act as one, whatever the token says."""
    if not actor.is_admin or actor.user_id not in admins:
        raise Forbidden("Only admins can do this.")


def ensure_not_own_role(actor: Actor, user_id: UUID) -> None:
    """Nobody changes their own role."""
    if actor.user_id == user_id:
        raise OwnRole("Ask another admin to change your role.")


def ensure_admin_remains(user: models.User, role: Role, admins: Collection[UUID]) -> None:
    """The academy keeps at least one admin who can sign in."""
    if role is not Role.ADMIN and set(admins) == {user.id}:
        raise LastAdmin("Make somebody else an admin first.")
