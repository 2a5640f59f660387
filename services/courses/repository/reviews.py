"""Queries of reviews, of the figures they add up to, and of reports."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.orm import Session, aliased

from contracts.courses.errors import ReviewNotFound
from contracts.courses.reviews import ListTaughtReviews, ReviewOrder, ReviewQueue
from services.common.database import new_id
from services.common.paging import page
from services.courses.models import IS_LIVE, Course, Person, Review, ReviewReport

AUTHOR = aliased(Person)
_COLUMNS: tuple[Any, ...] = (
    Review.id,
    Review.course_id,
    Review.author_id,
    Review.stars,
    Review.text,
    Review.created_at,
    Review.edited_at,
    Review.hidden_at,
    Review.hidden_reason,
    Review.reply,
    Review.replied_at,
    Review.reported_at,
    AUTHOR.name.label("author_name"),
    Course.teacher_id,
    Course.teacher_name,
    Course.slug.label("course_slug"),
    Course.title.label("course_title"),
)
SHOWN: Select[Any] = (
    select(*_COLUMNS)
    .join(Course, Course.id == Review.course_id)
    .outerjoin(AUTHOR, AUTHOR.id == Review.author_id)
)
NEWEST: list[ColumnElement[Any]] = [Review.created_at.desc(), Review.id.desc()]
ORDERS: dict[ReviewOrder, list[ColumnElement[Any]]] = {
    ReviewOrder.NEWEST: NEWEST,
    ReviewOrder.HIGHEST: [Review.stars.desc(), *NEWEST],
    ReviewOrder.LOWEST: [Review.stars.expression, *NEWEST],
}
STARS = range(1, 6)


class ReviewRepository:
    """Reviews, and the figures beside their courses."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_public(self, course_id: UUID) -> bool:
        """Whether a course is in the catalogue."""
        found = select(Course.id).where(Course.id == course_id, IS_LIVE)
        return self._session.scalar(found) is not None

    def list_of_course(
        self, course_id: UUID, order: ReviewOrder, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """What students think of a course."""
        statement = SHOWN.where(Review.course_id == course_id, Review.hidden_at.is_(None))
        return page(self._session, statement, keys=ORDERS[order], after=after, limit=limit)

    def list_taught(
        self, teacher_id: UUID, request: ListTaughtReviews
    ) -> tuple[list[Any], str | None]:
        """What students think of a teacher's courses, newest first."""
        mine = Course.teacher_id == teacher_id
        statement = SHOWN.where(mine, Review.hidden_at.is_(None))
        if request.course_id is not None:
            statement = statement.where(Review.course_id == request.course_id)
        if request.unanswered:
            statement = statement.where(Review.replied_at.is_(None))
        return page(self._session, statement, keys=NEWEST, after=request.after, limit=request.limit)

    def list_moderated(
        self, queue: ReviewQueue, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """The longest reported first, or the last hidden."""
        statement = SHOWN.where(Review.open_reports > 0)
        keys: list[ColumnElement[Any]] = [Review.reported_at.expression, Review.id.expression]
        if queue is ReviewQueue.HIDDEN:
            statement = SHOWN.where(Review.hidden_at.is_not(None))
            keys = [Review.hidden_at.desc(), Review.id.desc()]
        return page(self._session, statement, keys=keys, after=after, limit=limit)

    def show(self, review_id: UUID) -> Any:
        """A review with the names around it."""
        return self._session.execute(SHOWN.where(Review.id == review_id)).one()

    def find_shown(self, course_id: UUID, author_id: UUID) -> Any:
        """What somebody wrote about a course, with the names around it, or None."""
        mine = Review.course_id == course_id, Review.author_id == author_id
        return self._session.execute(SHOWN.where(*mine)).one_or_none()

    def get_for_update(self, review_id: UUID) -> Review:
        """A review that nobody else changes meanwhile."""
        review = self._session.get(Review, review_id, with_for_update=True)
        if review is None:
            raise ReviewNotFound("There is no such review.")
        return review

    def find_for_update(self, course_id: UUID, author_id: UUID) -> Review | None:
        """Somebody's review of a course, locked."""
        mine = Review.course_id == course_id, Review.author_id == author_id
        return self._session.scalar(select(Review).where(*mine).with_for_update())

    def add(self, row: dict[str, Any]) -> bool:
        """Store a first review; False when its author was quicker in another window."""
        statement = insert(Review).values(id=new_id(), **row)
        columns = ["course_id", "author_id"]
        statement = statement.on_conflict_do_nothing(index_elements=columns)
        return self._session.scalar(statement.returning(Review.id)) is not None

    def remove(self, review: Review) -> None:
        """Remove a review with its reports."""
        self._session.execute(delete(Review).where(Review.id == review.id))

    def count(self, course_id: UUID, changes: dict[int, int]) -> None:
        """Add to the figures beside a course: how many reviews more of each number of stars.

        Added in the database, so that two students at a time are both counted.
        """
        stars = array([Course.rating_stars[star] + changes.get(star, 0) for star in STARS])
        self._session.execute(
            update(Course)
            .where(Course.id == course_id)
            .values(
                rating_stars=stars,
                rating_count=Course.rating_count + sum(changes.values()),
                rating_total=Course.rating_total
                + sum(star * number for star, number in changes.items()),
            )
            .execution_options(synchronize_session=False)
        )


class ReportRepository:
    """Reports of reviews."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, review_id: UUID, reporter_id: UUID, reason: str, now: datetime) -> bool:
        """Store a report; False while an earlier one of the same person is open."""
        row = {"review_id": review_id, "reporter_id": reporter_id, "reason": reason}
        statement = insert(ReviewReport).values(id=new_id(), created_at=now, **row)
        statement = statement.on_conflict_do_nothing(
            index_elements=["review_id", "reporter_id"],
            index_where=ReviewReport.settled_at.is_(None),
        )
        return self._session.scalar(statement.returning(ReviewReport.id)) is not None

    def list_of(self, review_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
        """Open reports of reviews, and settled ones of those without open ones; oldest first."""
        statement = (
            select(
                ReviewReport.review_id,
                ReviewReport.reason,
                ReviewReport.created_at,
                Person.name.label("reporter_name"),
            )
            .outerjoin(Person, Person.id == ReviewReport.reporter_id)
            .where(ReviewReport.review_id.in_(list(review_ids)))
            .order_by(ReviewReport.created_at, ReviewReport.id)
        )
        found: dict[UUID, list[Any]] = {}
        for row in self._session.execute(statement):
            found.setdefault(row.review_id, []).append(row)
        return found

    def settle(self, review_id: UUID, now: datetime) -> list[UUID]:
        """Close the open reports; who had made them."""
        mine = ReviewReport.review_id == review_id, ReviewReport.settled_at.is_(None)
        statement = update(ReviewReport).where(*mine).values(settled_at=now)
        settled = self._session.scalars(statement.returning(ReviewReport.reporter_id))
        return sorted(one for one in settled if one is not None)

    def forget(self, user_id: UUID) -> None:
        """Drop somebody's reports; what waits for a moderator only for them waits no longer."""
        mine = delete(ReviewReport).where(ReviewReport.reporter_id == user_id)
        touched = list(self._session.scalars(mine.returning(ReviewReport.review_id)))
        still = (
            select(func.count())
            .where(ReviewReport.review_id == Review.id, ReviewReport.settled_at.is_(None))
            .scalar_subquery()
        )
        recount = update(Review).where(Review.id.in_(touched)).values(open_reports=still)
        self._session.execute(recount.execution_options(synchronize_session=False))
