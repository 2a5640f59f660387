"""Queries of certificate rules and of what counts toward them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses import certificate_rules as contract
from contracts.courses.errors import AttendanceNotFound, StudentNotFound
from services.common.database import new_id
from services.common.paging import page
from services.courses.models import (
    Certificate,
    CertificateRule,
    CertificateSignOff,
    ClassAttendance,
    Enrollment,
    LessonCompletion,
    Person,
    Revision,
)


class CertificateRuleRepository:
    """When courses give certificates."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, course_id: UUID) -> CertificateRule | None:
        """The rule of a course, or None when its teacher never set one."""
        return self._session.get(CertificateRule, course_id)

    def find_offered(self, course_id: UUID) -> CertificateRule | None:
        """The rule of a course that gives certificates."""
        mine = CertificateRule.course_id == course_id, CertificateRule.offered
        return self._session.scalar(select(CertificateRule).where(*mine))

    def save(self, course_id: UUID, rule: contract.CertificateRule, now: datetime) -> None:
        """Keep a rule, and look at all students of the course at once."""
        fields = {name: getattr(rule, name) for name in rule.__struct_fields__}
        statement = insert(CertificateRule).values(course_id=course_id, sweep_at=now, **fields)
        changed = {**fields, "sweep_at": now}
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["course_id"], set_=changed)
        )
        self._session.expire_all()

    def make_due(self, course_id: UUID, now: datetime) -> None:
        """Look at all students of a course soon."""
        rule = CertificateRule.course_id == course_id
        self._session.execute(update(CertificateRule).where(rule).values(sweep_at=now))

    def take_due(self, now: datetime, until: datetime) -> CertificateRule | None:
        """The rule whose students have waited longest to be looked at; then not before *until*."""
        due = CertificateRule.offered, CertificateRule.sweep_at <= now
        statement = select(CertificateRule).where(*due).order_by(CertificateRule.sweep_at)
        rule = self._session.scalar(statement.limit(1).with_for_update(skip_locked=True))
        if rule is not None:
            rule.sweep_at = until
            self._session.flush()
        return rule

    def list_promising(self, rule: CertificateRule, after: UUID | None, limit: int) -> list[UUID]:
        """Students without a certificate who completed enough lessons of their revision."""
        completed = (
            select(func.count())
            .select_from(LessonCompletion)
            .where(_is_of(LessonCompletion))
            .scalar_subquery()
        )
        certified = select(Certificate.id).where(_is_of(Certificate)).exists()
        statement = (
            select(Enrollment.student_id)
            .join(Person, and_(Person.id == Enrollment.student_id, Person.erased_at.is_(None)))
            .join(Revision, Revision.id == Enrollment.revision_id)
            .where(Enrollment.course_id == rule.course_id, ~certified)
            .where(completed * 100 >= Revision.lesson_count * rule.lessons_percent)
        )
        if after is not None:
            statement = statement.where(Enrollment.student_id > after)
        return list(self._session.scalars(statement.order_by(Enrollment.student_id).limit(limit)))


class CertificateFactRepository:
    """Attendance and sign-offs, and whom they are about."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_enrollment(self, course_id: UUID, student_id: UUID) -> bool:
        """Let nobody else weigh the facts of a student meanwhile; False when there is none."""
        found = self._session.get(Enrollment, (course_id, student_id), with_for_update=True)
        return found is not None

    def get_student(self, course_id: UUID, student_id: UUID) -> Any:
        """A student of the course with their name."""
        student = Enrollment.course_id == course_id, Enrollment.student_id == student_id
        row = self._session.execute(_students().where(*student)).one_or_none()
        if row is None:
            raise StudentNotFound("Nobody by that id studies the course.")
        return row

    def list_students(
        self, course_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """The students of a course, those who came first first."""
        statement = _students().where(Enrollment.course_id == course_id)
        keys: list[ColumnElement[Any]] = [
            Enrollment.enrolled_at.expression,
            Enrollment.student_id.expression,
        ]
        return page(self._session, statement, keys=keys, after=after, limit=limit)

    def list_attendances(self, course_id: UUID, student_id: UUID) -> list[ClassAttendance]:
        """The classes that somebody attended, the latest first."""
        mine = ClassAttendance.course_id == course_id, ClassAttendance.student_id == student_id
        order = ClassAttendance.attended_on.desc(), ClassAttendance.id.desc()
        return list(self._session.scalars(select(ClassAttendance).where(*mine).order_by(*order)))

    def find_sign_off(self, course_id: UUID, student_id: UUID) -> CertificateSignOff | None:
        """The teacher's last word about a student."""
        return self._session.get(CertificateSignOff, (course_id, student_id))

    def attend(
        self, place: tuple[UUID, UUID], title: str, attended_on: date, marked: tuple[UUID, datetime]
    ) -> None:
        """Note that the student of a course (`place`) attended a class; once is enough."""
        row = {
            "id": new_id(),
            "course_id": place[0],
            "student_id": place[1],
            "title": title,
            "attended_on": attended_on,
            "marked_by": marked[0],
            "marked_at": marked[1],
        }
        self._session.execute(insert(ClassAttendance).values(row).on_conflict_do_nothing())

    def remove_attendance(self, course_id: UUID, attendance_id: UUID) -> UUID:
        """Take a mark back; whose it was."""
        mine = ClassAttendance.course_id == course_id, ClassAttendance.id == attendance_id
        statement = delete(ClassAttendance).where(*mine).returning(ClassAttendance.student_id)
        student_id = self._session.scalar(statement)
        if student_id is None:
            raise AttendanceNotFound("The course has no such mark of attendance.")
        return student_id

    def sign_off(self, row: dict[str, Any]) -> None:
        """Keep the teacher's word about a student in place of an earlier one."""
        statement = insert(CertificateSignOff).values(row)
        keys = ["course_id", "student_id"]
        self._session.execute(statement.on_conflict_do_update(index_elements=keys, set_=row))
        self._session.expire_all()

    def forget(self, student_id: UUID) -> None:
        """Forget what a student attended and what was said of them, and who said what."""
        for table in (ClassAttendance, CertificateSignOff):
            self._session.execute(delete(table).where(table.student_id == student_id))


def _students() -> Any:
    return (
        select(Enrollment.student_id, Person.name)
        .select_from(Enrollment)
        .outerjoin(Person, Person.id == Enrollment.student_id)
    )


def _is_of(table: Any) -> ColumnElement[bool]:
    return and_(table.course_id == Enrollment.course_id, table.student_id == Enrollment.student_id)
