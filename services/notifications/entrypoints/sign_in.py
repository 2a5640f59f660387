"""Word about passwords, addresses and ways to sign in."""

from contracts.accounts.email_changes import EmailChanged, EmailChangeLinkRequested, EmailWanted
from contracts.accounts.google import GoogleLinked, GoogleUnlinked
from contracts.accounts.passwords import PasswordChanged, PasswordResetRequested
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications import use_cases
from services.notifications.entrypoints.dependencies import Dependencies


class SignInMails(Dependencies):
    """Tells people what happened to their ways in."""

    @reacts_to(PasswordResetRequested)
    def mail_password_reset(self, work: UnitOfWork, event: PasswordResetRequested) -> None:
        """Queue the link to a new password."""
        use_cases.mail_password_reset(work, event)

    @reacts_to(PasswordChanged)
    def mail_password_changed(self, work: UnitOfWork, event: PasswordChanged) -> None:
        """Queue word of another password."""
        use_cases.mail_password_changed(work, event)

    @reacts_to(EmailChangeLinkRequested)
    def mail_email_change(self, work: UnitOfWork, event: EmailChangeLinkRequested) -> None:
        """Queue the link by which an address agrees to a change."""
        use_cases.mail_email_change(work, event)

    @reacts_to(EmailChanged)
    def mail_email_changed(self, work: UnitOfWork, event: EmailChanged) -> None:
        """Queue the last word to an old address."""
        use_cases.mail_email_changed(work, event)

    @reacts_to(EmailWanted)
    def mail_email_wanted(self, work: UnitOfWork, event: EmailWanted) -> None:
        """Queue a word to the owner of a wanted address."""
        use_cases.mail_email_wanted(work, event)

    @reacts_to(GoogleLinked)
    def mail_google_linked(self, work: UnitOfWork, event: GoogleLinked) -> None:
        """Queue word of a linked Google account."""
        use_cases.mail_google_linked(work, event)

    @reacts_to(GoogleUnlinked)
    def mail_google_unlinked(self, work: UnitOfWork, event: GoogleUnlinked) -> None:
        """Queue word of a removed Google account."""
        use_cases.mail_google_unlinked(work, event)
