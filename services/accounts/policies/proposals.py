"""Making somebody an admin takes two."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from contracts.accounts.errors import (
    AlreadyAdmin,
    OwnProposal,
    OwnRole,
    ProposalClosed,
    ProposalPending,
)
from contracts.types import Actor, Role
from services.accounts import models

PROPOSAL_LIFE = timedelta(hours=72)


def ensure_proposable(actor: Actor, user: models.User) -> None:
    """Proposed is somebody else who is not an admin yet."""
    if actor.user_id == user.id:
        raise OwnRole("Ask another admin to change your role.")
    if user.role is Role.ADMIN:
        raise AlreadyAdmin("There is nothing to propose.")


def ensure_none_pending(
    earlier: models.RoleProposal | None, admins: Collection[UUID], now: datetime
) -> None:
    """The same is not proposed twice; what expired, or lost its proposer, no longer counts."""
    if earlier is not None and earlier.expires_at > now and earlier.proposer_id in admins:
        raise ProposalPending("It waits for another admin's answer.")


def ensure_undecided(proposal: models.RoleProposal, now: datetime) -> None:
    """A proposal is decided once, within three days."""
    if proposal.closed_at is not None or proposal.expires_at <= now:
        raise ProposalClosed("Propose it again if it is still wanted.")


def ensure_second_admin(
    actor: Actor, proposal: models.RoleProposal, admins: Collection[UUID]
) -> None:
    """Four eyes: who approves is neither the proposer nor the person, and both are admins now."""
    if actor.user_id in {proposal.proposer_id, proposal.user_id}:
        raise OwnProposal("Whoever proposed it, and whom it is about, cannot approve it.")
    if proposal.proposer_id not in admins:
        raise ProposalClosed("Who proposed it is no longer an admin.")
