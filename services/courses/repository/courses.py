"""Queries of courses and their modules."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from contracts.courses.errors import CourseNotFound, ModuleNotFound
from contracts.courses.resources import CourseStatus
from contracts.courses.review import ListCoursesByStatus
from services.common.paging import page
from services.courses.models import Course, Enrollment, Lesson, Module
from services.courses.repository import searching
from services.courses.repository.catalogue import CARDS


class CourseRepository:
    """Courses in every status."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, course_id: UUID) -> Course:
        """The course with that id."""
        return _course(self._session.get(Course, course_id))

    def get_for_update(self, course_id: UUID) -> Course:
        """The course with that id, locked until the work ends."""
        return _course(self._session.get(Course, course_id, with_for_update=True))

    def find_for_update(self, course_id: UUID) -> Course | None:
        """The course with that id, locked, or None."""
        return self._session.get(Course, course_id, with_for_update=True)

    def add(self, course: Course) -> None:
        """Store a new course."""
        self._session.add(course)
        self._session.flush()

    def is_slug_taken(self, slug: str, by_other_than: UUID) -> bool:
        """Whether another course has that address."""
        taken = select(Course.id).where(Course.slug == slug, Course.id != by_other_than)
        return self._session.scalar(taken) is not None

    def list_titles(self, teacher_id: UUID) -> set[str]:
        """What a teacher's courses are called."""
        return set(
            self._session.scalars(select(Course.title).where(Course.teacher_id == teacher_id))
        )

    def list_taught(
        self, teacher_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """A teacher's courses, newest first."""
        statement = CARDS.where(Course.teacher_id == teacher_id)
        keys: list[ColumnElement[Any]] = [Course.created_at.desc(), Course.id.desc()]
        return page(self._session, statement, keys=keys, after=after, limit=limit)

    def list_by_status(self, request: ListCoursesByStatus) -> tuple[list[Any], str | None]:
        """Courses of all teachers; the longest waiting submission first, else the newest."""
        statement = _matching(CARDS, request.search.strip())
        keys: list[ColumnElement[Any]] = [Course.created_at.desc(), Course.id.desc()]
        if request.status is CourseStatus.PUBLISHED:
            statement = statement.where(Course.live)
        elif request.status is not None:
            statement = statement.where(Course.status == request.status)
        if request.status is CourseStatus.SUBMITTED:
            keys = [Course.submitted_at.expression, Course.id.expression]
        return page(self._session, statement, keys=keys, after=request.after, limit=request.limit)

    def count_by_status(self) -> dict[CourseStatus, int]:
        """How many courses there are in each status."""
        counted = select(Course.status, func.count()).group_by(Course.status)
        return {row[0]: row[1] for row in self._session.execute(counted)}

    def count_live(self) -> int:
        """How many courses the catalogue holds."""
        return self._session.scalar(select(func.count()).where(Course.live)) or 0

    def count_enrollments(self, since: datetime | None = None) -> int:
        """How many enrollments there are, or how many since a moment."""
        statement = select(func.count()).select_from(Enrollment)
        if since is not None:
            statement = statement.where(Enrollment.enrolled_at >= since)
        return self._session.scalar(statement) or 0


class ModuleRepository:
    """Chapters of courses."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, module_id: UUID) -> Module:
        """The module with that id."""
        module = self._session.get(Module, module_id)
        if module is None:
            raise ModuleNotFound("There is no such module.")
        return module

    def find(self, module_id: UUID) -> Module | None:
        """The module with that id, or None."""
        return self._session.get(Module, module_id)

    def list_of_course(self, course_id: UUID) -> list[Module]:
        """The modules of a course in order."""
        mine = select(Module).where(Module.course_id == course_id)
        return list(self._session.scalars(mine.order_by(Module.position)))

    def last_position(self, course_id: UUID, without: Collection[UUID]) -> int:
        """Where the last module of a course stands, some of its modules aside; 0 without any."""
        last = select(func.coalesce(func.max(Module.position), 0))
        others = Module.course_id == course_id, Module.id.not_in(without)
        return self._session.scalar(last.where(*others)) or 0

    def append(self, course_id: UUID, title: str) -> Module:
        """Add a module at the end of a course."""
        last = select(func.coalesce(func.max(Module.position), 0))
        position = self._session.scalar(last.where(Module.course_id == course_id)) or 0
        module = Module(course_id=course_id, position=position + 1, title=title)
        self._session.add(module)
        self._session.flush()
        return module

    def save(self, module: Module) -> None:
        """Store a module under its id, in place of an earlier one."""
        self._session.merge(module)
        self._session.flush()

    def remove(self, module: Module) -> None:
        """Remove an empty module."""
        self._session.delete(module)
        self._session.flush()

    def count_lessons(self, module_id: UUID) -> int:
        """How many lessons a module holds."""
        counted = select(func.count()).select_from(Lesson).where(Lesson.module_id == module_id)
        return self._session.scalar(counted) or 0


def _course(course: Course | None) -> Course:
    if course is None:
        raise CourseNotFound("There is no such course.")
    return course


def _matching(statement: Select[Any], search: str) -> Select[Any]:
    """Courses whose words match, or whose title contains what was typed."""
    if not search:
        return statement
    words = Course.search.bool_op("@@")(searching.text_query(search))
    return statement.where(words | Course.title.icontains(search, autoescape=True))
