"""Making somebody an admin takes two: one admin proposes, another approves."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, PageSize, Reason


class RoleProposal(Message, frozen=True, kw_only=True):
    """An admin's wish to make somebody an admin, open until it is decided or expires."""

    id: UUID
    user_id: UUID
    user_name: str
    user_email: str
    proposer_id: UUID
    proposer_name: str
    reason: str
    created_at: datetime
    expires_at: datetime


class ProposeAdmin(Command[RoleProposal], frozen=True, kw_only=True):
    """Ask the other admins to make somebody an admin."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason


class ListRoleProposals(Query[Page[RoleProposal]], frozen=True, kw_only=True):
    """Open proposals, the one that expires first on top."""

    service: ClassVar[str] = "accounts"

    after: Cursor | None = None
    limit: PageSize = 50


class ApproveRoleProposal(Command[None], frozen=True, kw_only=True):
    """Make the proposed person an admin; never by who proposed it, nor by the person."""

    service: ClassVar[str] = "accounts"

    proposal_id: UUID


class DeclineRoleProposal(Command[None], frozen=True, kw_only=True):
    """Leave the proposed person what they are; who proposed it takes it back this way."""

    service: ClassVar[str] = "accounts"

    proposal_id: UUID
    reason: Reason


class RoleProposed(Event, frozen=True, kw_only=True):
    """An admin proposed to make somebody an admin."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.role.proposed.v1"
    optional: ClassVar[bool] = True

    proposal_id: UUID
    user_id: UUID


class RoleProposalClosed(Event, frozen=True, kw_only=True):
    """A proposal is approved, declined, taken back or expired."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.role.proposal_closed.v1"
    optional: ClassVar[bool] = True

    proposal_id: UUID
    user_id: UUID
    outcome: str
