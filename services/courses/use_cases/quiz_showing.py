"""Quizzes and attempts as their students see them."""

from collections.abc import Sequence
from typing import Any

from contracts.courses.attempts import Attempt, AttemptState, QuestionFeedback, Quiz
from contracts.courses.quizzes import QuizSettings
from contracts.courses.resources import CourseFile
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import QuizAnswer, QuizAttempt
from services.courses.policies.quizzes import entry, feedback, results
from services.courses.quiz_definitions import Definition, read_definition, read_layout
from services.courses.quiz_replies import (
    to_asked,
    to_feedback,
    to_result,
    to_stored,
    to_summary,
)
from services.courses.repository.attempts import (
    AnswerFileRepository,
    AnswerRepository,
    AttemptRepository,
)
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quiz_results import ResultRepository
from services.courses.repository.quizzes import QuizRepository, VersionRepository
from services.courses.use_cases.quiz_entry import Entry, closed_at, published_version, told_of
from services.courses.use_cases.quiz_versions import define, read_settings


def show_attempt(work: UnitOfWork, links: FileLinks, attempt: QuizAttempt) -> Attempt:
    """An attempt with its questions and answers, and what may be told of them."""
    settings = read_settings(QuizRepository(work.session).get(attempt.lesson_id))
    definition = definition_of(work, attempt)
    pictures = pictures_of(work, links, attempt, definition)
    own = answer_files_of(work, links, attempt)
    rows = AnswerRepository(work.session).list_of([attempt.id])
    done = attempt.state is AttemptState.FINISHED
    told = told_of(work, attempt, settings) if done else feedback.NOTHING
    asked = read_layout(attempt.layout)
    return Attempt(
        **_head(work, attempt, settings),
        questions=[to_asked(definition.question(one.question_id), one, pictures) for one in asked],
        answers=[to_stored(row, row.question_id, own) for row in rows],
        result=to_result(attempt, settings, tell=told.score),
        feedback=feedback_of(attempt, definition, rows, told, pictures)
        if done
        else _checked(attempt, definition, rows, settings, pictures),
        feedback_at=told.at,
    )


def show_quiz(work: UnitOfWork, entered: Entry) -> Quiz:
    """The rules as they hold for the caller, their attempts and what counts."""
    settings, quiz = entered.settings, entered.quiz
    made = AttemptRepository(work.session).list_of(
        quiz.id, work.actor.user_id, preview=entered.trial
    )
    tell = (
        entered.trial or feedback.told(settings, closed_at(work, quiz.id, settings), work.now).score
    )
    return Quiz(
        lesson_id=quiz.id,
        course_id=entered.lesson.course_id,
        title=entered.lesson.title,
        preview=entered.trial,
        **_standing(work, entered, made),
        **_size(work, entered),
        **_rules(entered),
        attempts_used=len(made),
        **_counted(work, entered, tell=tell),
        attempts=[to_summary(one, settings, tell=tell) for one in made],
    )


def feedback_of(
    attempt: QuizAttempt,
    definition: Definition,
    rows: Sequence[QuizAnswer],
    told: feedback.Told,
    files: Sequence[CourseFile],
) -> list[QuestionFeedback]:
    """What may be told of each question; nothing at all, not even that it is missing."""
    if not (told.score or told.answers or told.explanations):
        return []
    stored = {row.question_id: row for row in rows}
    return [
        to_feedback(definition.question(one), stored.get(one), told, files)
        for one in attempt.question_ids
    ]


def definition_of(work: UnitOfWork, attempt: QuizAttempt) -> Definition:
    """What an attempt was made of."""
    return read_definition(VersionRepository(work.session).get(attempt.version_id).definition)


def pictures_of(
    work: UnitOfWork, links: FileLinks, attempt: QuizAttempt, definition: Definition
) -> list[CourseFile]:
    """The files that the questions of an attempt show."""
    ids = [file_id for one in attempt.question_ids for file_id in definition.question(one).file_ids]
    stored = FileRepository(work.session).list_of_course(attempt.course_id, ids)
    return [links.file(file, work.now) for file in stored]


def answer_files_of(work: UnitOfWork, links: FileLinks, attempt: QuizAttempt) -> list[CourseFile]:
    """The files that a student has added to their answers."""
    stored = AnswerFileRepository(work.session).list_of(attempt.id)
    return [links.file(file, work.now) for file in stored]


def _head(work: UnitOfWork, attempt: QuizAttempt, settings: QuizSettings) -> dict[str, Any]:
    own = ("id", "lesson_id", "course_id", "number", "preview", "state", "started_at")
    ends = ("deadline_at", "finished_at", "by_deadline")
    return {
        **{name: getattr(attempt, name) for name in (*own, *ends)},
        "title": LessonRepository(work.session).title_of(attempt.lesson_id),
        "accepted_until": attempt.due_at,
        "server_time": work.now,
        "one_by_one": settings.one_by_one,
        "checks": feedback.checks(settings),
    }


def _checked(
    attempt: QuizAttempt,
    definition: Definition,
    rows: Sequence[QuizAnswer],
    settings: QuizSettings,
    files: Sequence[CourseFile],
) -> list[QuestionFeedback]:
    """What the student of a running attempt has asked for already."""
    told = feedback.EVERYTHING if attempt.preview else feedback.chosen(settings)
    return [
        to_feedback(definition.question(row.question_id), row, told, files)
        for row in rows
        if row.checked_at is not None
    ]


def _standing(work: UnitOfWork, entered: Entry, made: Sequence[QuizAttempt]) -> dict[str, Any]:
    settings, allowed = entered.settings, entered.allowed
    if entered.trial:
        settings, allowed = QuizSettings(), entry.allowance(QuizSettings(), None)
    published = entered.trial or entered.lesson.quiz_version_id is not None
    now = entry.standing(settings, allowed, made, work.now, published=published)
    return {"status": now.status, "available_at": now.available_at}


def _size(work: UnitOfWork, entered: Entry) -> dict[str, Any]:
    shown = published_version(work, entered) or define(work, entered.quiz)
    return {"question_count": shown.question_count, "max_score": shown.max_score}


def _rules(entered: Entry) -> dict[str, Any]:
    settings, allowed = entered.settings, entered.allowed
    plain = ("opens_at", "delay_minutes", "grading_method", "pass_percent", "feedback_timing")
    return {
        **{name: getattr(settings, name) for name in plain},
        "closes_at": allowed.closes_at,
        "time_limit_minutes": int(allowed.limit.total_seconds() // 60) if allowed.limit else None,
        "attempts_allowed": allowed.attempts,
        "extended": entered.granted is not None,
    }


def _counted(work: UnitOfWork, entered: Entry, *, tell: bool) -> dict[str, Any]:
    result = ResultRepository(work.session).find(entered.quiz.id, work.actor.user_id)
    percent = result.percent if result and tell else None
    return {
        "percent": percent,
        "passed": results.passes(percent, entered.settings.pass_percent),
    }
