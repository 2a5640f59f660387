"""Answers requests and events in units of work; knows neither nameko nor the broker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from contracts.audit import AdminActed
from contracts.base import Command, Envelope, Event, Request, decode
from contracts.errors import ServiceError, Unavailable
from services.common.context import CallContext
from services.common.database import Bookkeeping, reader_of
from services.common.impersonation import note_impersonated
from services.common.once import StoredReplies, first_time, take_slot
from services.common.work import UnitOfWork


class Desk:
    """Where one call is worked on: opens units of work and keeps repeated messages harmless."""

    def __init__(
        self,
        engine: Engine,
        bookkeeping: Bookkeeping,
        read_context: Callable[[], CallContext],
        audit: type[AdminActed] | None = None,
        on_recorded: Callable[[], None] = lambda: None,
    ) -> None:
        self._read_context = read_context
        self._engine = engine
        self._reader = reader_of(engine)
        self._bookkeeping = bookkeeping
        self._audit = audit
        self._on_recorded = on_recorded

    @cached_property
    def context(self) -> CallContext:
        """The circumstances of the call, read when first needed so that a forgery is refused."""
        return self._read_context()

    @property
    def is_audited(self) -> bool:
        """Whether this service has something to tell the audit log."""
        return self._audit is not None

    @contextmanager
    def begin(self, cause: Envelope | None = None) -> Iterator[UnitOfWork]:
        """Open a unit of work; it commits at the end of the block or rolls back."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            work = UnitOfWork(session, self._bookkeeping, self.context, self._audit, cause)
            with _commits_despite(work):
                yield work
        if work.recorded:
            self._on_recorded()
        if work.refusal is not None:
            raise work.refusal

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open a unit of work that only reads: each statement on its own, one round trip each."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield UnitOfWork(session, self._bookkeeping, self.context, self._audit)

    def answer(self, request: Request[Any], method: Callable[[UnitOfWork, Any], Any]) -> Any:
        """Answer a request; a command repeated under its key gets its first reply again."""
        attempt = self._command if isinstance(request, Command) else self._query
        return _again_after_lost_connection(lambda: attempt(request, method))

    def note(self, request: Request[Any]) -> None:
        """Tell the log of a command that opened its own units of work in somebody else's name."""
        caller = self.context.caller
        if isinstance(request, Command) and caller is not None and caller.impersonator_id:
            with self.begin() as work:
                note_impersonated(work, request)

    def react(
        self, envelope: Envelope, event: Event, handler: str, method: Callable[..., None]
    ) -> None:
        """Let *handler* act on an event unless it already has."""

        def attempt() -> None:
            with self.begin(envelope) as work:
                if first_time(work.session, self._bookkeeping, envelope.id, handler):
                    method(work, event)

        _again_after_lost_connection(attempt)

    def owns_slot(self, job: str, slot: int) -> bool:
        """Whether this replica runs a timed job for the slot."""
        with self.begin() as work:
            return take_slot(work.session, self._bookkeeping, job, slot)

    def _query(self, request: Request[Any], method: Callable[[UnitOfWork, Any], Any]) -> Any:
        with self.read() as work:
            return msgspec.to_builtins(method(work, request))

    def _command(self, request: Request[Any], method: Callable[[UnitOfWork, Any], Any]) -> Any:
        with self.begin() as work:
            replies = StoredReplies(work.session, self._bookkeeping, self.context)
            earlier = replies.claim(request)
            if earlier is not None:
                return msgspec.json.decode(earlier)
            reply = method(work, request)
            replies.store(msgspec.json.encode(reply))
            note_impersonated(work, request)
            return msgspec.to_builtins(reply)


@contextmanager
def _commits_despite(work: UnitOfWork) -> Iterator[None]:
    """Hold back the refusal that the work is stored despite; any other rolls it back."""
    try:
        yield
    except ServiceError as refusal:
        if refusal is not work.refusal:
            raise


def read_envelope(body: Any, event_type: type[Event]) -> tuple[Envelope, Event]:
    """The envelope and the event inside it; raises `Invalid` when they do not decode."""
    envelope = decode(body, Envelope, strict=False)
    return envelope, decode(envelope.data, event_type, strict=False)


def _again_after_lost_connection(attempt: Callable[[], Any]) -> Any:
    """Try once more when the pool hands out a connection that the server has closed meanwhile.

    Cheaper than asking the server before every use, and safe: the work rolled back, and if the
    commit itself was cut off, the idempotency key or the inbox answers for it.
    """
    try:
        try:
            return attempt()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return attempt()
    except (OperationalError, PoolTimeout) as error:
        raise Unavailable("The database does not answer. Try again in a moment.") from error
