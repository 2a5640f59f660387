"""The unit of work: what changes and what is announced about it commit together, or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.orm import Session

from contracts.audit import AdminActed
from contracts.base import Envelope, Event
from contracts.errors import ServiceError, Unauthenticated
from contracts.types import Actor, Role
from services.common.context import CallContext
from services.common.database import Bookkeeping, new_id

SYSTEM = Actor(user_id=UUID(int=1), role=Role.ADMIN)
"""Who acts when nobody asked: a timer, a limit, the software itself."""


class UnitOfWork:
    """One transaction: its session, its clock, who acts, and the events it records."""

    def __init__(
        self,
        session: Session,
        bookkeeping: Bookkeeping,
        context: CallContext,
        audit: type[AdminActed] | None = None,
        cause: Envelope | None = None,
    ) -> None:
        self.session = session
        self.now = datetime.now(UTC)
        self.caller = context.caller
        self.correlation_id = cause.correlation_id if cause else context.correlation_id
        self.address = context.address
        self.cause = cause
        self.recorded = 0
        self.refusal: ServiceError | None = None
        self._outbox = bookkeeping.outbox
        self._audit = audit

    @property
    def actor(self) -> Actor:
        """The person the work is done for; raises `Unauthenticated` when there is none."""
        if self.caller is None:
            raise Unauthenticated("Sign in to go on.")
        return self.caller

    @property
    def event_id(self) -> UUID:
        """Id of the event that this work reacts to."""
        if self.cause is None:
            raise TypeError("This work does not react to an event.")
        return self.cause.id

    @property
    def happened_at(self) -> datetime:
        """When the event happened that this work reacts to; now, when it reacts to none."""
        return self.cause.time if self.cause else self.now

    def record(self, event: Event) -> None:
        """Announce *event* once this work has committed."""
        envelope = Envelope(
            id=new_id(),
            type=event.event_type,
            source=event.source,
            time=self.now,
            correlation_id=self.correlation_id,
            data=msgspec.to_builtins(event),
        )
        row = {
            "event_type": event.event_type,
            "source": event.source,
            "envelope": msgspec.json.encode(envelope),
            "mandatory": not event.optional,
        }
        self.session.execute(insert(self._outbox).values(row))
        self.recorded += 1

    def stored_despite(self, refusal: ServiceError) -> ServiceError:
        """The refusal to raise when what this work has done is to be stored all the same."""
        self.refusal = refusal
        return refusal

    def audit(  # noqa: PLR0913 (the fields of an audit entry)
        self,
        action: str,
        *,
        target_type: str,
        target_id: Any,
        target_label: str,
        reason: str = "",
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        actor: Actor | None = None,
    ) -> None:
        """Tell the audit log what is done here: by `actor`, the caller, or nobody.

        Staff actions say why and what changed. Security events are for the same log; their action
        begins with `security.` and their target is the person they are about, such as
        `work.audit("security.refresh_reused", target_type="user", target_id=user.id, ...)`.
        """
        if self._audit is None:
            raise TypeError("This service does not say how it is audited.")
        acting = actor or self.caller or SYSTEM
        entry = self._audit(
            action=action,
            actor_id=acting.impersonator_id or acting.user_id,
            on_behalf_of=acting.user_id if acting.impersonator_id else None,
            target_type=target_type,
            target_id=str(target_id),
            target_label=target_label,
            address=self.address,
            reason=reason,
            before=before or {},
            after=after or {},
        )
        self.record(entry)


Begin = Callable[[], AbstractContextManager[UnitOfWork]]
"""Opens a unit of work; leaving the block commits it, raising rolls it back."""
