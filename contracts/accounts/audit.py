"""Watching over the audit log: checking its chain, taking it along, hearing of new entries."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.messages import AuditEntry
from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, SearchText


class FaultKind(StrEnum):
    """In which way the log is not what was written."""

    MISSING = "missing"
    CHANGED = "changed"
    UNLINKED = "unlinked"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"
    ANCHOR_FORGED = "anchor_forged"


class AuditFault(Message, frozen=True, kw_only=True):
    """The first entry that is wrong."""

    kind: FaultKind
    position: int
    entry_id: UUID | None = None
    detail: str


class AuditVerdict(Message, frozen=True, kw_only=True):
    """How far the chain was followed, to which entry it leads, and what broke it, if anything.

    Without `finished` there is more: ask again after `verified_to`.
    """

    verified_to: int
    head: int
    anchors: int
    finished: bool
    fault: AuditFault | None = None


class VerifyAuditLog(Query[AuditVerdict], frozen=True, kw_only=True):
    """Follow a stretch of the chain of the audit log, and compare it with its anchors."""

    service: ClassVar[str] = "accounts"

    after: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=10_000)] = 2000


class ExportAuditEntries(Command[Page[AuditEntry]], frozen=True, kw_only=True):
    """Take entries along, newest first; the first page of an export is itself recorded."""

    service: ClassVar[str] = "accounts"

    search: SearchText = ""
    origin: SearchText = ""
    action: SearchText = ""
    actor: SearchText = ""
    target: SearchText = ""
    since: datetime | None = None
    until: datetime | None = None
    after: Cursor | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 500


class AuditEntryRecorded(Event, frozen=True, kw_only=True):
    """The audit log has a new entry."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.audit_entry.recorded.v1"
    optional: ClassVar[bool] = True

    entry_id: UUID
    position: int
    origin: str
    action: str
