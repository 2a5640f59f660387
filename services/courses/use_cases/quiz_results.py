"""How attempts end: graded, counted, and the lesson completed by them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

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

BATCH = 50


def finish_due_attempts(begin: Begin) -> None:
    """End every attempt whose time is over from what is stored; nobody's browser is needed."""
    while _finish_some(begin) == BATCH:
        pass


def _finish_some(begin: Begin) -> int:
    with begin() as work:
        attempts = AttemptRepository(work.session).list_due(work.now, BATCH)
        _finish_all(work, attempts)
        return len(attempts)


def finish(work: UnitOfWork, attempt: QuizAttempt) -> None:
    """End an attempt, which is locked, now or at its deadline; a finished one stays as it is."""
    if attempt.state is AttemptState.IN_PROGRESS:
        _finish_all(work, [attempt])


def _finish_all(work: UnitOfWork, attempts: Sequence[QuizAttempt]) -> None:
    definitions = definitions_of(work)
    students: dict[UUID, set[UUID]] = defaultdict(set)
    for attempt in attempts:
        attempt.by_deadline = entry.is_due(attempt, work.now)
        attempt.finished_at = attempt.deadline_at if attempt.by_deadline else work.now
        attempt.state = AttemptState.FINISHED
        quiz = QuizRepository(work.session).get(attempt.lesson_id)
        grade_attempt(work, attempt, definitions(attempt.version_id), read_settings(quiz))
        if not attempt.preview:
            students[attempt.lesson_id].add(attempt.student_id)
    work.session.flush()
    for lesson_id, student_ids in students.items():
        keep_results(work, QuizRepository(work.session).get(lesson_id), student_ids)


def definitions_of(work: UnitOfWork) -> Callable[[UUID], Definition]:
    """Reads what versions ask, each once."""
    read: dict[UUID, Definition] = {}

    def find(version_id: UUID) -> Definition:
        if version_id not in read:
            version = VersionRepository(work.session).get(version_id)
            read[version_id] = read_definition(version.definition)
        return read[version_id]

    return find


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


def percent_of(attempt: QuizAttempt) -> float | None:
    """What an attempt earned in percent; None while it waits for its teacher."""
    if attempt.state is not AttemptState.FINISHED or attempt.ungraded:
        return None
    return results.percent_of(attempt.score, attempt.max_score)


def _complete(work: UnitOfWork, quiz: Quiz, student_id: UUID) -> None:
    EnrollmentRepository(work.session).complete(
        student_id=student_id, lesson_id=quiz.id, course_id=quiz.course_id, now=work.now
    )
