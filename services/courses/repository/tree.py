"""Queries of the tree of a course, and of what is copied with it."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, cast, func, null, select
from sqlalchemy.orm import Session, load_only

from contracts.courses.errors import TopicNotFound
from services.common.database import new_id
from services.courses.models import (
    Base,
    CourseFile,
    Lesson,
    LessonContent,
    Module,
    Question,
    QuizVersion,
    Revision,
    Topic,
)

RowT = TypeVar("RowT")
PROMPT = 80
"""Letters of a question that say which it is."""

PLACED = load_only(
    Lesson.id,
    Lesson.title,
    Lesson.module_id,
    Lesson.topic_id,
    Lesson.position,
    Lesson.requires,
)
"""All that arranging needs of a lesson; its text stays in the database."""


class TreeRepository:
    """Modules, topics and lessons of a course whose row is locked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_nodes(self, course_id: UUID) -> tuple[list[Module], list[Topic], list[Lesson]]:
        """What a course consists of now, whatever the session has seen of it before the lock."""
        return (
            self._fresh(select(Module).where(Module.course_id == course_id)),
            self._fresh(select(Topic).where(Topic.course_id == course_id)),
            self._fresh(select(Lesson).where(*_in_course(course_id)).options(PLACED)),
        )

    def get_topic(self, topic_id: UUID) -> Topic:
        """The topic with that id."""
        topic = self._session.get(Topic, topic_id)
        if topic is None:
            raise TopicNotFound("There is no such topic.")
        return topic

    def append_topic(self, module: Module, title: str) -> Topic:
        """Add a topic after the others of its module."""
        last = select(func.coalesce(func.max(Topic.position), 0))
        position = self._session.scalar(last.where(Topic.module_id == module.id)) or 0
        place = {"course_id": module.course_id, "module_id": module.id, "position": position + 1}
        topic = Topic(id=new_id(), title=title, **place)
        self._session.add(topic)
        self._session.flush()
        return topic

    def remove_topic(self, topic: Topic) -> None:
        """Remove a topic that holds no lessons."""
        self._session.delete(topic)
        self._session.flush()

    def list_parts(self, course_id: UUID) -> tuple[list[Module], list[Topic], list[Lesson]]:
        """Everything that a course consists of, whole."""
        return (
            list(self._session.scalars(select(Module).where(Module.course_id == course_id))),
            list(self._session.scalars(select(Topic).where(Topic.course_id == course_id))),
            list(self._session.scalars(select(Lesson).where(*_in_course(course_id)))),
        )

    def add_all(self, rows: Iterable[Base]) -> None:
        """Store the parts of a new course in the order they refer to each other."""
        for row in rows:
            self._session.add(row)
        self._session.flush()

    def list_prerequisites(self, course_id: UUID) -> dict[UUID, Any]:
        """Title and prerequisites of every lesson of a course, by id."""
        asked = select(Lesson.id, Lesson.title, Lesson.requires)
        rows = self._session.execute(asked.where(*_in_course(course_id))).all()
        return {row.id: row for row in rows}

    def list_titles(self, course_id: UUID) -> dict[UUID, str]:
        """The title of every lesson that a course ever had, by id."""
        rows = self._session.execute(
            select(Lesson.id, Lesson.title).where(Lesson.course_id == course_id)
        )
        return {row.id: row.title for row in rows}

    def list_file_uses(self, course_id: UUID) -> list[Any]:
        """Titles of lessons and the beginnings of questions, with the files they use."""
        used = select(Lesson.title, Lesson.file_ids, Lesson.video_file_id)
        statement = used.join(Module, Module.id == Lesson.module_id).order_by(
            Module.position, Lesson.position
        )
        asked = select(
            func.left(Question.prompt, PROMPT).label("title"),
            Question.file_ids,
            null().label("video_file_id"),
        ).where(Question.course_id == course_id, Question.file_ids != [])
        return [
            *self._session.execute(statement.where(Lesson.course_id == course_id)),
            *self._session.execute(asked.order_by(Question.created_at, Question.id)),
        ]

    def is_published(self, course_id: UUID, file_id: UUID) -> bool:
        """Whether any revision of the course, or a quiz that was ever asked, shows the file."""
        shows = LessonContent.file_ids.contains([file_id]) | (
            LessonContent.video_file_id == file_id
        )
        lessons = select(LessonContent.id).join(Lesson, Lesson.id == LessonContent.lesson_id)
        faces = select(Revision.id).where(
            Revision.course_id == course_id, cast(Revision.face, Text).contains(str(file_id))
        )
        asked = (
            select(QuizVersion.id)
            .join(Lesson, Lesson.id == QuizVersion.lesson_id)
            .where(Lesson.course_id == course_id)
            .where(cast(QuizVersion.definition, Text).contains(str(file_id)))
        )
        shown = lessons.where(Lesson.course_id == course_id, shows).exists()
        found = shown | faces.exists() | asked.exists()
        return bool(self._session.scalar(select(found)))

    def remove_file(self, file: CourseFile) -> None:
        """Forget a file."""
        self._session.delete(file)
        self._session.flush()

    def _fresh(self, statement: Select[RowT]) -> list[RowT]:
        return list(self._session.scalars(statement.execution_options(populate_existing=True)))


def _in_course(course_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Lessons that are part of what is published next; what was taken out is not."""
    return Lesson.course_id == course_id, Lesson.module_id.is_not(None)
