"""Who is told about passwords, addresses and ways to sign in."""

from contracts.accounts.email_changes import EmailChanged, EmailChangeLinkRequested, EmailWanted
from contracts.accounts.google import GoogleLinked, GoogleUnlinked
from contracts.accounts.passwords import PasswordChanged, PasswordResetRequested
from services.common.work import UnitOfWork
from services.notifications import sign_in_mails as mails
from services.notifications.use_cases.queueing import queue, queue_for


def mail_password_reset(work: UnitOfWork, event: PasswordResetRequested) -> None:
    """A person gets the link to a new password."""
    queue(work, event.user_id, event.contact, mails.password_reset(event))


def mail_password_changed(work: UnitOfWork, event: PasswordChanged) -> None:
    """A person learns that their password is another."""
    queue(work, event.user_id, event.contact, mails.password_changed(event, work.happened_at))


def mail_email_change(work: UnitOfWork, event: EmailChangeLinkRequested) -> None:
    """One of two addresses gets its link."""
    queue(work, event.user_id, event.contact, mails.email_change(event))


def mail_email_changed(work: UnitOfWork, event: EmailChanged) -> None:
    """The old address learns that it is the old one."""
    queue(work, event.user_id, event.contact, mails.email_changed(event))


def mail_email_wanted(work: UnitOfWork, event: EmailWanted) -> None:
    """The owner of an address learns that somebody else wanted it."""
    queue_for(work, event.user_id, mails.email_wanted())


def mail_google_linked(work: UnitOfWork, event: GoogleLinked) -> None:
    """A person learns that a Google account opens theirs."""
    queue(work, event.user_id, event.contact, mails.google_linked(event))


def mail_google_unlinked(work: UnitOfWork, event: GoogleUnlinked) -> None:
    """A person learns that a Google account no longer opens theirs."""
    queue(work, event.user_id, event.contact, mails.google_unlinked(event))
