"""The rules about forgotten passwords, other addresses and accounts at Google."""

from datetime import datetime, timedelta
from uuid import UUID

from contracts.accounts.email_changes import Side
from contracts.accounts.errors import (
    AnotherGoogleAccount,
    BreachedPassword,
    EmailChangeOver,
    GoogleEmailUnproven,
    GoogleNotOffered,
    GoogleRefused,
    GoogleSignInTooOld,
    LastWayIn,
    ResetLinkExpired,
    SameEmail,
)
from contracts.accounts.messages import UserStatus
from services.accounts import models
from services.accounts.policies.attempts import Limit

RESET_LIFE = timedelta(minutes=15)
RESETS_PER_HOUR = 5
EMAIL_CHANGE_LIFE = timedelta(hours=24)
EMAIL_CHANGES = Limit("change of address", 5, 3600)
GOOGLE_VISIT_LIFE = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(minutes=1)
CLOSED = frozenset({UserStatus.SUSPENDED, UserStatus.ERASED})


def ensure_not_breached(*, breached: bool, field: str) -> None:
    """A password that attackers try first is no secret."""
    if breached:
        detail = "It is on a list of stolen passwords. Choose one that you use nowhere else."
        raise BreachedPassword(detail, {"errors": [{"pointer": f"/{field}", "detail": detail}]})


def can_mail_reset(user: models.User, recent: int) -> bool:
    """Who has an account gets a link, but nobody floods their mailbox with links."""
    return user.status not in CLOSED and recent < RESETS_PER_HOUR


def ensure_resettable(
    reset: models.PasswordReset | None, user: models.User | None, now: datetime
) -> models.User:
    """A link works once, for a quarter of an hour, while its address still is the person's."""
    if reset is None or user is None or reset.used_at is not None or reset.expires_at <= now:
        raise ResetLinkExpired("Ask for a new link.")
    if reset.email != user.email or user.status in CLOSED:
        raise ResetLinkExpired("Ask for a new link.")
    return user


def ensure_other_address(user: models.User, email: str) -> None:
    """A change of address changes it."""
    if user.email == email:
        detail = "It is your address already."
        raise SameEmail(detail, {"errors": [{"pointer": "/new_email", "detail": detail}]})


def ensure_change_alive(change: models.EmailChange | None, now: datetime) -> models.EmailChange:
    """A change of address waits for a day, and ends when somebody refuses it."""
    if change is None or change.ended_at is not None or change.expires_at <= now:
        raise EmailChangeOver("Nothing is waiting for you any more.")
    return change


def waiting_for(change: models.EmailChange) -> list[Side]:
    """Which addresses have yet to agree."""
    agreed = {Side.OLD: change.old_confirmed_at, Side.NEW: change.new_confirmed_at}
    return [side for side, moment in agreed.items() if moment is None]


def ensure_google_offered(*, known: bool) -> None:
    """Nobody is sent to a Google that does not know the academy."""
    if not known:
        raise GoogleNotOffered("Sign in with your e-mail address and password.")


def ensure_proven_address(*, verified: bool) -> None:
    """Only an address that Google has verified says anything about whose account it opens."""
    if not verified:
        raise GoogleEmailUnproven("Confirm your address at Google first, or use a password here.")


def ensure_visit_for(visit: models.GoogleVisit, *of: UUID | None) -> None:
    """A visit ends as what it was begun for: by the person, and in the session, that began it.

    Otherwise one that proves who somebody is could link an account, which wants a proof before.
    """
    if (visit.user_id, visit.session_id) != of:
        raise GoogleRefused("Begin again, please.")


def ensure_own_google(known: models.Identity | None, user_id: UUID) -> None:
    """Only the Google account that is linked shows who somebody is."""
    if known is None or known.user_id != user_id:
        raise AnotherGoogleAccount("Choose the one that you sign in with here.")


def ensure_signed_in_since(at: datetime | None, asked_at: datetime) -> None:
    """Google was asked to let the person sign in anew (`max_age=0`), and says when they did.

    An academy for which Google's "Session age claims" are off is not told; there, the choice of
    the account is what Google offers, as it is for signing in.
    """
    if at is not None and at < asked_at - CLOCKS_DIFFER:
        raise GoogleSignInTooOld("Sign out at Google in this browser, then confirm once more.")


def ensure_another_way_in(*, others: bool) -> None:
    """Nobody takes away the only way in that they have."""
    if not others:
        raise LastWayIn("Choose a password first; then you can go without Google.")
