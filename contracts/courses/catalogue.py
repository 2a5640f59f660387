"""What anybody may ask about courses."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Message, Query
from contracts.courses.resources import Category, Course, CourseCard, CourseOrder
from contracts.types import Cursor, PageSize, SearchText, Slug


def _several(one: str, most: int, letters: int) -> Meta:
    """Between commas, since a parameter is given once; short, since an address is."""
    return Meta(pattern=rf"^{one}(,{one}){{0,{most - 1}}}$", max_length=letters)


_LEVEL = "(beginner|intermediate|advanced)"
_PRICE = "(free|paid|low|middle|high)"

Slugs = Annotated[str, _several(r"[a-z0-9]+(-[a-z0-9]+)*", 20, 400)]
Levels = Annotated[str, _several(_LEVEL, 3, 40)]
Languages = Annotated[str, _several(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", 20, 160)]
Tags = Annotated[str, _several(r"[^\s,]{1,60}", 10, 400)]
Prices = Annotated[str, _several(_PRICE, 5, 40)]
Stars = Annotated[int, Meta(ge=1, le=5)]


class FoundCourses(Message, frozen=True, kw_only=True):
    """A page of the catalogue; `corrected` is what was searched for instead of a misspelling."""

    items: list[CourseCard]
    next: str | None = None
    corrected: str | None = None


class FacetValue(Message, frozen=True, kw_only=True):
    """How many courses there would be with this value; when `at_least`, or more."""

    value: str
    name: str
    count: int
    at_least: bool = False


class Facets(Message, frozen=True, kw_only=True):
    """What the catalogue can be narrowed by, each counted under the other filters."""

    total: FacetValue
    category: list[FacetValue]
    level: list[FacetValue]
    language: list[FacetValue]
    tag: list[FacetValue]
    price: list[FacetValue]
    rating: list[FacetValue]


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    COURSE = "course"
    CATEGORY = "category"
    TAG = "tag"
    TEACHER = "teacher"


class Suggestion(Message, frozen=True, kw_only=True):
    """Something that what is typed may be the beginning of; `target` is its slug or id."""

    kind: SuggestionKind
    target: str
    label: str


class Suggestions(Message, frozen=True, kw_only=True):
    """The best few, by kind; `corrected` is what was looked for when nothing began as typed."""

    items: list[Suggestion]
    corrected: str | None = None


class ListCategories(Query[list[Category]], frozen=True, kw_only=True):
    """The shelves of the catalogue with their number of published courses."""

    service: ClassVar[str] = "courses"


class ListCourses(Query[FoundCourses], frozen=True, kw_only=True):
    """Browse and search the published courses.

    Several values of a filter stand between commas; one of them has to fit, of `tag` all.
    """

    service: ClassVar[str] = "courses"

    search: SearchText = ""
    category: Slugs | None = None
    level: Levels | None = None
    language: Languages | None = None
    tag: Tags | None = None
    price: Prices | None = None
    rating: Stars | None = None
    teacher_id: UUID | None = None
    order: CourseOrder = CourseOrder.RELEVANCE
    after: Cursor | None = None
    limit: PageSize = 24


class ListFacets(Query[Facets], frozen=True, kw_only=True):
    """What the found courses can be narrowed by; the filters are those of the list."""

    service: ClassVar[str] = "courses"

    search: SearchText = ""
    category: Slugs | None = None
    level: Levels | None = None
    language: Languages | None = None
    tag: Tags | None = None
    price: Prices | None = None
    rating: Stars | None = None
    teacher_id: UUID | None = None


class Suggest(Query[Suggestions], frozen=True, kw_only=True):
    """What somebody who has typed this much may be looking for."""

    service: ClassVar[str] = "courses"

    text: Annotated[str, Meta(min_length=1, max_length=100)]


class SuggestTags(Query[Suggestions], frozen=True, kw_only=True):
    """Tags that others have used, for a teacher who is typing one."""

    service: ClassVar[str] = "courses"

    text: Annotated[str, Meta(min_length=1, max_length=60)]


class GetCourse(Query[Course], frozen=True, kw_only=True):
    """The public page of a published course."""

    service: ClassVar[str] = "courses"

    slug: Slug
