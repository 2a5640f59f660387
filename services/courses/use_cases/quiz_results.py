"""How attempts end: graded, counted, and the lesson completed by them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

import structlog

from contracts.courses.attempts import AttemptState, Verdict
from contracts.courses.quizzes import QuizSettings
from services.common.work import Begin, UnitOfWork
from services.courses.models import Quiz, QuizAnswer, QuizAttempt
from services.courses.policies import grading
from services.courses.policies.quizzes import entry, results
from services.courses.quiz_definitions import (
    Definition,
    answer_of,
    read_definition,
    read_layout,
)
from services.courses.repository.attempts import AnswerRepository, AttemptRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.quiz_results import ResultRepository
from services.courses.repository.quizzes import QuizRepository, VersionRepository
from services.courses.use_cases.quiz_versions import read_settings
from services.courses.use_cases.study import note_progress

log = structlog.get_logger()

BATCH = 50


def finish_due_attempts(begin: Begin) -> None:
    """End every attempt whose time is over from what is stored; nobody's browser is needed."""
    while _finish_some(begin) == BATCH:
        pass


def _finish_some(begin: Begin) -> int:
    """How many were ended; one that cannot be graded does not hold up the others."""
    ended = 0
    with begin() as work:
        for attempt in AttemptRepository(work.session).list_due(work.now, BATCH):
            ended += _finish_apart(work, attempt)
    return ended


def _finish_apart(work: UnitOfWork, attempt: QuizAttempt) -> bool:
    attempt_id = str(attempt.id)
    try:
        with work.session.begin_nested():
            finish(work, attempt)
    except Exception:
        log.exception("quiz.attempt_not_finished", attempt_id=attempt_id)
        return False
    return True


def finish(work: UnitOfWork, attempt: QuizAttempt) -> None:
    """End an attempt, which is locked, now or at its deadline; a finished one stays as it is."""
    if attempt.state is AttemptState.FINISHED:
        return
    attempt.by_deadline = entry.is_due(attempt, work.now)
    attempt.finished_at = attempt.deadline_at if attempt.by_deadline else work.now
    attempt.state = AttemptState.FINISHED
    quiz = QuizRepository(work.session).get(attempt.lesson_id)
    version = VersionRepository(work.session).get(attempt.version_id)
    grade_attempt(work, attempt, read_definition(version.definition), read_settings(quiz))
    work.session.flush()
    if not attempt.preview:
        keep_results(work, quiz, [attempt.student_id])


def grade_attempt(
    work: UnitOfWork, attempt: QuizAttempt, definition: Definition, settings: QuizSettings
) -> None:
    """Grade every answer that no teacher has graded, and add up."""
    stored = {one.question_id: one for one in AnswerRepository(work.session).list_of([attempt.id])}
    for placed in read_layout(attempt.layout):
        row = stored.get(placed.question_id)
        if row is not None and row.graded_by is None:
            question = definition.question(placed.question_id)
            row.verdict, row.score = grading.grade(
                question.content,
                answer_of(row),
                placed.points,
                below_zero=settings.below_zero,
            )
    add_up(attempt, stored.values())


def add_up(attempt: QuizAttempt, answers: Iterable[QuizAnswer]) -> None:
    """The score of an attempt so far, and how many answers still wait for the teacher."""
    answers = list(answers)
    attempt.ungraded = sum(one.verdict is Verdict.UNGRADED for one in answers)
    attempt.score = round(max(0.0, sum(one.score or 0.0 for one in answers)), grading.PRECISION)


def keep_results(work: UnitOfWork, quiz: Quiz, student_ids: Iterable[UUID]) -> None:
    """Work out what counts for students, and complete the lesson for those who have done it."""
    settings, repository = read_settings(quiz), ResultRepository(work.session)
    made: dict[UUID, list[QuizAttempt]] = defaultdict(list)
    for attempt in repository.list_attempts(quiz.id, list(student_ids)):
        if attempt.state is AttemptState.FINISHED:
            made[attempt.student_id].append(attempt)
    for student_id, attempts in made.items():
        percent = results.counted(settings.grading_method, [percent_of(one) for one in attempts])
        passed = results.passes(percent, settings.pass_percent)
        repository.keep(
            {
                "lesson_id": quiz.id,
                "student_id": student_id,
                "course_id": quiz.course_id,
                "percent": percent,
                "passed": passed,
                "changed_at": work.now,
            }
        )
        if results.completes(passed, settings.pass_percent):
            _complete(work, quiz, student_id)
    EnrollmentRepository(work.session).make_certificates_due(quiz.course_id, list(made))


def percent_of(attempt: QuizAttempt) -> float | None:
    """What an attempt earned in percent; None while it waits for its teacher."""
    if attempt.state is not AttemptState.FINISHED or attempt.ungraded:
        return None
    return results.percent_of(attempt.score, attempt.max_score)


def _complete(work: UnitOfWork, quiz: Quiz, student_id: UUID) -> None:
    EnrollmentRepository(work.session).complete(
        student_id=student_id, lesson_id=quiz.id, course_id=quiz.course_id, now=work.now
    )
    note_progress(work, quiz.course_id, student_id)
