"""Making somebody an admin: proposed by one admin, approved by another."""

from typing import Any

from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    ProposeAdmin,
    RoleProposal,
    RoleProposalClosed,
    RoleProposed,
)
from contracts.types import Page, Role
from services.accounts import models, policies
from services.accounts.models import Outcome
from services.accounts.repository import ProposalRepository, UserRepository
from services.accounts.repository.proposals import Row
from services.accounts.use_cases.people import assign_role, audit_person
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import Begin, UnitOfWork


def propose_admin(work: UnitOfWork, request: ProposeAdmin) -> RoleProposal:
    """Ask the other admins; what nobody can approve any more is closed.

    Admins are locked first, as by who approves: of both at once the second waits for the first.
    """
    people, proposals = UserRepository(work.session), ProposalRepository(work.session)
    admins = people.lock_admins()
    ensure_standing(work, request)
    user = people.get_for_update(request.user_id)
    policies.ensure_proposable(work.actor, user)
    policies.ensure_can_have(user, Role.ADMIN)
    earlier = proposals.find_open(user.id)
    policies.ensure_none_pending(earlier, admins, work.now)
    if earlier is not None:
        _close(work, earlier, Outcome.EXPIRED)
    proposal = _new(work, request)
    proposals.add(proposal)
    audit_person(work, "admin.proposed", user, reason=request.reason)
    work.record(RoleProposed(proposal_id=proposal.id, user_id=user.id))
    return to_proposal((proposal, user, people.get(work.actor.user_id)))


def list_role_proposals(work: UnitOfWork, request: ListRoleProposals) -> Page[RoleProposal]:
    """What waits for an answer; for admins."""
    ensure_standing(work, request)
    rows, following = ProposalRepository(work.session).list_waiting(request, work.now)
    items = [to_proposal((row[0], row[1], row[2])) for row in rows]
    return Page(items=items, next=following)


def approve_role_proposal(work: UnitOfWork, request: ApproveRoleProposal) -> None:
    """Make the person an admin, if the one who proposed it still is one."""
    people = UserRepository(work.session)
    admins = people.lock_admins()
    ensure_standing(work, request)
    proposal = ProposalRepository(work.session).get_for_update(request.proposal_id)
    policies.ensure_undecided(proposal, work.now)
    policies.ensure_second_admin(work.actor, proposal, admins)
    user = people.get_for_update(proposal.user_id)
    policies.ensure_can_have(user, Role.ADMIN)
    _close(work, proposal, Outcome.APPROVED)
    proposed_by = str(proposal.proposer_id)
    assign_role(work, user, Role.ADMIN, proposal.reason, proposed_by=proposed_by)


def decline_role_proposal(work: UnitOfWork, request: DeclineRoleProposal) -> None:
    """Leave the person what they are; the proposer takes it back, others decline."""
    ensure_standing(work, request)
    proposal = ProposalRepository(work.session).get_for_update(request.proposal_id)
    policies.ensure_undecided(proposal, work.now)
    own = proposal.proposer_id == work.actor.user_id
    _close(work, proposal, Outcome.WITHDRAWN if own else Outcome.DECLINED)
    user = UserRepository(work.session).get(proposal.user_id)
    action = "admin.proposal_withdrawn" if own else "admin.proposal_declined"
    audit_person(work, action, user, reason=request.reason)


def close_overdue_proposals(begin: Begin) -> None:
    """Close what nobody answered in time."""
    with begin() as work:
        for proposal in ProposalRepository(work.session).list_overdue(work.now):
            _close(work, proposal, Outcome.EXPIRED)


def settle_proposal(work: UnitOfWork, user: models.User) -> None:
    """Close what is proposed about a person whom the operator makes an admin."""
    waiting = ProposalRepository(work.session).find_open(user.id)
    if waiting is not None:
        _close(work, waiting, Outcome.APPROVED)


def to_proposal(row: Row) -> RoleProposal:
    """A proposal with the names of those whom it concerns."""
    proposal, user, proposer = row
    return RoleProposal(
        id=proposal.id,
        user_id=user.id,
        user_name=user.name,
        user_email=user.email,
        proposer_id=proposer.id,
        proposer_name=proposer.name,
        reason=proposal.reason,
        created_at=proposal.created_at,
        expires_at=proposal.expires_at,
    )


def _new(work: UnitOfWork, request: ProposeAdmin) -> models.RoleProposal:
    return models.RoleProposal(
        user_id=request.user_id,
        proposer_id=work.actor.user_id,
        reason=request.reason,
        created_at=work.now,
        expires_at=work.now + policies.PROPOSAL_LIFE,
    )


def _close(work: UnitOfWork, proposal: models.RoleProposal, outcome: Outcome) -> None:
    proposal.closed_at, proposal.outcome = work.now, outcome
    decided = outcome is not Outcome.EXPIRED
    proposal.decided_by = work.actor.user_id if decided else None
    work.session.flush()
    closed: dict[str, Any] = {"proposal_id": proposal.id, "user_id": proposal.user_id}
    work.record(RoleProposalClosed(outcome=outcome.value, **closed))
