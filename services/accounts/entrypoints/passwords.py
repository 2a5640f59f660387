"""Forgotten, changed and first passwords."""

from contracts.accounts.passwords import ChangePassword, RequestPasswordReset, ResetPassword
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Passwords(Dependencies):
    """Passwords after the first one."""

    @handles
    def request_password_reset(self, work: UnitOfWork, request: RequestPasswordReset) -> None:
        """Send a link to a new password."""
        use_cases.request_password_reset(work, self.settings.mail_sealing_key, request)

    @handles_in_steps
    def reset_password(self, begin: Begin, request: ResetPassword) -> None:
        """Put a new password in place of a forgotten one."""
        use_cases.reset_password(begin, self.passwords, request)

    @handles_in_steps
    def change_password(self, begin: Begin, request: ChangePassword) -> None:
        """Put another password in place of the current one."""
        use_cases.change_password(begin, self.passwords, request)

    @every(seconds=3600)
    def forget_links(self, begin: Begin) -> None:
        """Forget links that nobody opens any more."""
        use_cases.forget_links(begin)
