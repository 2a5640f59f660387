"""Queries of the catalogue: what anybody may browse."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.catalogue import ListCourses
from contracts.courses.errors import CategoryUnknown, CourseNotFound
from contracts.courses.resources import CourseOrder
from services.common.paging import page
from services.courses.models import Category, Course, SearchWord
from services.courses.repository import searching

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
)
PAGE: tuple[Any, ...] = (
    *CARD,
    Course.description_html,
    Course.outline,
    Course.licence,
    Course.published_at,
    Course.section_label,
)

CARDS: Select[Any] = select(*CARD).join(Category, Category.slug == Course.category)
PUBLIC_PAGE: Select[Any] = (
    select(*PAGE)
    .join(Category, Category.slug == Course.category)
    .where(Course.slug == bindparam("slug"), Course.live)
)
"""Built once: putting a statement together costs as much as running it."""

ORDERS: dict[CourseOrder, list[ColumnElement[Any]]] = {
    CourseOrder.NEWEST: [Course.published_at.desc(), Course.id.desc()],
    CourseOrder.PRICE_LOW: [Course.price_order.expression, Course.id.expression],
    CourseOrder.PRICE_HIGH: [Course.price_order.desc(), Course.id.desc()],
}


class CatalogueRepository:
    """Published courses and their shelves."""

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

    def list_published(self, request: ListCourses) -> tuple[list[Any], str | None]:
        """A page of the catalogue; a search that finds nothing is tried again corrected."""
        search = request.search.strip()
        found = self._list(request, search)
        if found[0] or not search:
            return found
        corrected = self._correct(search)
        return self._list(request, corrected) if corrected not in {"", search} else found

    def learn_words(self, text: str) -> None:
        """Remember the words of a title, for correcting misspelled searches."""
        words = func.unnest(func.tsvector_to_array(func.to_tsvector("course_words", text)))
        statement = insert(SearchWord).from_select(["word"], select(words))
        self._session.execute(statement.on_conflict_do_nothing())

    def recount(self) -> None:
        """Count the published courses of every shelf anew."""
        counted = (
            select(func.count())
            .where(Course.category == Category.slug, Course.live)
            .scalar_subquery()
        )
        self._session.execute(update(Category).values(course_count=counted))

    def _list(self, request: ListCourses, search: str) -> tuple[list[Any], str | None]:
        statement = CARDS.where(Course.live)
        for column, wanted in (
            (Course.category, request.category),
            (Course.level, request.level),
            (Course.language, request.language),
            (Course.teacher_id, request.teacher_id),
        ):
            if wanted is not None:
                statement = statement.where(column == wanted)
        keys = ORDERS.get(request.order, ORDERS[CourseOrder.NEWEST])
        if search:
            query = searching.text_query(search)
            statement = statement.where(Course.search.bool_op("@@")(query))
            if request.order is CourseOrder.RELEVANCE:
                keys = [searching.rank(query).desc(), Course.id.desc()]
        return page(self._session, statement, keys=keys, after=request.after, limit=request.limit)

    def _correct(self, search: str) -> str:
        """The search with each unknown word replaced by the nearest known one."""
        words = searching.plain_words(search)
        statement = searching.nearest_words(words)
        nearest = {row.typed: row.word for row in self._session.execute(statement)}
        return " ".join(nearest.get(word, word) for word in words)
