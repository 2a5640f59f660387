"""What was done; nothing here changes or removes an entry."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from contracts.accounts.audit import ExportAuditEntries
from contracts.accounts.messages import ListAuditEntries
from contracts.accounts.people import ListPersonEntries
from services.accounts import chain, models
from services.accounts.repository.pages import rows_of_page
from services.common.paging import page_of_any

_AUDIT_LOCK = 20085
"""Held by whoever writes the next link."""

_FEW = 100
"""So many people are named to the planner, which then knows how rare they are."""

_People = list[UUID] | Select[UUID]


class AuditRepository:
    """What was done; nothing here changes or removes an entry."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, entry: models.AuditEntry) -> None:
        """Write an entry as the next link of the chain; writers wait for each other.

        The hash covers what the database keeps, which may spell a number in another way.
        """
        self._session.execute(select(func.pg_advisory_xact_lock(_AUDIT_LOCK)))
        head = self.find_head()
        entry.position = head.position + 1 if head else 1
        entry.previous_hash = head.hash if head else chain.GENESIS
        entry.before, entry.after = self._as_kept(entry.before), self._as_kept(entry.after)
        entry.hash = chain.hash_of(entry)
        self._session.add(entry)
        self._session.flush()

    def find_head(self) -> models.AuditEntry | None:
        """The last link."""
        statement = select(models.AuditEntry).order_by(models.AuditEntry.position.desc())
        return self._session.scalar(statement.limit(1))

    def find_at(self, position: int) -> models.AuditEntry | None:
        """The link with that position."""
        table = models.AuditEntry
        return self._session.scalar(select(table).where(table.position == position))

    def list_chain(self, after: int, limit: int) -> list[models.AuditEntry]:
        """Links behind a position, in their order."""
        table = models.AuditEntry
        statement = select(table).where(table.position > after).order_by(table.position)
        return list(self._session.scalars(statement.limit(limit)))

    def list_newest(
        self, request: ListAuditEntries | ExportAuditEntries, newer_than: int | None = None
    ) -> tuple[list[models.AuditEntry], str | None]:
        """Entries that match, newest first."""
        table = models.AuditEntry
        statement = select(table).where(*_exact(request))
        if newer_than is not None:
            statement = statement.where(table.position > newer_than)
        first, *others = self._ways(request) or [[true()]]
        statement = statement.where(*[or_(*alternatives) for alternatives in others])
        rows, following = page_of_any(
            self._session,
            [statement.where(alternative) for alternative in first],
            newest=table.position,
            after=request.after,
            limit=request.limit,
        )
        return [row[0] for row in rows], following

    def list_of_person(
        self, request: ListPersonEntries
    ) -> tuple[list[models.AuditEntry], str | None]:
        """What a person did and what was done about them, newest first."""
        table = models.AuditEntry
        whom = request.user_id
        concerned = or_(
            table.actor_id == whom, table.on_behalf_of == whom, table.target_id == str(whom)
        )
        return rows_of_page(
            self._session,
            select(table).where(concerned),
            keys=[table.position.desc()],
            after=request.after,
            limit=request.limit,
        )

    def _ways(
        self, request: ListAuditEntries | ExportAuditEntries
    ) -> list[list[ColumnElement[bool]]]:
        """For each word asked for the ways in which an entry can answer to it."""
        wanted = (
            (request.search, _concerning),
            (request.actor, _acted),
            (request.target, _was_target),
        )
        return [
            ways(word.strip(), self._called(word.strip())) for word, ways in wanted if word.strip()
        ]

    def _called(self, term: str) -> _People:
        """All whose name or address has a part; few are named to the planner one by one."""
        table = models.User
        matches = (column.icontains(term, autoescape=True) for column in (table.name, table.email))
        found = select(table.id).where(or_(*matches))
        few = list(self._session.scalars(found.limit(_FEW + 1)))
        return found if len(few) > _FEW else few

    def _as_kept(self, values: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = self._session.scalars(select(literal(values, JSONB))).one()
        return kept


def _exact(request: ListAuditEntries | ExportAuditEntries) -> Iterator[ColumnElement[bool]]:
    """What an entry has to fulfil besides."""
    table = models.AuditEntry
    if request.origin:
        yield table.service == request.origin
    if request.action.strip():
        yield table.action.istartswith(request.action.strip(), autoescape=True)
    if request.since is not None:
        yield table.recorded_at >= request.since
    if request.until is not None:
        yield table.recorded_at < request.until


def _concerning(term: str, called: _People) -> list[ColumnElement[bool]]:
    columns = [getattr(models.AuditEntry, name) for name in models.AUDIT_TEXTS]
    said = or_(*[column.icontains(term, autoescape=True) for column in columns])
    return [said, _done_to(called), *_done_by(called), _by_nobody(term)]


def _acted(whom: str, called: _People) -> list[ColumnElement[bool]]:
    """A whole id finds what was done by or through that person; else a part of a name."""
    try:
        return _done_by([UUID(whom)])
    except ValueError:
        return [*_done_by(called), _by_nobody(whom)]


def _was_target(what: str, called: _People) -> list[ColumnElement[bool]]:
    """A whole id, a kind of thing, or a part of its name."""
    table = models.AuditEntry
    named = table.target_label.icontains(what, autoescape=True)
    return [table.target_id == what, table.target_type == what.lower(), named, _done_to(called)]


def _by_nobody(term: str) -> ColumnElement[bool]:
    """Done by somebody without an account who is called so."""
    names = models.UNNAMED.items()
    called = [whom for whom, name in names if term.casefold() in name.casefold()]
    return models.AuditEntry.actor_id.in_(called)


def _done_by(people: _People) -> list[ColumnElement[bool]]:
    table = models.AuditEntry
    return [table.actor_id.in_(people), table.on_behalf_of.in_(people)]


def _done_to(people: _People) -> ColumnElement[bool]:
    target = models.AuditEntry.target_id
    if isinstance(people, list):
        return target.in_([str(whom) for whom in people])
    ids = people.subquery()
    return target.in_(select(cast(ids.c.id, Text)))
