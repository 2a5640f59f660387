"""Puts a course without a format into the database, under ids that are the same every time."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote
from uuid import UUID, uuid5

from contracts.courses.exchange import ExchangeCounts
from contracts.courses.resources import LessonKind
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.exchange.moving import ADDRESS
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, lessons_of
from services.courses.importing.addresses import SourceFile, lesson_id
from services.courses.markdown import Render
from services.courses.policies import editing
from services.courses.repository.courses import ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.use_cases.lessons import drop_lesson, write_body

KINDS = {
    LessonSort.ARTICLE: LessonKind.ARTICLE,
    LessonSort.VIDEO: LessonKind.VIDEO,
    LessonSort.YOUTUBE: LessonKind.YOUTUBE,
}
WORDS_A_MINUTE = 180
LONGEST_BODY = 200_000


class Target(NamedTuple):
    """Where a course goes: its row, its files by path, and how Markdown is rendered."""

    course: models.Course
    files: Mapping[str, SourceFile]
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
    """Ids of what the import has written; a later one takes away those that it no longer has."""

    modules: list[UUID]
    lessons: list[UUID]


def place(work: UnitOfWork, target: Target, tree: Course) -> Placed:
    """Write every module and lesson, in place of those of an earlier import."""
    placed = Placed([], [])
    first = _free_position(work, target, tree)
    for position, module in enumerate(tree.modules, start=first):
        _place_module(work, target, module, position)
        placed.modules.append(module_id(target.course.id, module.key))
        placed.lessons.extend(_place_lessons(work, target, module))
    return placed


def take_away(work: UnitOfWork, before: Placed, now: Placed) -> None:
    """What an earlier import had written and this one has not; students keep what they study."""
    lessons, modules = LessonRepository(work.session), ModuleRepository(work.session)
    for gone in set(before.lessons) - set(now.lessons):
        lesson = lessons.find(gone)
        if lesson is not None and lesson.module_id is not None:
            drop_lesson(work, lesson)
    for gone in set(before.modules) - set(now.modules):
        module = modules.find(gone)
        if module is not None and modules.count_lessons(gone) == 0:
            modules.remove(module)


def module_id(course_id: UUID, key: str) -> UUID:
    """Id of the module of that key: the same at every import."""
    return uuid5(course_id, f"module:{key}")


def count(tree: Course) -> ExchangeCounts:
    """What a course consists of."""
    lessons = lessons_of(tree)
    quizzes = [lesson.quiz for lesson in lessons if lesson.quiz is not None]
    return ExchangeCounts(
        modules=len(tree.modules),
        topics=sum(len(module.topics) for module in tree.modules),
        lessons=len(lessons),
        videos=sum(one.sort in {LessonSort.VIDEO, LessonSort.YOUTUBE} for one in lessons),
        quizzes=len(quizzes),
        questions=sum(len(quiz.questions) for quiz in quizzes),
        captions=sum(len(lesson.captions) for lesson in lessons),
        files=len(tree.assets),
    )


def minutes_of(lesson: Lesson) -> int:
    """How long a lesson takes, as far as it does not say so itself."""
    if lesson.minutes:
        return lesson.minutes
    if lesson.quiz is not None:
        return len(lesson.quiz.questions)
    if lesson.captions:
        return _minutes_of_film(lesson.captions[0].text)
    return math.ceil(len(lesson.body.split()) / WORDS_A_MINUTE)


def _minutes_of_film(vtt: str) -> int:
    ends = re.findall(r"--> (\d+):(\d\d):(\d\d)", vtt)
    hours, minutes, seconds = ends[-1] if ends else (0, 0, 0)
    return math.ceil(int(hours) * 60 + int(minutes) + int(seconds) / 60)


def _free_position(work: UnitOfWork, target: Target, tree: Course) -> int:
    """Modules that a teacher has made themselves stay first."""
    mine = {module_id(target.course.id, module.key) for module in tree.modules}
    return ModuleRepository(work.session).last_position(target.course.id, mine) + 1


def _place_module(work: UnitOfWork, target: Target, module: Module, position: int) -> None:
    row = models.Module(
        id=module_id(target.course.id, module.key),
        course_id=target.course.id,
        position=position,
        title=module.title,
    )
    ModuleRepository(work.session).save(row)


def _place_lessons(work: UnitOfWork, target: Target, module: Module) -> Iterable[UUID]:
    """The lessons of a module, those of its topics after those without one."""
    parts = [module.lessons, *(topic.lessons for topic in module.topics)]
    lessons = [lesson for part in parts for lesson in part if lesson.sort in KINDS]
    for position, lesson in enumerate(lessons, start=1):
        row = _row(target, lesson)
        row.module_id, row.position = module_id(target.course.id, module.key), position
        LessonRepository(work.session).save(row)
        yield row.id


def _row(target: Target, lesson: Lesson) -> models.Lesson:
    row = models.Lesson(
        id=lesson_id(target.course.id, lesson.key),
        course_id=target.course.id,
        title=lesson.title,
        kind=KINDS[lesson.sort],
        duration_minutes=minutes_of(lesson),
        preview=lesson.preview,
        youtube_id=lesson.youtube_id or None,
        video_file_id=target.files[lesson.video].id if lesson.video else None,
        release_at=lesson.release_at,
    )
    write_body(row, target.render, target.led(lesson.body)[:LONGEST_BODY])
    row.ready = editing.is_complete(row)
    return row
