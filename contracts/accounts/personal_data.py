"""Taking one's data along, and leaving."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Contact, Email

ProgressToken = Annotated[str, Meta(min_length=16, max_length=200)]


class ExportState(StrEnum):
    """Where a collection of one's data stands."""

    COLLECTING = "collecting"
    READY = "ready"
    EXPIRED = "expired"


class ErasureState(StrEnum):
    """Whether every service has forgotten a person."""

    ERASING = "erasing"
    ERASED = "erased"


class Part(Message, frozen=True, kw_only=True):
    """Whether one service has answered."""

    service: str
    done: bool


class DataExport(Message, frozen=True, kw_only=True):
    """A collection of everything that the academy keeps about the caller."""

    id: UUID
    state: ExportState
    parts: list[Part]
    requested_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    size: int


class Erasure(Message, frozen=True, kw_only=True):
    """How far the deletion of an account is."""

    state: ErasureState
    parts: list[Part]
    requested_at: datetime
    finished_at: datetime | None


class StartedErasure(Erasure, frozen=True, kw_only=True):
    """An account that is being deleted; the token shows how far that is, to whoever has it."""

    token: str


class ExportFile(Message, frozen=True, kw_only=True):
    """Where the gateway finds a collection."""

    file_id: UUID
    name: str


class ListExports(Query[list[DataExport]], frozen=True, kw_only=True):
    """The caller's collections, newest first."""

    service: ClassVar[str] = "accounts"


class RequestExport(Command[DataExport], frozen=True, kw_only=True):
    """Collect everything that the academy keeps about the caller."""

    service: ClassVar[str] = "accounts"


class GetExportFile(Query[ExportFile], frozen=True, kw_only=True):
    """Download a collection of the caller: a ZIP file with a page to read and JSON per service."""

    service: ClassVar[str] = "accounts"

    export_id: UUID


class RequestErasure(Command[StartedErasure], frozen=True, kw_only=True):
    """Delete the caller's account; the e-mail address is typed once more to be sure."""

    service: ClassVar[str] = "accounts"

    email: Email


class GetErasure(Query[Erasure], frozen=True, kw_only=True):
    """How far the deletion of an account is, for whoever has its token."""

    service: ClassVar[str] = "accounts"

    token: ProgressToken


class ExportReady(Event, frozen=True, kw_only=True):
    """Everything about a person is collected."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.export.ready.v1"

    export_id: UUID
    user_id: UUID


class ErasureFinished(Event, frozen=True, kw_only=True):
    """Every service has forgotten a person; the contact is for the last mail."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.erasure.finished.v1"

    erasure_id: UUID
    contact: Contact
