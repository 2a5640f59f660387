"""Rules of what a student learns about an attempt: nothing leaves before its time."""

from datetime import datetime
from typing import NamedTuple

from contracts.courses.errors import CheckingNotOffered
from contracts.courses.quizzes import FeedbackTiming, QuizSettings


class Told(NamedTuple):
    """What may be shown of a finished attempt, and when more may."""

    score: bool
    answers: bool
    explanations: bool
    at: datetime | None = None


NOTHING = Told(score=False, answers=False, explanations=False)
EVERYTHING = Told(score=True, answers=True, explanations=True)


def told(settings: QuizSettings, closed_at: datetime | None, now: datetime) -> Told:
    """What is told of a finished attempt; *closed_at* is when nobody can attempt any more."""
    if settings.feedback_timing is FeedbackTiming.NEVER:
        return NOTHING
    waits = settings.feedback_timing is FeedbackTiming.AFTER_CLOSE
    if waits and (closed_at is None or now < closed_at):
        return NOTHING._replace(at=closed_at)
    return chosen(settings)


def chosen(settings: QuizSettings) -> Told:
    """What the teacher lets students see once it is time."""
    return Told(
        score=settings.show_score,
        answers=settings.show_answers,
        explanations=settings.show_explanations,
    )


def checks(settings: QuizSettings) -> bool:
    """Whether students learn about each answer as they give it."""
    return settings.feedback_timing is FeedbackTiming.IMMEDIATELY


def ensure_checks(settings: QuizSettings) -> None:
    """Only some quizzes tell before the end."""
    if not checks(settings):
        raise CheckingNotOffered("This quiz tells how your answers did after it is finished.")
