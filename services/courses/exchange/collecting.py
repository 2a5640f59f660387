"""A course of the database as a course without a format."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

import msgspec

from contracts.courses.quizzes import Slot as StoredSlot
from contracts.courses.resources import LessonKind, Licence
from services.common.storage import FileStore
from services.courses import models
from services.courses.exchange.assets import SCHEME
from services.courses.exchange.questions import from_content
from services.courses.exchange.tree import (
    Asset,
    Caption,
    Course,
    Lesson,
    LessonSort,
    Module,
    Question,
    Quiz,
    Slot,
    Topic,
)
from services.courses.quiz_definitions import read_content

FILE = re.compile(r"(?:(?<=\()|(?<=\]: ))file:(?P<id>[0-9a-f-]{36})(?=[)\s]|$)")
SORTS = {
    LessonKind.ARTICLE: LessonSort.ARTICLE,
    LessonKind.VIDEO: LessonSort.VIDEO,
    LessonKind.YOUTUBE: LessonSort.YOUTUBE,
    LessonKind.LINK: LessonSort.LINK,
    LessonKind.QUIZ: LessonSort.QUIZ,
}


class Content(NamedTuple):
    """The rows of a course, in the order of study."""

    modules: list[models.Module]
    topics: list[models.Topic]
    lessons: list[models.Lesson]
    quizzes: list[models.Quiz]
    bank: list[models.Question]
    captions: list[models.Caption]


class Collector:
    """Gathers what a course consists of, with the files that it still has."""

    def __init__(
        self, course: models.Course, files: Iterable[models.CourseFile], store: FileStore
    ) -> None:
        self._course = course
        self._store = store
        self._learn = re.compile(rf"(?<=\()/learn/{course.id}/(?P<id>[0-9a-f-]{{36}})(?=[)#\s])")
        present = [file for file in files if store.path(file.id).is_file()]
        self._files = {file.id: self._asset(file) for file in present}
        self._needed: dict[str, Asset] = {}

    def collect(self, face: models.Course | models.WorkingCopy, content: Content) -> Course:
        """The course as its teacher last wrote it."""
        bank = {row.id: self._question(row) for row in content.bank}
        studied = {row.id for row in content.lessons if row.kind is LessonKind.QUIZ}
        quizzes = {row.id: self._quiz(row, bank) for row in content.quizzes if row.id in studied}
        asked = {one.key for quiz in quizzes.values() for one in quiz.questions}
        lessons = [self._lesson(row, content, quizzes) for row in content.lessons]
        placed = list(zip(content.lessons, lessons, strict=True))
        return Course(
            key=f"academy/{self._course.id.hex}",
            title=face.title,
            language=face.language,
            summary=face.summary,
            description=self._text(face.description),
            licence=msgspec.convert(self._course.licence, Licence | None),
            cover=self._need(face.cover_file_id),
            modules=[_module(row, content.topics, placed) for row in content.modules],
            bank=[one for one in bank.values() if one.key not in asked],
            assets=self._needed,
        )

    def _lesson(self, row: models.Lesson, content: Content, quizzes: dict[UUID, Quiz]) -> Lesson:
        quiz = quizzes.get(row.id, Quiz(questions=[]))
        return Lesson(
            key=row.id.hex,
            title=row.title,
            sort=SORTS[row.kind],
            body=self._text(row.body),
            youtube_id=row.youtube_id or "",
            video_url=row.video_url or "",
            video=self._need(row.video_file_id),
            captions=[one for caption in content.captions for one in self._caption(caption, row)],
            minutes=row.duration_minutes,
            preview=row.preview,
            release_at=row.release_at,
            release_after=row.release_after,
            release_after_days=row.release_after_days,
            requires=[required.hex for required in row.requires],
            quiz=quiz if row.kind is LessonKind.QUIZ else None,
        )

    def _caption(self, row: models.Caption, lesson: models.Lesson) -> list[Caption]:
        written = self._store.read(row.id) if row.lesson_id == lesson.id else None
        if written is None:
            return []
        words = {"language": row.language, "label": row.label, "text": written.decode()}
        return [Caption(**words, is_default=row.is_default)]

    def _question(self, row: models.Question) -> Question:
        return from_content(row.id.hex, read_content(row.content), self._text)

    def _quiz(self, row: models.Quiz, bank: dict[UUID, Question]) -> Quiz:
        """What the quiz may ask, each question once, and in which places."""
        slots = [_slot(one, bank) for one in msgspec.convert(row.slots, list[StoredSlot])]
        by_key = {question.key: question for question in bank.values()}
        pools = {slot.pool for slot in slots if not slot.question}
        drawn = [key for key, question in by_key.items() if question.pool in pools]
        asked = dict.fromkeys([*(slot.question for slot in slots if slot.question), *drawn])
        return Quiz(questions=[by_key[key] for key in asked], slots=slots, settings=row.settings)

    def _text(self, text: str) -> str:
        """The text with files by path and lessons by key; what is gone stays as it is written."""

        def file(found: re.Match[str]) -> str:
            path = self._need(UUID(found["id"]))
            return f"{SCHEME}{quote(path)}" if path else found[0]

        def lesson(found: re.Match[str]) -> str:
            return f"lesson:{UUID(found['id']).hex}"

        return self._learn.sub(lesson, FILE.sub(file, text))

    def _need(self, file_id: UUID | None) -> str:
        asset = self._files.get(file_id) if file_id else None
        if asset is None:
            return ""
        self._needed[asset.path] = asset
        return asset.path

    def _asset(self, file: models.CourseFile) -> Asset:
        path, place = f"{file.id.hex}/{file.name}", self._store.path(file.id)
        return Asset(path=path, name=file.name, media_type=file.media_type, place=place)


def _module(
    row: models.Module, topics: list[models.Topic], placed: list[tuple[models.Lesson, Lesson]]
) -> Module:
    def lessons(topic_id: UUID | None) -> list[Lesson]:
        return [
            lesson
            for stored, lesson in placed
            if (stored.module_id, stored.topic_id) == (row.id, topic_id)
        ]

    return Module(
        key=row.id.hex,
        title=row.title,
        lessons=lessons(None),
        topics=[
            Topic(key=topic.id.hex, title=topic.title, lessons=lessons(topic.id))
            for topic in topics
            if topic.module_id == row.id
        ],
    )


def _slot(stored: StoredSlot, bank: dict[UUID, Question]) -> Slot:
    """A place as it stands, with what it earns."""
    if stored.question_id is None:
        return Slot(pool=stored.pool, draw=stored.draw, points=stored.points)
    question = bank[stored.question_id]
    return Slot(question=question.key, points=question.points)
