"""What anybody may ask about courses."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Query
from contracts.courses.resources import Category, Course, CourseCard, CourseOrder, Level
from contracts.types import Cursor, Language, Page, PageSize, SearchText, Slug


class ListCategories(Query[list[Category]], frozen=True, kw_only=True):
    """The shelves of the catalogue with their number of published courses."""

    service: ClassVar[str] = "courses"


class ListCourses(Query[Page[CourseCard]], frozen=True, kw_only=True):
    """Browse and search the published courses."""

    service: ClassVar[str] = "courses"

    search: SearchText = ""
    category: Slug | None = None
    level: Level | None = None
    language: Language | None = None
    teacher_id: UUID | None = None
    order: CourseOrder = CourseOrder.RELEVANCE
    after: Cursor | None = None
    limit: PageSize = 24


class GetCourse(Query[Course], frozen=True, kw_only=True):
    """The public page of a published course."""

    service: ClassVar[str] = "courses"

    slug: Slug
