"""What the courses service announces."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event
from contracts.types import Money


class CourseSubmitted(Event, frozen=True, kw_only=True):
    """A teacher handed a course in for review."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.submitted.v1"
    optional: ClassVar[bool] = True

    course_id: UUID
    title: str
    teacher_id: UUID


class CourseWithdrawn(Event, frozen=True, kw_only=True):
    """A teacher took a submission back before it was answered."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.withdrawn.v1"
    optional: ClassVar[bool] = True

    course_id: UUID
    title: str
    teacher_id: UUID


class CoursePublished(Event, frozen=True, kw_only=True):
    """A course is in the catalogue, or what the catalogue says of it changed."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.published.v1"

    course_id: UUID
    slug: str
    title: str
    teacher_id: UUID
    price: Money
    first: bool = True


class CourseRejected(Event, frozen=True, kw_only=True):
    """An admin sent a course back to its teacher."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.rejected.v1"

    course_id: UUID
    title: str
    teacher_id: UUID
    reason: str


class EnrollmentCreated(Event, frozen=True, kw_only=True):
    """A student can study a course."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.enrollment.created.v1"

    course_id: UUID
    course_slug: str
    course_title: str
    student_id: UUID
    order_id: UUID | None = None


class CourseApproved(Event, frozen=True, kw_only=True):
    """Staff approved a course that its teacher publishes at a moment of their own."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.approved.v1"

    course_id: UUID
    title: str
    teacher_id: UUID


class CourseArchived(Event, frozen=True, kw_only=True):
    """A course left the catalogue; `reason` is what staff wrote when they took it down."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.course.archived.v1"

    course_id: UUID
    slug: str
    title: str
    teacher_id: UUID
    taken_down: bool = False
    reason: str = ""


class QuizAttemptGraded(Event, frozen=True, kw_only=True):
    """A teacher has graded the last answer of an attempt that software could not grade."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.quiz_attempt.graded.v1"

    attempt_id: UUID
    lesson_id: UUID
    course_id: UUID
    course_title: str
    quiz_title: str
    student_id: UUID
    percent: float | None
    passed: bool | None
