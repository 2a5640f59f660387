"""A course without a format: what every reader makes and every writer takes.

Texts are Markdown. In them a file of the course is named `asset:PATH`, with the path
percent-encoded, and another lesson `lesson:KEY`.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from contracts.base import Message
from contracts.courses.resources import Licence


class LessonSort(StrEnum):
    """How a lesson teaches."""

    ARTICLE = "article"
    VIDEO = "video"
    YOUTUBE = "youtube"
    QUIZ = "quiz"


class QuestionSort(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    TEXT = "text"
    NUMBER = "number"
    ORDERING = "ordering"
    MATCHING = "matching"
    ESSAY = "essay"


class Asset(Message, frozen=True, kw_only=True):
    """A file of the course; `place` is where its bytes lie now."""

    path: str
    name: str
    media_type: str
    place: Path


class Choice(Message, frozen=True, kw_only=True):
    """One choice of a question, and what is told to who chooses it."""

    text: str
    correct: bool = False
    feedback: str = ""


class Pair(Message, frozen=True, kw_only=True):
    """Two texts that belong together."""

    left: str
    right: str


class Question(Message, frozen=True, kw_only=True):
    """A question with its key; fields that its sort does not use stay empty."""

    key: str
    sort: QuestionSort
    prompt: str
    points: float = 1.0
    explanation: str = ""
    hints: list[str] = []
    pool: str = ""
    choices: list[Choice] = []
    truth: bool = True
    accepted: list[str] = []
    ignore_case: bool = True
    number: float | None = None
    tolerance: float = 0.0
    tolerance_is_percent: bool = False
    items: list[str] = []
    pairs: list[Pair] = []


class Quiz(Message, frozen=True, kw_only=True):
    """The questions of a lesson; `draws` says how many are drawn from each pool, if not all."""

    questions: list[Question]
    draws: dict[str, int] = {}
    attempts_allowed: int | None = None


class Caption(Message, frozen=True, kw_only=True):
    """What is said in a video, as WebVTT."""

    language: str
    text: str


class Lesson(Message, frozen=True, kw_only=True):
    """A lesson; the key is the same at every import of the same course."""

    key: str
    title: str
    sort: LessonSort = LessonSort.ARTICLE
    body: str = ""
    youtube_id: str = ""
    video: str = ""
    captions: list[Caption] = []
    minutes: int = 0
    preview: bool = False
    release_at: datetime | None = None
    quiz: Quiz | None = None


class Topic(Message, frozen=True, kw_only=True):
    """A part of a module."""

    key: str
    title: str
    lessons: list[Lesson]


class Module(Message, frozen=True, kw_only=True):
    """A chapter: lessons without a topic first, then those of each topic."""

    key: str
    title: str
    lessons: list[Lesson] = []
    topics: list[Topic] = []


class Course(Message, frozen=True, kw_only=True):
    """A whole course."""

    key: str
    title: str
    language: str = "en"
    summary: str = ""
    description: str = ""
    licence: Licence | None = None
    cover: str = ""
    modules: list[Module] = []
    assets: dict[str, Asset] = {}


def lessons_of(course: Course) -> list[Lesson]:
    """Every lesson in the order of study."""
    return [
        lesson
        for module in course.modules
        for lessons in (module.lessons, *(topic.lessons for topic in module.topics))
        for lesson in lessons
    ]


def with_lessons(course: Course, replaced: dict[str, Lesson]) -> Course:
    """The course with some lessons, by key, in place of what they were."""

    def anew(lessons: list[Lesson]) -> list[Lesson]:
        return [replaced.get(lesson.key, lesson) for lesson in lessons]

    replace = msgspec.structs.replace
    modules = [
        replace(
            module,
            lessons=anew(module.lessons),
            topics=[replace(topic, lessons=anew(topic.lessons)) for topic in module.topics],
        )
        for module in course.modules
    ]
    return replace(course, modules=modules)
