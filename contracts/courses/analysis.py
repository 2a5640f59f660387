"""How the questions of a quiz did, for those who teach it."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Message, Query
from contracts.courses.questions import QuestionType


class GivenAnswer(Message, frozen=True, kw_only=True):
    """An answer that was possible or was given, and how often it was chosen."""

    text: str
    correct: bool
    count: int


class QuestionFigures(Message, frozen=True, kw_only=True):
    """How one question did.

    `facility` is the mean share of its points that was earned, 0 to 1. `discrimination` is the
    correlation, -1 to 1, of what was earned here with what the same people earned in the rest of
    the quiz; None where too few answered or all did alike. A negative one often means a wrong key.
    `answers` lists every choice, or the texts and numbers that were given most.
    """

    question_id: UUID
    type: QuestionType
    prompt_html: str
    asked_count: int
    unanswered_count: int
    facility: float
    discrimination: float | None
    answers: list[GivenAnswer]


class QuizFigures(Message, frozen=True, kw_only=True):
    """How a quiz did in the first attempts that are wholly graded, one of each student.

    `mean_percent` is None before there is one. Questions stand in the order of the quiz, those
    that it does not ask any more at the end.
    """

    lesson_id: UUID
    attempt_count: int
    mean_percent: float | None
    questions: list[QuestionFigures]


class GetQuizFigures(Query[QuizFigures], frozen=True, kw_only=True):
    """How the questions of a quiz did."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
