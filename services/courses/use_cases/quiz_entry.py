"""How somebody stands to a quiz: the first thing every act of a student asks."""

import secrets
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from contracts.courses.quizzes import FeedbackTiming, QuizSettings
from services.common.work import UnitOfWork
from services.courses.models import Quiz, QuizAttempt, QuizOverride, QuizVersion
from services.courses.policies.quizzes import entry, feedback
from services.courses.repository.quiz_results import OverrideRepository
from services.courses.repository.quizzes import QuizRepository, VersionRepository
from services.courses.use_cases.quiz_setup import empty_quiz
from services.courses.use_cases.quiz_versions import read_settings
from services.courses.use_cases.study import ensure_open, find_lesson, outline_around

SEEDS = 2**62


class Entry(NamedTuple):
    """A quiz as one person meets it."""

    lesson: Any
    quiz: Quiz
    settings: QuizSettings
    granted: QuizOverride | None
    allowed: entry.Allowance
    trial: bool


def enter(work: UnitOfWork, lesson_id: UUID) -> Entry:
    """The quiz with its rules for the caller, who may attempt or try it."""
    lesson = find_lesson(work, work.actor, lesson_id)
    entry.ensure_may_attempt(work.actor, lesson, enrolled=lesson.enrolled)
    if lesson.enrolled:
        ensure_open(work, lesson, outline_around(work, work.actor, lesson))
    quiz = QuizRepository(work.session).find(lesson_id) or empty_quiz(lesson)
    settings = read_settings(quiz)
    granted = OverrideRepository(work.session).find(lesson_id, work.actor.user_id)
    return Entry(
        lesson=lesson,
        quiz=quiz,
        settings=settings,
        granted=granted,
        allowed=entry.allowance(settings, granted),
        trial=entry.tries(work.actor, lesson, enrolled=lesson.enrolled),
    )


def published_version(work: UnitOfWork, entered: Entry) -> QuizVersion | None:
    """What the revision that the caller studies asks; None for who tries what is written."""
    if entered.trial:
        return None
    return VersionRepository(work.session).find_current(entered.lesson.quiz_version_id)


def told_of(work: UnitOfWork, attempt: QuizAttempt, settings: QuizSettings) -> feedback.Told:
    """What the student of a finished attempt may know of it now."""
    if attempt.preview:
        return feedback.EVERYTHING
    return feedback.told(settings, closed_at(work, attempt.lesson_id, settings), work.now)


def closed_at(work: UnitOfWork, lesson_id: UUID, settings: QuizSettings) -> datetime | None:
    """When nobody can attempt the quiz any more, those with dates of their own included."""
    if settings.closes_at is None or settings.feedback_timing is not FeedbackTiming.AFTER_CLOSE:
        return settings.closes_at
    latest = OverrideRepository(work.session).latest_close(lesson_id)
    return max(settings.closes_at, latest) if latest else settings.closes_at


def new_seed() -> int:
    """What an attempt's draw and order hang on; nobody can guess it."""
    return secrets.randbelow(SEEDS)
