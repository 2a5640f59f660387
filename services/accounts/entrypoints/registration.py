"""How people get an account."""

from contracts.accounts.messages import ConfirmEmail, Register, ResendConfirmation
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles, handles_in_steps
from services.common.work import Begin, UnitOfWork


class Registration(Dependencies):
    """Registering and confirming an address."""

    @handles_in_steps
    def register(self, begin: Begin, request: Register) -> None:
        """Open an account."""
        use_cases.register(begin, self.passwords, self.settings, request)

    @handles
    def resend_confirmation(self, work: UnitOfWork, request: ResendConfirmation) -> None:
        """Send the confirmation link again."""
        use_cases.resend_confirmation(work, self.settings.mail_sealing_key, request)

    @handles
    def confirm_email(self, work: UnitOfWork, request: ConfirmEmail) -> None:
        """Accept the link of a mail."""
        use_cases.confirm_email(work, self.settings.guardian_age, request)
