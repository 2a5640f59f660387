"""What staff ask of the courses service about one person."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Query
from contracts.courses.resources import CourseCard, Enrollment
from contracts.types import Cursor, Page, PageSize


class ListEnrollmentsOf(Query[Page[Enrollment]], frozen=True, kw_only=True):
    """The courses a person studies and how far they are, newest first."""

    service: ClassVar[str] = "courses"

    user_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20


class ListCoursesOf(Query[Page[CourseCard]], frozen=True, kw_only=True):
    """The courses a person teaches, drafts too, newest first."""

    service: ClassVar[str] = "courses"

    user_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20
