"""What the courses service announces about certificates."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event


class CertificateIssued(Event, frozen=True, kw_only=True):
    """A student has a certificate; `replaces` is the code of the one it takes the place of."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.certificate.issued.v1"

    code: str
    course_id: UUID
    course_title: str
    student_id: UUID
    replaces: str | None = None


class CertificateRevoked(Event, frozen=True, kw_only=True):
    """A certificate no longer holds."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.certificate.revoked.v1"

    code: str
    course_id: UUID
    course_title: str
    student_id: UUID
    reason: str
