"""Queries of the catalogue: what anybody may browse."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.errors import CategoryUnknown, CourseNotFound
from services.courses.models import IS_LIVE, Category, Course, Tag

CARD: tuple[Any, ...] = (
    Course.id,
    Course.slug,
    Course.title,
    Course.summary,
    Course.category,
    Category.name.label("category_name"),
    Course.level,
    Course.language,
    Course.teacher_id,
    Course.teacher_name,
    Course.price_amount,
    Course.price_currency,
    Course.lesson_count,
    Course.duration_minutes,
    Course.cover_file_id,
    Course.cover_media_type,
    Course.status,
    Course.live,
    Course.revision_number,
    Course.taken_down,
    Course.student_count,
    Course.rating_count,
    Course.rating_total,
)
PAGE: tuple[Any, ...] = (
    *CARD,
    Course.description_html,
    Course.outline,
    Course.licence,
    Course.published_at,
    Course.tags,
    Course.rating_stars,
    Course.section_label,
)

CARDS: Select[Any] = select(*CARD).join(Category, Category.slug == Course.category)
PUBLIC_PAGE: Select[Any] = (
    select(*PAGE)
    .join(Category, Category.slug == Course.category)
    .where(Course.slug == bindparam("slug"), IS_LIVE)
)
PUBLIC_CARDS: Select[Any] = CARDS.where(Course.id.in_(bindparam("ids", expanding=True)), IS_LIVE)
"""Built once: putting a statement together costs as much as running it."""


class CatalogueRepository:
    """Published courses, their shelves and their tags."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_categories(self) -> list[Any]:
        """Shelves in their order, with their number of published courses."""
        columns = (Category.slug, Category.name, Category.course_count)
        return list(self._session.execute(select(*columns).order_by(Category.position)).all())

    def get_category_name(self, slug: str) -> str:
        """What a shelf is called; raises `CategoryUnknown`."""
        name = self._session.scalar(select(Category.name).where(Category.slug == slug))
        if name is None:
            errors = [{"pointer": "/category", "detail": "Choose one of the categories."}]
            raise CategoryUnknown("There is no such category.", {"errors": errors})
        return name

    def shelve(self, category: str, courses: int) -> None:
        """Count courses that came to a shelf, or went when negative."""
        count = Category.course_count + courses
        self._session.execute(
            update(Category).where(Category.slug == category).values(course_count=count)
        )

    def get_published(self, slug: str) -> Any:
        """The public page of a course, in one row."""
        row = self._session.execute(PUBLIC_PAGE, {"slug": slug}).one_or_none()
        if row is None:
            raise CourseNotFound("There is no such course.")
        return row

    def list_cards(self, ids: Sequence[UUID]) -> list[Any]:
        """Courses of the catalogue in the given order; what has left it meanwhile is left out."""
        if not ids:
            return []
        rows = {row.id: row for row in self._session.execute(PUBLIC_CARDS, {"ids": list(ids)})}
        return [rows[id_] for id_ in ids if id_ in rows]

    def recount(self) -> None:
        """Count the published courses of every shelf anew."""
        counted = (
            select(func.count()).where(Course.category == Category.slug, IS_LIVE).scalar_subquery()
        )
        self._session.execute(update(Category).values(course_count=counted))


class TagRepository:
    """Tags and how they are spelled."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, names: Mapping[str, str]) -> None:
        """Remember tags that are new, by slug; a known one keeps its spelling."""
        rows = [{"slug": slug, "name": name} for slug, name in sorted(names.items())]
        if rows:
            self._session.execute(insert(Tag).values(rows).on_conflict_do_nothing())

    def names(self, slugs: Iterable[str]) -> dict[str, str]:
        """How tags are spelled, in the given order."""
        wanted = list(slugs)
        if not wanted:
            return {}
        found = select(Tag.slug, Tag.name).where(Tag.slug.in_(wanted))
        names = {row.slug: row.name for row in self._session.execute(found)}
        return {slug: names[slug] for slug in wanted if slug in names}
