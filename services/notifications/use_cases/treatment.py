"""Who is told what about staff's dealings with an account."""

from contracts.accounts.impersonation import ImpersonationStarted
from contracts.accounts.people import UserRestored, UserSignedOut, UserSuspended
from services.common.work import UnitOfWork
from services.notifications import treatment_mails as mails
from services.notifications.use_cases.queueing import queue_for


def mail_suspended(work: UnitOfWork, event: UserSuspended) -> None:
    """A person learns that they cannot sign in, and why."""
    queue_for(work, event.user_id, mails.suspended(event))


def mail_restored(work: UnitOfWork, event: UserRestored) -> None:
    """A person learns that they can sign in again."""
    queue_for(work, event.user_id, mails.restored())


def mail_signed_out(work: UnitOfWork, event: UserSignedOut) -> None:
    """A person learns why a device asks them to sign in again."""
    queue_for(work, event.user_id, mails.signed_out(event))


def mail_viewed(work: UnitOfWork, event: ImpersonationStarted) -> None:
    """A person learns that somebody of the staff looks through their eyes."""
    queue_for(work, event.user_id, mails.viewed(event, work.happened_at))
