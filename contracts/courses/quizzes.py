"""Quizzes as their teachers set them up."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.questions import PartId, Points, PoolName, Question
from contracts.types import Cursor, Page, PageSize, Reason

Percent = Annotated[int, Meta(ge=0, le=100)]
LimitMinutes = Annotated[int, Meta(ge=1, le=10_080)]


class GradingMethod(StrEnum):
    """Which of several attempts counts."""

    HIGHEST = "highest"
    AVERAGE = "average"
    FIRST = "first"
    LAST = "last"


class FeedbackTiming(StrEnum):
    """When a student learns how they did."""

    IMMEDIATELY = "immediately"
    AFTER_FINISH = "after_finish"
    AFTER_CLOSE = "after_close"
    NEVER = "never"


class QuizSettings(Message, frozen=True, kw_only=True):
    """The rules of a quiz; they hold at once, unlike what is asked."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit_minutes: LimitMinutes | None = None
    grace_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    attempts_allowed: Annotated[int, Meta(ge=1, le=1000)] | None = None
    delay_minutes: Annotated[int, Meta(ge=0, le=100_000)] = 0
    grading_method: GradingMethod = GradingMethod.HIGHEST
    shuffle_questions: bool = False
    shuffle_options: bool = True
    one_by_one: bool = False
    pass_percent: Percent | None = None
    below_zero: bool = False
    feedback_timing: FeedbackTiming = FeedbackTiming.AFTER_FINISH
    show_score: bool = True
    show_answers: bool = True
    show_explanations: bool = True


class Slot(Message, frozen=True, kw_only=True):
    """A place in a quiz: one question of the bank, or some drawn from a pool for equal points."""

    id: PartId = ""
    question_id: UUID | None = None
    pool: PoolName = ""
    draw: Annotated[int, Meta(ge=1, le=100)] = 1
    points: Points = 1


class Pool(Message, frozen=True, kw_only=True):
    """A named part of a course's question bank."""

    name: str
    question_count: int


class QuizDraft(Message, frozen=True, kw_only=True):
    """A quiz as its teacher edits it; `changed` says that students still get an older one."""

    lesson_id: UUID
    course_id: UUID
    title: str
    settings: QuizSettings
    slots: list[Slot]
    questions: list[Question]
    pools: list[Pool]
    question_count: int
    max_score: float
    published_number: int | None
    changed: bool
    attempt_count: int


class GetQuizDraft(Query[QuizDraft], frozen=True, kw_only=True):
    """A quiz with its questions and keys."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class UpdateQuizSettings(Command[QuizDraft], frozen=True, kw_only=True):
    """Set the rules of a quiz; a running attempt is never made shorter."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    settings: QuizSettings


class SetQuizSlots(Command[QuizDraft], frozen=True, kw_only=True):
    """Say what a quiz asks, in order."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    slots: Annotated[list[Slot], Meta(max_length=200)]


class Override(Message, frozen=True, kw_only=True):
    """What one student is granted beyond the rules, and why."""

    student_id: UUID
    extra_minutes: int
    extra_attempts: int
    closes_at: datetime | None
    reason: str
    set_at: datetime


class SetQuizOverride(Command[Override], frozen=True, kw_only=True):
    """Grant one student more time, more attempts or another closing date."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    student_id: UUID
    extra_minutes: Annotated[int, Meta(ge=0, le=10_080)] = 0
    extra_attempts: Annotated[int, Meta(ge=0, le=1000)] = 0
    closes_at: datetime | None = None
    reason: Reason


class RemoveQuizOverride(Command[None], frozen=True, kw_only=True):
    """Let the rules hold for a student again; an attempt that runs keeps its time."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    student_id: UUID


class Regrade(Message, frozen=True, kw_only=True):
    """Attempts graded anew after a key changed, and how far that is."""

    id: UUID
    reason: str
    requested_at: datetime
    finished_at: datetime | None
    attempt_count: int
    graded_count: int
    changed_count: int


class RegradeChange(Message, frozen=True, kw_only=True):
    """An attempt whose score a regrade has changed."""

    attempt_id: UUID
    student_id: UUID
    student_name: str
    number: int
    before: float
    after: float


class RegradeQuiz(Command[Regrade], frozen=True, kw_only=True):
    """Grade every attempt by the keys that the questions have now."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    reason: Reason


class ListRegrades(Query[list[Regrade]], frozen=True, kw_only=True):
    """The newest regrades of a quiz."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class ListRegradeChanges(Query[Page[RegradeChange]], frozen=True, kw_only=True):
    """What a regrade changed, before and after."""

    service: ClassVar[str] = "courses"

    regrade_id: UUID
    after: Cursor | None = None
    limit: PageSize = 50
