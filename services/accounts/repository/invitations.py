"""Invitations, by the SHA-256 of their token and by address."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from contracts.accounts.errors import InvitationUnknown
from contracts.accounts.invitations import InvitationState, ListInvitations
from services.accounts import models
from services.accounts.repository.pages import rows_of_page

_ADDRESS_LOCKS = 20087
"""Tells the locks of addresses from those of other things."""


class InvitationRepository:
    """Invitations."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_addresses(self, emails: list[str]) -> None:
        """Let nobody else invite these addresses until the work ends."""
        address = func.unnest(literal(sorted(emails), ARRAY(Text))).column_valued("address")
        key = func.hashtextextended(address, _ADDRESS_LOCKS)
        self._session.execute(select(func.pg_advisory_xact_lock(key)))

    def add(self, invitation: models.Invitation) -> None:
        """Remember an invitation."""
        self._session.add(invitation)
        self._session.flush()

    def get_for_update(self, invitation_id: UUID) -> models.Invitation:
        """The invitation with that id, locked until the work ends."""
        found = self._session.get(models.Invitation, invitation_id, with_for_update=True)
        if found is None:
            raise InvitationUnknown("There is no such invitation.")
        return found

    def list_known(self, ids: Collection[UUID]) -> Sequence[models.Invitation]:
        """Those of these invitations that are kept."""
        table = models.Invitation
        return self._session.scalars(select(table).where(table.id.in_(ids))).all()

    def find(self, token_hash: bytes) -> models.Invitation | None:
        """The invitation with that token."""
        table = models.Invitation
        return self._session.scalar(select(table).where(table.token_hash == token_hash))

    def find_for_update(self, token_hash: bytes) -> models.Invitation | None:
        """The same, locked: of many who accept at once, one finds it open."""
        table = models.Invitation
        statement = select(table).where(table.token_hash == token_hash)
        return self._session.scalar(statement.with_for_update())

    def find_open_for_update(self, email: str) -> models.Invitation | None:
        """The invitation of an address that nobody has taken or taken back."""
        table = models.Invitation
        statement = select(table).where(func.lower(table.email) == email, _open())
        return self._session.scalar(statement.with_for_update())

    def list_open_emails(self, emails: list[str], now: datetime) -> set[str]:
        """Which of these addresses have an invitation that can be taken."""
        table = models.Invitation
        mine = func.lower(table.email).in_(emails), _open(), table.expires_at > now
        return set(self._session.scalars(select(func.lower(table.email)).where(*mine)))

    def list_matching(
        self, request: ListInvitations, now: datetime
    ) -> tuple[list[models.Invitation], str | None]:
        """Invitations by state, name and address, newest first."""
        table = models.Invitation
        statement = select(table)
        if request.state is not None:
            statement = statement.where(*_in_state(request.state, now))
        if request.search.strip():
            term = request.search.strip()
            matches = (
                column.icontains(term, autoescape=True) for column in (table.name, table.email)
            )
            statement = statement.where(or_(*matches))
        keys = [table.created_at.desc(), table.id.desc()]
        return rows_of_page(
            self._session, statement, keys=keys, after=request.after, limit=request.limit
        )

    def revoke_expired(self, emails: list[str], now: datetime) -> None:
        """Make room for a new invitation where the one before is too old."""
        table = models.Invitation
        mine = func.lower(table.email).in_(emails), _open(), table.expires_at <= now
        self._session.execute(update(table).where(*mine).values(revoked_at=now))

    def remove_ended(self, before: datetime) -> None:
        """Forget invitations that ended before a moment, in whichever way."""
        table = models.Invitation
        self._session.execute(delete(table).where(table.expires_at < before))


def _open() -> ColumnElement[bool]:
    return models.Invitation.accepted_at.is_(None) & models.Invitation.revoked_at.is_(None)


def _in_state(state: InvitationState, now: datetime) -> list[ColumnElement[bool]]:
    table = models.Invitation
    conditions: dict[InvitationState, list[ColumnElement[bool]]] = {
        InvitationState.ACCEPTED: [table.accepted_at.is_not(None)],
        InvitationState.REVOKED: [table.accepted_at.is_(None), table.revoked_at.is_not(None)],
        InvitationState.PENDING: [_open(), table.expires_at > now],
        InvitationState.EXPIRED: [_open(), table.expires_at <= now],
    }
    return conditions[state]
