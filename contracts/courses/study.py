"""What students ask of the courses service."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Query
from contracts.courses.resources import Access, Enrollment, Lesson, Progress, StudyPlan
from contracts.types import Cursor, Page, PageSize


class GetAccess(Query[Access], frozen=True, kw_only=True):
    """Whether the caller can study a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class Enroll(Command[Access], frozen=True, kw_only=True):
    """Enroll the caller in a free course."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class ListEnrollments(Query[Page[Enrollment]], frozen=True, kw_only=True):
    """The courses the caller studies, newest first."""

    service: ClassVar[str] = "courses"

    after: Cursor | None = None
    limit: PageSize = 24


class ListLearnerEnrollments(Query[Page[Enrollment]], frozen=True, kw_only=True):
    """The courses that a learner studies and how far they are, for their guardian."""

    service: ClassVar[str] = "courses"

    learner_id: UUID
    after: Cursor | None = None
    limit: PageSize = 24


class GetStudyPlan(Query[StudyPlan], frozen=True, kw_only=True):
    """The outline of a course with what the caller has completed."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class GetLesson(Query[Lesson], frozen=True, kw_only=True):
    """A lesson: anybody's when it is a preview, else only for the enrolled and the teacher."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class SetLessonCompletion(Command[Progress], frozen=True, kw_only=True):
    """Mark a lesson as completed, or take the mark back."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    completed: bool
