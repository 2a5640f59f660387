"""What admins ask of the courses service."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Query
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseCard, CourseDraft, CoursesOverview, CourseStatus
from contracts.types import Cursor, Page, PageSize, Reason, SearchText


class ListCoursesByStatus(Query[Page[CourseCard]], frozen=True, kw_only=True):
    """Every course of the academy, by status; the longest waiting submission first."""

    service: ClassVar[str] = "courses"

    status: CourseStatus | None = None
    search: SearchText = ""
    after: Cursor | None = None
    limit: PageSize = 50


class ApproveCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Approve a submitted course; it is published at once unless its teacher wants to do that.

    With `submission_id` only what was handed in then is approved, and nothing newer.
    """

    service: ClassVar[str] = "courses"

    course_id: UUID
    submission_id: UUID | None = None
    checks: list[ReviewCheck] = []


class RejectCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Send a submitted course back with a reason that its teacher sees.

    With `submission_id` only what was handed in then is answered, and nothing newer.
    """

    service: ClassVar[str] = "courses"

    course_id: UUID
    submission_id: UUID | None = None
    reason: Reason
    checks: list[ReviewCheck] = []


class GetCoursesOverview(Query[CoursesOverview], frozen=True, kw_only=True):
    """Counts of courses and enrollments."""

    service: ClassVar[str] = "courses"
