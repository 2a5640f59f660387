"""Staff looking through a person's eyes."""

from contracts.accounts.impersonation import (
    EndImpersonation,
    EnterImpersonation,
    ImpersonationSession,
    ImpersonationTicket,
    StartImpersonation,
)
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Impersonation(Dependencies):
    """Views of people."""

    @handles_in_steps
    def start_impersonation(self, begin: Begin, request: StartImpersonation) -> ImpersonationTicket:
        """Hand out a code for a view."""
        return use_cases.start_impersonation(begin, request)

    @handles_in_steps
    def enter_impersonation(
        self, begin: Begin, request: EnterImpersonation
    ) -> ImpersonationSession:
        """Begin a view."""
        return use_cases.enter_impersonation(begin, self.settings, request)

    @handles
    def end_impersonation(self, work: UnitOfWork, request: EndImpersonation) -> None:
        """Leave a view."""
        use_cases.end_impersonation(work, request)

    @every(seconds=5)
    def end_overdue_impersonations(self, begin: Begin) -> None:
        """End views whose time is up."""
        use_cases.end_overdue_impersonations(begin)
