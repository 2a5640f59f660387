"""Proposals to make somebody an admin."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from contracts.accounts.errors import ProposalNotFound
from contracts.accounts.proposals import ListRoleProposals
from services.accounts import models
from services.common.paging import page

_TABLE = models.RoleProposal
_PERSON, _PROPOSER = aliased(models.User), aliased(models.User)

Row = tuple[models.RoleProposal, models.User, models.User]
"""A proposal, the person it is about, and who proposed it."""


class ProposalRepository:
    """Proposals with those whom they concern."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, proposal: models.RoleProposal) -> None:
        """Remember a proposal."""
        self._session.add(proposal)
        self._session.flush()

    def get_for_update(self, proposal_id: UUID) -> models.RoleProposal:
        """The proposal with that id, locked until the work ends."""
        found = self._session.get(_TABLE, proposal_id, with_for_update=True)
        if found is None:
            raise ProposalNotFound("There is no such proposal.")
        return found

    def find_open(self, user_id: UUID) -> models.RoleProposal | None:
        """What is proposed about a person, closed or not in time; locked until the work ends."""
        mine = _TABLE.user_id == user_id, _TABLE.closed_at.is_(None)
        return self._session.scalar(select(_TABLE).where(*mine).with_for_update())

    def find_waiting(self, user_id: UUID, now: datetime) -> Row | None:
        """What waits for an answer about a person."""
        statement = _waiting(now).where(_TABLE.user_id == user_id)
        row = self._session.execute(statement).one_or_none()
        return (row[0], row[1], row[2]) if row else None

    def list_waiting(
        self, request: ListRoleProposals, now: datetime
    ) -> tuple[list[Any], str | None]:
        """What waits for an answer, the one that expires first on top."""
        keys: list[Any] = [_TABLE.expires_at, _TABLE.id]
        return page(
            self._session, _waiting(now), keys=keys, after=request.after, limit=request.limit
        )

    def list_overdue(self, now: datetime) -> list[models.RoleProposal]:
        """What nobody answered in time; locked until the work ends."""
        overdue = _TABLE.closed_at.is_(None), _TABLE.expires_at <= now
        statement = select(_TABLE).where(*overdue).with_for_update(skip_locked=True)
        return list(self._session.scalars(statement))


def _waiting(now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(_TABLE, _PERSON, _PROPOSER)
        .join(_PERSON, _PERSON.id == _TABLE.user_id)
        .join(_PROPOSER, _PROPOSER.id == _TABLE.proposer_id)
        .where(_TABLE.closed_at.is_(None), _TABLE.expires_at > now)
    )
