"""What was done; nothing here changes or removes an entry."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, any_, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from contracts.accounts.audit import ExportAuditEntries
from contracts.accounts.messages import ListAuditEntries
from contracts.accounts.people import ListPersonEntries
from services.accounts import chain, models
from services.accounts.repository.pages import rows_of_page

_AUDIT_LOCK = 20085
"""Held by whoever writes the next link."""


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
        statement = select(table).where(*_matching(request))
        if newer_than is not None:
            statement = statement.where(table.position > newer_than)
        keys = [table.position.desc()]
        return rows_of_page(
            self._session, statement, keys=keys, after=request.after, limit=request.limit
        )

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

    def _as_kept(self, values: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = self._session.scalars(select(literal(values, JSONB))).one()
        return kept


def _matching(request: ListAuditEntries | ExportAuditEntries) -> Iterator[ColumnElement[bool]]:
    """What an entry has to fulfil to be among those asked for."""
    table = models.AuditEntry
    if request.search.strip():
        term = request.search.strip()
        columns = [getattr(table, name) for name in models.AUDIT_TEXTS]
        said = (column.icontains(term, autoescape=True) for column in columns)
        yield or_(*said, _concerns_who_matches(term))
    if request.origin:
        yield table.service == request.origin
    if request.action.strip():
        yield table.action.istartswith(request.action.strip(), autoescape=True)
    if request.actor.strip():
        yield _acted(request.actor.strip())
    if request.target.strip():
        yield _was_target(request.target.strip())
    if request.since is not None:
        yield table.recorded_at >= request.since
    if request.until is not None:
        yield table.recorded_at < request.until


def _acted(whom: str) -> ColumnElement[bool]:
    """A whole id finds what was done by or through that person; else a part of a name."""
    table = models.AuditEntry
    try:
        known = UUID(whom)
    except ValueError:
        return or_(_done_by(_named(whom)), table.actor_id.in_(_unnamed(whom)))
    return or_(table.actor_id == known, table.on_behalf_of == known)


def _was_target(what: str) -> ColumnElement[bool]:
    """A whole id, a kind of thing, or a part of its name."""
    table = models.AuditEntry
    known = _named(what)
    named = table.target_label.icontains(what, autoescape=True), _done_to(known)
    return or_(table.target_id == what, table.target_type == what.lower(), *named)


def _concerns_who_matches(term: str) -> ColumnElement[bool]:
    known = _named(term)
    by_nobody = models.AuditEntry.actor_id.in_(_unnamed(term))
    return or_(_done_by(known), _done_to(known), by_nobody)


def _named(term: str) -> ColumnElement[Any]:
    """Ids of all whose name or address has a part, found once: an array can use indexes."""
    table = models.User
    matches = (column.icontains(term, autoescape=True) for column in (table.name, table.email))
    return func.array(select(table.id).where(or_(*matches)).scalar_subquery())


def _unnamed(term: str) -> list[UUID]:
    """Who has no account and is called so."""
    return [whom for whom, name in models.UNNAMED.items() if term.casefold() in name.casefold()]


def _done_by(known: ColumnElement[Any]) -> ColumnElement[bool]:
    table = models.AuditEntry
    return or_(table.actor_id == any_(known), table.on_behalf_of == any_(known))


def _done_to(known: ColumnElement[Any]) -> ColumnElement[bool]:
    return models.AuditEntry.target_id == any_(cast(known, ARRAY(Text)))
