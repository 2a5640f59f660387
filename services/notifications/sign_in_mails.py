"""What the mails about passwords, addresses and ways to sign in say."""

from datetime import datetime

from contracts.accounts.email_changes import EmailChanged, EmailChangeLinkRequested, Side
from contracts.accounts.google import GoogleLinked, GoogleUnlinked
from contracts.accounts.passwords import PasswordChange, PasswordChanged, PasswordResetRequested
from services.notifications.mails import SECRET, SIGN_IN, Mail

HOME = "/"
FORGOT = "/forgot"


def password_reset(event: PasswordResetRequested) -> Mail:
    """The link to a new password."""
    links = {"action": f"/reset?token={SECRET}"}
    return Mail(kind="password_reset", links=links, sealed_secret=event.sealed_token)


def password_changed(event: PasswordChanged, changed_at: datetime) -> Mail:
    """The account has another password, or has one for the first time."""
    first = event.change is PasswordChange.FIRST
    facts = {"changed_at": changed_at.isoformat()}
    links = {"action": HOME, "also": FORGOT}
    return Mail(kind="password_set" if first else "password_changed", facts=facts, links=links)


def email_change(event: EmailChangeLinkRequested) -> Mail:
    """The link by which one of the two addresses agrees to a change, and the one to refuse it."""
    page = f"/email-change?token={SECRET}"
    return Mail(
        kind="email_change_new" if event.side is Side.NEW else "email_change_old",
        facts={"old_email": event.old_email, "new_email": event.new_email},
        links={"action": page, "also": f"{page}&refuse=1"},
        sealed_secret=event.sealed_token,
    )


def email_changed(event: EmailChanged) -> Mail:
    """The last word to the old address."""
    facts = {"old_email": event.contact.email, "new_email": event.new_email}
    return Mail(kind="email_changed", facts=facts, links={"action": HOME})


def email_wanted() -> Mail:
    """Somebody, perhaps you, wanted your address for another account."""
    return Mail(kind="email_wanted", links={"action": SIGN_IN})


def google_linked(event: GoogleLinked) -> Mail:
    """A Google account opens the academy account from now on."""
    return _google("google_linked", event.google_email)


def google_unlinked(event: GoogleUnlinked) -> Mail:
    """A Google account no longer opens the academy account."""
    return _google("google_unlinked", event.google_email)


def _google(kind: str, google_email: str) -> Mail:
    facts = {"google_email": google_email}
    return Mail(kind=kind, facts=facts, links={"action": HOME, "also": FORGOT})
