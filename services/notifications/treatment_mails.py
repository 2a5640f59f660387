"""What the mails about staff's dealings with an account say."""

from datetime import datetime

from contracts.accounts.impersonation import ImpersonationStarted
from contracts.accounts.people import UserSignedOut, UserSuspended
from services.notifications.mails import SECURITY, SIGN_IN, Mail

HOME = "/"


def suspended(event: UserSuspended) -> Mail:
    """The account is closed to its owner, and why."""
    return Mail(kind="suspended", facts={"quote": event.reason}, links={"action": HOME})


def restored() -> Mail:
    """The account is open again; what staff noted about it stays with them."""
    return Mail(kind="restored", links={"action": SIGN_IN})


def signed_out(event: UserSignedOut) -> Mail:
    """Staff ended a session, or all of them, and why."""
    kind = "signed_out_everywhere" if event.everywhere else "signed_out"
    return Mail(kind=kind, facts={"quote": event.reason}, links={"action": SIGN_IN})


def viewed(event: ImpersonationStarted, started_at: datetime) -> Mail:
    """Somebody of the staff saw the academy as the reader sees it, until when, and why."""
    facts = {
        "viewer": event.impersonator_name,
        "started_at": started_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "quote": event.reason,
    }
    kind = "viewed" if event.read_only else "acted_for"
    return Mail(kind=kind, facts=facts, links={"action": SECURITY})
