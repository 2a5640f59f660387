"""A course without a format: what every reader makes and every writer takes.

Texts are Markdown, but choices and what else is answered with are plain. In Markdown a file of the
course is named `asset:PATH`, with the path percent-encoded, and another lesson `lesson:KEY`. What
may be None says that the package does not speak of it.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from contracts.base import Message
from contracts.courses.outline import ReleaseAfter
from contracts.courses.questions import AnswerForm, Partial, QuestionType
from contracts.courses.resources import Licence

Rule = str | int | float | bool | None


class LessonSort(StrEnum):
    """How a lesson teaches."""

    ARTICLE = "article"
    VIDEO = "video"
    YOUTUBE = "youtube"
    LINK = "link"
    QUIZ = "quiz"


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


class Level(Message, frozen=True, kw_only=True):
    """How well a criterion can be met, and what that earns."""

    title: str
    points: float


class Criterion(Message, frozen=True, kw_only=True):
    """One thing that a teacher looks at in an essay."""

    title: str
    levels: list[Level]


class Question(Message, frozen=True, kw_only=True):
    """A question with its key; fields that its sort does not use stay empty."""

    key: str
    sort: QuestionType
    prompt: str
    points: float = 1.0
    penalty: float = 0.0
    explanation: str = ""
    hints: list[str] = []
    pool: str = ""
    partial: Partial = Partial.ALL_OR_NOTHING
    choices: list[Choice] = []
    truth: bool = True
    accepted: list[str] = []
    ignore_case: bool = True
    ignore_accents: bool = True
    ignore_spaces: bool = True
    fuzzy: bool = False
    number: float | None = None
    tolerance: float = 0.0
    tolerance_is_percent: bool = False
    items: list[str] = []
    pairs: list[Pair] = []
    distractors: list[str] = []
    answer_form: AnswerForm = AnswerForm.TEXT
    rubric: list[Criterion] = []


class Slot(Message, frozen=True, kw_only=True):
    """A place in a quiz: one of its questions by key, or some drawn from a pool."""

    question: str = ""
    pool: str = ""
    draw: int = 1
    points: float = 1.0


class Quiz(Message, frozen=True, kw_only=True):
    """The questions of a lesson; without slots each is asked once, in this order.

    `settings` are the rules that the package speaks of, by their names in the academy.
    """

    questions: list[Question]
    slots: list[Slot] = []
    settings: dict[str, Rule] = {}


class Caption(Message, frozen=True, kw_only=True):
    """What is said in a video, as WebVTT."""

    language: str
    text: str
    label: str = ""
    is_default: bool = False


class Lesson(Message, frozen=True, kw_only=True):
    """A lesson; the key is the same at every import of the same course."""

    key: str
    title: str
    sort: LessonSort = LessonSort.ARTICLE
    body: str = ""
    youtube_id: str = ""
    video_url: str = ""
    video: str = ""
    captions: list[Caption] = []
    minutes: int = 0
    preview: bool | None = None
    release_at: datetime | None = None
    release_after: ReleaseAfter | None = None
    release_after_days: int | None = None
    requires: list[str] | None = None
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
    """A whole course; `bank` are questions that no quiz asks yet."""

    key: str
    title: str
    language: str = "en"
    summary: str = ""
    description: str = ""
    licence: Licence | None = None
    cover: str = ""
    modules: list[Module] = []
    bank: list[Question] = []
    assets: dict[str, Asset] = {}


def lessons_of(course: Course) -> list[Lesson]:
    """Every lesson in the order of study."""
    return [
        lesson
        for module in course.modules
        for lessons in (module.lessons, *(topic.lessons for topic in module.topics))
        for lesson in lessons
    ]


def slots_of(quiz: Quiz) -> list[Slot]:
    """What a quiz asks, place by place."""
    return quiz.slots or [Slot(question=one.key, points=one.points) for one in quiz.questions]


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
