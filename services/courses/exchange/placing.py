"""Puts a course without a format into the database, under ids that are the same every time.

What is there already as it should be is not written, so that a second import of the same package
changes nothing: not a version, not a place, not a moment.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote
from uuid import UUID, uuid5

from contracts.courses.media import PutCaptions
from contracts.courses.resources import LessonKind
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.exchange.arranging import Plan, arrange
from services.courses.exchange.asking import Bank, keep_quiz
from services.courses.exchange.counting import minutes_of
from services.courses.exchange.moving import ADDRESS
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, Topic
from services.courses.importing.addresses import SourceFile, lesson_id
from services.courses.markdown import Render
from services.courses.policies import editing
from services.courses.policies.tree import LAST
from services.courses.repository.courses import ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.captions import keep_captions
from services.courses.use_cases.lessons import write_body

KINDS = {
    LessonSort.ARTICLE: LessonKind.ARTICLE,
    LessonSort.VIDEO: LessonKind.VIDEO,
    LessonSort.YOUTUBE: LessonKind.YOUTUBE,
    LessonSort.LINK: LessonKind.LINK,
    LessonSort.QUIZ: LessonKind.QUIZ,
}
LONGEST_BODY = 200_000


class Target(NamedTuple):
    """Where a course goes: its row, its files by path, where bytes lie, how Markdown is shown."""

    course: models.Course
    files: Mapping[str, SourceFile]
    store: FileStore
    render: Render

    def led(self, text: str) -> str:
        """The text with every address led to what it is in the database."""
        return ADDRESS.sub(self._lead, text)

    def _lead(self, found: re.Match[str]) -> str:
        name = unquote(found["name"])
        if found["scheme"] == "asset":
            return f"file:{self.files[name].id}" if name in self.files else ""
        key, mark, fragment = name.partition("#")
        return f"/learn/{self.course.id}/{lesson_id(self.course.id, key)}{mark}{fragment}"


class Placed(NamedTuple):
    """Ids of what an import has written; a later one takes away those that it no longer has.

    `outdated` are files that nobody needs once this is committed.
    """

    modules: list[UUID]
    topics: list[UUID]
    lessons: list[UUID]
    questions: list[UUID]
    outdated: list[UUID]


def place(work: UnitOfWork, target: Target, tree: Course) -> Placed:
    """Write every part, in place of those of an earlier import."""
    return _Placer(work, target).place(tree)


def module_id(course_id: UUID, key: str) -> UUID:
    """Id of the module of that key: the same at every import."""
    return uuid5(course_id, f"module:{key}")


def topic_id(course_id: UUID, key: str) -> UUID:
    """Id of the topic of that key: the same at every import."""
    return uuid5(course_id, f"topic:{key}")


class _Placer:
    """Writes rows, then puts them where they belong."""

    def __init__(self, work: UnitOfWork, target: Target) -> None:
        self._work = work
        self._target = target
        self._course_id = target.course.id
        self._lessons = LessonRepository(work.session)
        self._trees = TreeRepository(work.session)
        self._topics = {topic.id: topic for topic in self._trees.list_parts(self._course_id)[1]}
        self._bank = Bank(work, self._course_id, target.render, target.led)
        self._plan = Plan([], {}, {})
        self._outdated: list[UUID] = []

    def place(self, tree: Course) -> Placed:
        """The whole course."""
        for module in tree.modules:
            self._place_module(module)
        for question in tree.bank:
            self._bank.keep("", question)
        self._work.session.flush()
        arrange(self._work, self._course_id, self._plan)
        plan, questions = self._plan, self._bank.kept
        return Placed(plan.modules, plan.all_topics, plan.all_lessons, questions, self._outdated)

    def _place_module(self, module: Module) -> None:
        id_ = module_id(self._course_id, module.key)
        modules = ModuleRepository(self._work.session)
        row = modules.find(id_)
        if row is None:
            values = {"id": id_, "course_id": self._course_id, "position": LAST}
            modules.save(models.Module(**values, title=module.title))
        else:
            row.title = module.title
        self._plan.modules.append(id_)
        self._place_lessons(module.lessons, id_, None)
        for topic in module.topics:
            self._place_topic(topic, id_)

    def _place_topic(self, topic: Topic, within: UUID) -> None:
        id_ = topic_id(self._course_id, topic.key)
        row = self._topics.get(id_)
        if row is None:
            place = {"course_id": self._course_id, "module_id": within, "position": LAST}
            self._trees.add_all([models.Topic(id=id_, title=topic.title, **place)])
        else:
            row.title = topic.title
        self._plan.topics.setdefault(within, []).append(id_)
        self._place_lessons(topic.lessons, within, id_)

    def _place_lessons(self, lessons: list[Lesson], module: UUID, topic: UUID | None) -> None:
        for lesson in lessons:
            row = self._written(lesson)
            if row.module_id is None:
                row.module_id, row.topic_id, row.position = module, topic, LAST
            self._trees.add_all([row])
            self._plan.lessons.setdefault((module, topic), []).append(row.id)
            self._keep_what_belongs_to(row, lesson)

    def _written(self, lesson: Lesson) -> models.Lesson:
        """The row with what the package says; its version tells that something has changed."""
        id_ = lesson_id(self._course_id, lesson.key)
        row = self._lessons.find(id_)
        if row is None:
            row = models.Lesson(id=id_, course_id=self._course_id, question_count=0)
            self._write(row, lesson)
            return row
        self._write(row, lesson)
        if self._work.session.is_modified(row):
            row.version += 1
        return row

    def _write(self, row: models.Lesson, lesson: Lesson) -> None:
        files = self._target.files
        row.title, row.kind = lesson.title, KINDS[lesson.sort]
        row.youtube_id = lesson.youtube_id or None
        row.video_url = lesson.video_url or None
        row.video_file_id = files[lesson.video].id if lesson.video else None
        if lesson.minutes or not row.duration_minutes:
            row.duration_minutes = minutes_of(lesson)
        if lesson.preview is not None:
            row.preview = lesson.preview
        _write_release(row, lesson)
        if lesson.requires is not None:
            row.requires = [lesson_id(self._course_id, key) for key in lesson.requires]
        write_body(row, self._target.render, self._target.led(lesson.body)[:LONGEST_BODY])

    def _keep_what_belongs_to(self, row: models.Lesson, lesson: Lesson) -> None:
        """Its quiz and its captions, and whether it is finished with them."""
        if lesson.quiz is not None:
            keep_quiz(self._work, self._bank, row, lesson.key, lesson.quiz)
        row.ready = editing.is_complete(row)
        for caption in lesson.captions:
            words = {"language": caption.language, "label": caption.label, "content": caption.text}
            request = PutCaptions(lesson_id=row.id, **words, is_default=caption.is_default)
            replaced = keep_captions(self._work, self._target.store, row, request)
            self._outdated += [replaced] if replaced else []


def _write_release(row: models.Lesson, lesson: Lesson) -> None:
    """When it opens, as far as the package speaks of it."""
    if lesson.release_after is not None:
        row.release_at, row.release_after = lesson.release_at, lesson.release_after
        row.release_after_days = lesson.release_after_days
    elif lesson.release_at is not None:
        row.release_at, row.release_after_days = lesson.release_at, None
