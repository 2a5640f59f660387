"""Making somebody an admin takes two."""

from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    ProposeAdmin,
    RoleProposal,
)
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Proposals(Dependencies):
    """Proposals to make somebody an admin."""

    @handles
    def propose_admin(self, work: UnitOfWork, request: ProposeAdmin) -> RoleProposal:
        """Ask the other admins."""
        return use_cases.propose_admin(work, request)

    @handles
    def list_role_proposals(
        self, work: UnitOfWork, request: ListRoleProposals
    ) -> Page[RoleProposal]:
        """Show what waits for an answer."""
        return use_cases.list_role_proposals(work, request)

    @handles
    def approve_role_proposal(self, work: UnitOfWork, request: ApproveRoleProposal) -> None:
        """Make the person an admin."""
        use_cases.approve_role_proposal(work, request)

    @handles
    def decline_role_proposal(self, work: UnitOfWork, request: DeclineRoleProposal) -> None:
        """Leave the person what they are."""
        use_cases.decline_role_proposal(work, request)

    @every(seconds=60)
    def close_overdue_proposals(self, begin: Begin) -> None:
        """Close what nobody answered."""
        use_cases.close_overdue_proposals(begin)
