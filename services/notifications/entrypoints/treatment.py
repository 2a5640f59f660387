"""Word about what staff do with an account."""

from contracts.accounts.impersonation import ImpersonationStarted
from contracts.accounts.people import UserRestored, UserSignedOut, UserSuspended
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import treatment


class TreatmentMails(Dependencies):
    """Tells people what staff did with their account; nothing of it happens unseen."""

    @reacts_to(UserSuspended)
    def mail_suspended(self, work: UnitOfWork, event: UserSuspended) -> None:
        """Queue word of a suspension."""
        treatment.mail_suspended(work, event)

    @reacts_to(UserRestored)
    def mail_restored(self, work: UnitOfWork, event: UserRestored) -> None:
        """Queue word of its end."""
        treatment.mail_restored(work, event)

    @reacts_to(UserSignedOut)
    def mail_signed_out(self, work: UnitOfWork, event: UserSignedOut) -> None:
        """Queue word of an ended session."""
        treatment.mail_signed_out(work, event)

    @reacts_to(ImpersonationStarted)
    def mail_viewed(self, work: UnitOfWork, event: ImpersonationStarted) -> None:
        """Queue word of a view."""
        treatment.mail_viewed(work, event)
