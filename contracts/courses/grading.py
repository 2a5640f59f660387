"""How teachers look at attempts and grade what software cannot."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.attempts import (
    AnswerKey,
    AskedQuestion,
    AttemptResult,
    AttemptState,
    AttemptSummary,
    StoredAnswer,
    Verdict,
)
from contracts.courses.questions import PartId, Points
from contracts.courses.quizzes import Override
from contracts.types import Cursor, Page, PageSize

Comment = Annotated[str, Meta(max_length=5000)]


class QuizStudent(Message, frozen=True, kw_only=True):
    """A student of a quiz: what counts for them, their attempts and what they are granted."""

    student_id: UUID
    student_name: str
    percent: float | None
    passed: bool | None
    attempts: list[AttemptSummary]
    override: Override | None


class ListQuizStudents(Query[Page[QuizStudent]], frozen=True, kw_only=True):
    """The enrolled students and how they did in a quiz, by name."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    after: Cursor | None = None
    limit: PageSize = 50


class WaitingAttempt(Message, frozen=True, kw_only=True):
    """A finished attempt with answers that wait for their teacher."""

    attempt_id: UUID
    lesson_id: UUID
    quiz_title: str
    course_title: str
    student_name: str
    number: int
    finished_at: datetime
    ungraded: int


class ListWaitingAttempts(Query[Page[WaitingAttempt]], frozen=True, kw_only=True):
    """What the caller has to grade in all their courses, the longest waiting first."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID | None = None
    after: Cursor | None = None
    limit: PageSize = 50


class GradedAnswer(Message, frozen=True, kw_only=True):
    """An answer with what its teacher needs to judge it."""

    question: AskedQuestion
    stored: StoredAnswer | None
    key: AnswerKey
    verdict: Verdict
    score: float
    comment: str
    levels: dict[str, str]
    by_hand: bool


class GradedAttempt(Message, frozen=True, kw_only=True):
    """A student's attempt as its teacher sees it."""

    id: UUID
    lesson_id: UUID
    course_id: UUID
    quiz_title: str
    student_id: UUID
    student_name: str
    number: int
    state: AttemptState
    started_at: datetime
    deadline_at: datetime | None
    finished_at: datetime | None
    by_deadline: bool
    result: AttemptResult
    score_before: float | None
    answers: list[GradedAnswer]


class GetGradedAttempt(Query[GradedAttempt], frozen=True, kw_only=True):
    """An attempt with answers, keys and grades."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID


class GradeAnswer(Command[GradedAttempt], frozen=True, kw_only=True):
    """Grade one answer by hand: a level per criterion of the rubric, or points."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID
    question_id: UUID
    levels: Annotated[dict[PartId, PartId], Meta(max_length=12)] = {}
    score: Points | None = None
    comment: Comment = ""
