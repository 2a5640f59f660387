"""Queries of the students of a course, as its teacher sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Uuid,
    and_,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from contracts.courses.roster import ListStudents, StudentGroup, StudentOrder
from services.common.paging import page
from services.courses.models import Announcement, Enrollment, LessonCompletion, Person, Revision
from services.courses.risks import BEGINS_WITHIN, COMES_BACK_WITHIN

SHOWN: tuple[Any, ...] = (
    Enrollment.student_id,
    func.coalesce(Person.name, "").label("name"),
    Enrollment.enrolled_at,
    Enrollment.active_at,
    Enrollment.completed_lessons,
    Revision.lesson_count,
    Enrollment.completed_at,
)
ROSTER: Select[Any] = (
    select(*SHOWN)
    .select_from(Enrollment)
    .join(Revision, Revision.id == Enrollment.revision_id)
    .outerjoin(Person, Person.id == Enrollment.student_id)
)
ORDERS: dict[StudentOrder, list[ColumnElement[Any]]] = {
    StudentOrder.NEWEST: [Enrollment.enrolled_at.desc(), Enrollment.student_id.desc()],
    StudentOrder.LEAST_ACTIVE: [Enrollment.active_at.expression, Enrollment.student_id.expression],
    StudentOrder.MOST_PROGRESS: [
        Enrollment.completed_lessons.desc(),
        Enrollment.student_id.desc(),
    ],
}
WEEK = timedelta(days=7)


class RosterRepository:
    """Who studies a course and how they fare."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_students(self, request: ListStudents, now: datetime) -> tuple[list[Any], str | None]:
        """A page of the students of a course."""
        statement = ROSTER.where(Enrollment.course_id == request.course_id)
        statement = statement.where(*_in_group(request.group, now))
        if request.search.strip():
            named = Person.name.icontains(request.search.strip(), autoescape=True)
            statement = statement.where(named)
        keys = ORDERS[request.order]
        return page(self._session, statement, keys=keys, after=request.after, limit=request.limit)

    def all_students(self, course_id: UUID) -> list[Any]:
        """Every student of a course, by name."""
        statement = ROSTER.where(Enrollment.course_id == course_id)
        return list(self._session.execute(statement.order_by(Person.name, Enrollment.student_id)))

    def find_student(self, course_id: UUID, student_id: UUID) -> Any:
        """One student of a course with their outline, or None."""
        mine = Enrollment.course_id == course_id, Enrollment.student_id == student_id
        return self._session.execute(ROSTER.add_columns(Revision.outline).where(*mine)).first()

    def completions_of(self, course_id: UUID, student_id: UUID) -> dict[UUID, datetime]:
        """When a student completed which lessons of a course."""
        mine = LessonCompletion.course_id == course_id, LessonCompletion.student_id == student_id
        rows = select(LessonCompletion.lesson_id, LessonCompletion.completed_at).where(*mine)
        return {row[0]: row[1] for row in self._session.execute(rows)}

    def count(self, course_id: UUID, now: datetime) -> Any:
        """Students, active ones, those at risk and those who are done, and their progress."""
        done = Enrollment.completed_lessons / func.nullif(cast(Revision.lesson_count, Integer), 0)
        at_risk = and_(*_in_group(StudentGroup.AT_RISK, now))
        statement = (
            select(
                func.count().label("students"),
                func.count().filter(Enrollment.active_at > now - WEEK).label("active_this_week"),
                func.count().filter(at_risk).label("at_risk"),
                func.count().filter(Enrollment.completed_at.is_not(None)).label("completed"),
                func.coalesce(func.avg(func.least(done, 1)), 0).label("average_progress"),
            )
            .select_from(Enrollment)
            .join(Revision, Revision.id == Enrollment.revision_id)
            .where(Enrollment.course_id == course_id)
        )
        return self._session.execute(statement).one()

    def reach(self, course_id: UUID, lesson_ids: Sequence[UUID], now: datetime) -> dict[UUID, Any]:
        """By lesson: how many completed it, and for how many it was the last before they left."""
        done = _completions(course_id, lesson_ids, now)
        stopped = and_(done.c.left, done.c.from_the_end == 1)
        statement = select(
            done.c.lesson_id,
            func.count().label("completed"),
            func.count().filter(stopped).label("stopped"),
        ).group_by(done.c.lesson_id)
        return {row.lesson_id: row for row in self._session.execute(statement)}

    def list_ids(self, course_id: UUID) -> list[UUID]:
        """Everybody who studies a course and has an account."""
        statement = (
            select(Enrollment.student_id)
            .outerjoin(Person, Person.id == Enrollment.student_id)
            .where(Enrollment.course_id == course_id, Person.erased_at.is_(None))
            .order_by(Enrollment.student_id)
        )
        return list(self._session.scalars(statement))


class AnnouncementRepository:
    """What teachers told their students."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, announcement: Announcement) -> None:
        """Remember what was told."""
        self._session.add(announcement)
        self._session.flush()

    def list_of_course(
        self, course_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """What was told to the students of a course, newest first."""
        statement = select(*Announcement.__table__.columns).where(
            Announcement.course_id == course_id
        )
        keys: list[ColumnElement[Any]] = [
            Announcement.announced_at.desc(),
            Announcement.id.desc(),
        ]
        return page(self._session, statement, keys=keys, after=after, limit=limit)


def _completions(course_id: UUID, lesson_ids: Sequence[UUID], now: datetime) -> Subquery:
    """Who completed which lesson: its place counted from the student's last, and who left."""
    order = (
        func.unnest(bindparam("lesson_ids", lesson_ids, ARRAY(Uuid())))
        .table_valued(column("lesson_id", Uuid()), with_ordinality="place", name="ordered")
        .render_derived()
    )
    from_the_end = func.row_number().over(
        partition_by=LessonCompletion.student_id, order_by=order.c.place.desc()
    )
    left = and_(Enrollment.completed_at.is_(None), Enrollment.active_at < now - COMES_BACK_WITHIN)
    enrolled = and_(
        Enrollment.course_id == course_id,
        Enrollment.student_id == LessonCompletion.student_id,
    )
    return (
        select(order.c.lesson_id, from_the_end.label("from_the_end"), left.label("left"))
        .join(LessonCompletion, LessonCompletion.lesson_id == order.c.lesson_id)
        .join(Enrollment, enrolled)
        .subquery()
    )


def _in_group(group: StudentGroup, now: datetime) -> list[ColumnElement[bool]]:
    """The students of a group; who is at risk is what `risks.risk_of` says."""
    studying = Enrollment.completed_at.is_(None)
    if group is StudentGroup.COMPLETED:
        return [~studying]
    if group is StudentGroup.STUDYING:
        return [studying]
    if group is StudentGroup.AT_RISK:
        begun = Enrollment.completed_lessons > 0
        late = and_(~begun, Enrollment.enrolled_at < now - BEGINS_WITHIN)
        away = and_(begun, Enrollment.active_at < now - COMES_BACK_WITHIN)
        return [studying, or_(late, away)]
    return []
