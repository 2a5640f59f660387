"""Another e-mail address."""

from contracts.accounts.email_changes import (
    CancelEmailChange,
    ConfirmEmailChange,
    EmailChange,
    EmailChangeProgress,
    RefuseEmailChange,
    RequestEmailChange,
    ResendEmailChange,
)
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles
from services.common.work import UnitOfWork


class EmailChanges(Dependencies):
    """Changes of address, which both addresses agree to."""

    @handles
    def request_email_change(self, work: UnitOfWork, request: RequestEmailChange) -> EmailChange:
        """Begin a change of address."""
        return use_cases.request_email_change(work, self.settings.mail_sealing_key, request)

    @handles
    def resend_email_change(self, work: UnitOfWork, request: ResendEmailChange) -> EmailChange:
        """Send the links again."""
        return use_cases.resend_email_change(work, self.settings.mail_sealing_key, request)

    @handles
    def cancel_email_change(self, work: UnitOfWork, request: CancelEmailChange) -> None:
        """Keep the old address."""
        use_cases.cancel_email_change(work, request)

    @handles
    def confirm_email_change(
        self, work: UnitOfWork, request: ConfirmEmailChange
    ) -> EmailChangeProgress:
        """Let one of the addresses agree."""
        return use_cases.confirm_email_change(work, request)

    @handles
    def refuse_email_change(self, work: UnitOfWork, request: RefuseEmailChange) -> None:
        """Let one of the addresses stop the change."""
        use_cases.refuse_email_change(work, request)
