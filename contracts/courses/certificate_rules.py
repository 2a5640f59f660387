"""What teachers ask about the certificates of their courses."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.certificates import CertificateStatus, Requirement
from contracts.types import Cursor, Page, PageSize, Title

Percent = Annotated[int, Meta(ge=0, le=100)]
Note = Annotated[str, Meta(max_length=1000)]


class QuizCondition(StrEnum):
    """How quiz scores count toward a certificate."""

    NONE = "none"
    AVERAGE = "average"
    EACH = "each"


class CertificateRule(Message, frozen=True, kw_only=True):
    """When a course gives a certificate; every part has to be met."""

    offered: bool = False
    lessons_percent: Percent = 100
    quiz_condition: QuizCondition = QuizCondition.NONE
    quiz_percent: Percent = 80
    classes: Annotated[int, Meta(ge=0, le=500)] = 0
    sign_off: bool = False
    validity_months: Annotated[int, Meta(ge=1, le=600)] | None = None


class CourseCertificate(Message, frozen=True, kw_only=True):
    """A course's rule with what it stands on: what there is to reach, and who has."""

    course_id: UUID
    course_title: str
    rule: CertificateRule
    lesson_count: int
    quiz_count: int
    issued: int


class Attendance(Message, frozen=True, kw_only=True):
    """A live class that a student attended."""

    id: UUID
    title: str
    attended_on: date


class SignOff(Message, frozen=True, kw_only=True):
    """Whether the teacher vouches for a student, and what they noted."""

    given: bool
    note: str
    changed_at: datetime


class CertificateCandidate(Message, frozen=True, kw_only=True):
    """A student of a course with all that counts toward the certificate."""

    student_id: UUID
    name: str
    requirements: list[Requirement]
    earned: bool
    attendances: list[Attendance]
    sign_off: SignOff | None
    code: str | None
    status: CertificateStatus | None


class GetCourseCertificate(Query[CourseCertificate], frozen=True, kw_only=True):
    """The certificate rule of a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class SetCertificateRule(Command[CourseCertificate], frozen=True, kw_only=True):
    """Say when a course gives a certificate; who fulfills it already gets one soon."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    rule: CertificateRule


class ListCertificateCandidates(Query[Page[CertificateCandidate]], frozen=True, kw_only=True):
    """The students of a course with what counts toward the certificate."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    after: Cursor | None = None
    limit: PageSize = 50


class SignOffStudent(Command[CertificateCandidate], frozen=True, kw_only=True):
    """Vouch for a student, or take it back; a certificate that was issued stays."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    student_id: UUID
    given: bool
    note: Note = ""


class MarkAttendance(Command[CertificateCandidate], frozen=True, kw_only=True):
    """Note that a student attended a live class; the same class counts once."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    student_id: UUID
    title: Title
    attended_on: date


class RemoveAttendance(Command[CertificateCandidate], frozen=True, kw_only=True):
    """Take a mistaken mark back."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    attendance_id: UUID


class RenewCertificate(Command[CertificateCandidate], frozen=True, kw_only=True):
    """Give a student whose certificate has expired, or was revoked, a new one."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    student_id: UUID
