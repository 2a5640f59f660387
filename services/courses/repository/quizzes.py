"""Queries of quizzes, their versions and the question bank."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import to_builtins
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.errors import QuestionNotFound, QuizNotFound
from contracts.courses.questions import ListQuestions
from contracts.courses.quizzes import Slot
from contracts.courses.resources import LessonKind
from services.common.database import new_id
from services.common.paging import page
from services.courses.models import Lesson, Question, Quiz, QuizVersion
from services.courses.quiz_definitions import Definition, digest_of


class QuizRepository:
    """The rules of quizzes and what they ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, lesson_id: UUID) -> Quiz | None:
        """The quiz of a lesson, or None as long as nothing was said about it."""
        return self._session.get(Quiz, lesson_id)

    def get(self, lesson_id: UUID) -> Quiz:
        """The quiz of a lesson that somebody has set up."""
        quiz = self.find(lesson_id)
        if quiz is None:
            raise QuizNotFound("There is no such quiz.")
        return quiz

    def lock(self, quiz_id: UUID) -> Quiz:
        """A quiz that is there, locked; its lesson may be gone from the course."""
        return self._session.get_one(Quiz, quiz_id, with_for_update=True)

    def get_for_update(self, lesson: Lesson, now: datetime) -> Quiz:
        """The quiz of a lesson, locked; made when nothing was said about it yet."""
        if lesson.kind is not LessonKind.QUIZ:
            raise QuizNotFound("There is no such quiz.")
        empty = {"id": lesson.id, "course_id": lesson.course_id, "settings": {}, "slots": []}
        statement = insert(Quiz).values(**empty, changed_at=now).on_conflict_do_nothing()
        self._session.execute(statement)
        return self._session.get_one(Quiz, lesson.id, with_for_update=True)

    def list_of_course(self, course_id: UUID) -> list[tuple[str, Quiz]]:
        """The quizzes of a course with their titles."""
        statement = select(Lesson.title, Quiz).join(Quiz, Quiz.id == Lesson.id)
        rows = self._session.execute(statement.where(Quiz.course_id == course_id))
        return [(row.title, row.Quiz) for row in rows]


class VersionRepository:
    """What quizzes asked, frozen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, version_id: UUID) -> QuizVersion:
        """The version with that id."""
        return self._session.get_one(QuizVersion, version_id)

    def find_current(self, version_id: UUID | None) -> QuizVersion | None:
        """What stands for a version now: itself, or what its correction made of it."""
        version = None if version_id is None else self.get(version_id)
        while version is not None and version.replaced_by is not None:
            version = self.get(version.replaced_by)
        return version

    def replace(self, old: QuizVersion, new: QuizVersion) -> None:
        """Let a correction stand for a version wherever that is asked."""
        if old is not new:
            new.replaced_by, old.replaced_by = None, new.id
            self._session.flush()

    def keep(self, lesson_id: UUID, definition: Definition, now: datetime) -> QuizVersion:
        """The version that says this, which is new only when none did; the quiz is locked."""
        digest = digest_of(definition)
        mine = QuizVersion.lesson_id == lesson_id
        known = select(QuizVersion).where(mine, QuizVersion.digest == digest)
        found = self._session.scalar(known)
        return found or self._add(lesson_id, definition, digest, now)

    def _add(
        self, lesson_id: UUID, definition: Definition, digest: str, now: datetime
    ) -> QuizVersion:
        newest = select(func.coalesce(func.max(QuizVersion.number), 0))
        number = self._session.scalar(newest.where(QuizVersion.lesson_id == lesson_id)) or 0
        version = QuizVersion(
            id=new_id(),
            lesson_id=lesson_id,
            number=number + 1,
            definition=to_builtins(definition),
            digest=digest,
            question_count=definition.question_count,
            max_score=definition.max_score,
            created_at=now,
        )
        self._session.add(version)
        self._session.flush()
        return version


class QuestionRepository:
    """The question banks of courses."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, question_id: UUID) -> Question:
        """The question with that id."""
        question = self._session.get(Question, question_id)
        if question is None:
            raise QuestionNotFound("There is no such question.")
        return question

    def add(self, question: Question) -> None:
        """Put a question into its bank."""
        self._session.add(question)
        self._session.flush()

    def remove(self, question: Question) -> None:
        """Take a question out of its bank."""
        self._session.delete(question)
        self._session.flush()

    def list_page(self, request: ListQuestions) -> tuple[list[Any], str | None]:
        """Questions of a course, newest first."""
        conditions = [Question.course_id == request.course_id]
        if request.pool is not None:
            conditions.append(Question.pool == request.pool)
        if request.search.strip():
            conditions.append(Question.prompt.icontains(request.search.strip(), autoescape=True))
        keys: list[ColumnElement[Any]] = [Question.created_at.desc(), Question.id.desc()]
        statement = select(Question).where(*conditions)
        rows, following = page(
            self._session, statement, keys=keys, after=request.after, limit=request.limit
        )
        return [row.Question for row in rows], following

    def list_asked(self, course_id: UUID, slots: Iterable[Slot]) -> list[Question]:
        """Every question that the slots may ask, in the order in which they were written."""
        ids = [slot.question_id for slot in slots if slot.question_id is not None]
        pools = [slot.pool for slot in slots if slot.question_id is None]
        asked = or_(Question.id.in_(ids), Question.pool.in_(pools))
        statement = select(Question).where(Question.course_id == course_id, asked)
        return list(self._session.scalars(statement.order_by(Question.created_at, Question.id)))

    def list_of_course(self, course_id: UUID) -> list[Question]:
        """The whole bank of a course, in the order in which it was written."""
        statement = select(Question).where(Question.course_id == course_id)
        return list(self._session.scalars(statement.order_by(Question.created_at, Question.id)))

    def list_by_id(self, course_id: UUID, ids: Iterable[UUID]) -> list[Question]:
        """Those of the questions that still stand in the bank of the course."""
        mine = Question.course_id == course_id, Question.id.in_(list(ids))
        return list(self._session.scalars(select(Question).where(*mine)))

    def list_known(self, course_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
        """Those of the ids that stand in the bank of the course."""
        mine = Question.course_id == course_id, Question.id.in_(list(ids))
        return set(self._session.scalars(select(Question.id).where(*mine)))

    def count_pools(self, course_id: UUID, besides: Iterable[UUID] = ()) -> Counter[str]:
        """How many questions each named pool holds, some left out."""
        statement = (
            select(Question.pool, func.count().label("questions"))
            .where(Question.course_id == course_id, Question.pool != "")
            .where(Question.id.not_in(list(besides)))
            .group_by(Question.pool)
            .order_by(Question.pool)
        )
        found = self._session.execute(statement)
        return Counter({row.pool: row.questions for row in found})
