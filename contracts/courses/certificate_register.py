"""What staff ask about certificates."""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.certificates import CertificateSnapshot, CertificateStatus, Code
from contracts.types import Cursor, Page, PageSize, Reason, SearchText

HolderName = Annotated[str, Meta(min_length=1, max_length=120)]


class AdminCertificate(Message, frozen=True, kw_only=True):
    """A certificate as staff see it."""

    code: str
    status: CertificateStatus
    student_id: UUID
    course_id: UUID
    course_title: str
    holder: str
    issued_at: datetime
    expires_on: date | None
    revoked_at: datetime | None
    revocation_reason: str
    superseded_by: str | None
    supersedes: str | None
    snapshot: CertificateSnapshot | None


class ListAllCertificates(Query[Page[AdminCertificate]], frozen=True, kw_only=True):
    """Every certificate of the academy, newest first; looked for by code, holder or course."""

    service: ClassVar[str] = "courses"

    status: CertificateStatus | None = None
    search: SearchText = ""
    after: Cursor | None = None
    limit: PageSize = 50


class RevokeCertificate(Command[AdminCertificate], frozen=True, kw_only=True):
    """Say of a certificate, for good, that it no longer holds, and why."""

    service: ClassVar[str] = "courses"

    code: Code
    reason: Reason


class SupersedeCertificate(Command[AdminCertificate], frozen=True, kw_only=True):
    """Correct a certificate: a new one under a new code takes its place."""

    service: ClassVar[str] = "courses"

    code: Code
    holder: HolderName | None = None
    reason: Reason
