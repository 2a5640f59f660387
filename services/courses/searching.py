"""Searching the catalogue: what is wanted, what was found, and who can be asked."""

from typing import NamedTuple, Protocol
from uuid import UUID

from contracts.courses.catalogue import ListCourses, ListFacets, Suggestion
from contracts.courses.resources import CourseOrder

PAID = frozenset({"low", "middle", "high"})


class Unreachable(Exception):
    """A search engine does not answer, or not as it should."""


class IndexingFailed(Exception):
    """Some documents were not taken; the others were."""

    def __init__(self, failed: set[UUID]) -> None:
        super().__init__(f"{len(failed)} documents were not taken.")
        self.failed = failed


class Wanted(NamedTuple):
    """What a course has to be: words, and one value of each filter that is set; of tags all."""

    search: str = ""
    category: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    price: tuple[str, ...] = ()
    rating: int | None = None
    teacher_id: UUID | None = None


class Found(NamedTuple):
    """Ids of a page of courses in their order, and the cursor of the page after it."""

    ids: list[UUID]
    next: str | None = None


class Counts(NamedTuple):
    """Courses by facet and value; a facet in `partial` counts only the best of very many."""

    total: int
    values: dict[str, dict[str, int]]
    partial: frozenset[str] = frozenset()


class SearchBackend(Protocol):
    """What finds courses: always the database, and perhaps a search engine before it."""

    def search(self, wanted: Wanted, order: CourseOrder, after: str | None, limit: int) -> Found:
        """A page of what fits."""

    def count(self, wanted: Wanted) -> Counts:
        """How many fit, and how many would with other values of each filter."""

    def suggest(self, text: str) -> list[Suggestion]:
        """What the text may be the beginning of."""


def wanted_of(request: ListCourses | ListFacets) -> Wanted:
    """What a request asks for; `paid` is every price but free."""
    prices = set(_split(request.price))
    if "paid" in prices:
        prices = (prices | PAID) - {"paid"}
    return Wanted(
        search=request.search.strip(),
        category=_split(request.category),
        level=_split(request.level),
        language=_split(request.language),
        tag=_split(request.tag),
        price=tuple(sorted(prices)),
        rating=request.rating,
        teacher_id=request.teacher_id,
    )


def _split(values: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values.split(","))) if values else ()
