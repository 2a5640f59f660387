"""How teachers look at attempts and grade what software cannot."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from contracts.courses.attempts import Verdict
from contracts.courses.events import QuizAttemptGraded
from contracts.courses.grading import (
    GetGradedAttempt,
    GradeAnswer,
    GradedAnswer,
    GradedAttempt,
    ListQuizStudents,
    ListWaitingAttempts,
    QuizStudent,
    WaitingAttempt,
)
from contracts.courses.resources import CourseFile
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import Course, QuizAnswer, QuizAttempt
from services.courses.policies import editing, grading
from services.courses.policies.quizzes import results
from services.courses.quiz_definitions import FrozenQuestion, Placed, points_of, read_layout
from services.courses.quiz_replies import (
    to_asked,
    to_key,
    to_override,
    to_result,
    to_stored,
    to_summary,
)
from services.courses.repository.attempts import AnswerRepository, AttemptRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.people import PersonRepository
from services.courses.repository.quiz_results import ResultRepository
from services.courses.repository.quizzes import QuizRepository
from services.courses.use_cases.quiz_results import add_up, keep_results, percent_of
from services.courses.use_cases.quiz_setup import empty_quiz
from services.courses.use_cases.quiz_showing import (
    answer_files_of,
    definition_of,
    pictures_of,
)
from services.courses.use_cases.quiz_versions import read_settings

ANSWERED_NOTHING: dict[str, Any] = {"seq": 0, "answer": {}, "flagged": False}


def list_quiz_students(work: UnitOfWork, request: ListQuizStudents) -> Page[QuizStudent]:
    """The enrolled with their attempts, what counts and what they are granted."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    course = CourseRepository(work.session).get(lesson.course_id)
    editing.ensure_sees_students(work.actor, course)
    quiz = QuizRepository(work.session).find(lesson.id) or empty_quiz(lesson)
    settings, repository = read_settings(quiz), ResultRepository(work.session)
    rows, following = repository.list_page(lesson.id, course.id, request.after, request.limit)
    made: dict[UUID, list[QuizAttempt]] = defaultdict(list)
    for attempt in repository.list_attempts(lesson.id, [row.student_id for row in rows]):
        made[attempt.student_id].append(attempt)
    students = [
        QuizStudent(
            student_id=row.student_id,
            student_name=row.student_name,
            percent=row.QuizResult.percent if row.QuizResult else None,
            passed=row.QuizResult.passed if row.QuizResult else None,
            attempts=[to_summary(one, settings, tell=True) for one in made[row.student_id]],
            override=to_override(row.QuizOverride) if row.QuizOverride else None,
        )
        for row in rows
    ]
    return Page(items=students, next=following)


def list_waiting_attempts(work: UnitOfWork, request: ListWaitingAttempts) -> Page[WaitingAttempt]:
    """What the caller has to grade, the longest waiting first."""
    rows, following = ResultRepository(work.session).list_waiting(
        work.actor.user_id, request.lesson_id, request.after, request.limit
    )
    fields = WaitingAttempt.__struct_fields__
    items = [WaitingAttempt(**{name: getattr(row, name) for name in fields}) for row in rows]
    return Page(items=items, next=following)


def get_graded_attempt(
    work: UnitOfWork, links: FileLinks, request: GetGradedAttempt
) -> GradedAttempt:
    """An attempt with answers, keys and grades."""
    attempt = AttemptRepository(work.session).get(request.attempt_id)
    course = CourseRepository(work.session).get(attempt.course_id)
    editing.ensure_sees_students(work.actor, course)
    return _show(work, links, attempt)


def grade_answer(work: UnitOfWork, links: FileLinks, request: GradeAnswer) -> GradedAttempt:
    """Grade one answer by hand; the last that waited tells the student."""
    attempt = AttemptRepository(work.session).get_for_update(request.attempt_id)
    course = CourseRepository(work.session).get(attempt.course_id)
    editing.ensure_teaches(work.actor, course)
    results.ensure_finished(attempt.state, attempt.finished_at)
    results.ensure_asked(request.question_id, attempt.question_ids)
    points = points_of(attempt, request.question_id)
    question = definition_of(work, attempt).question(request.question_id)
    score = results.by_hand(question.content, request.levels, request.score, points)
    waited, before = attempt.ungraded, attempt.score
    _write(work, attempt, request, (score, points))
    if before != attempt.score:
        _audit(work, attempt, request, before)
    if waited and not attempt.ungraded and not attempt.preview:
        _announce(work, attempt, course)
    return _show(work, links, attempt)


def _write(
    work: UnitOfWork, attempt: QuizAttempt, request: GradeAnswer, earned: tuple[float, float]
) -> None:
    """Keep the grade, and what it changes in the attempt and for the student."""
    answers = AnswerRepository(work.session)
    row = answers.get_for_update(attempt.id, request.question_id)
    if row is None:
        place = {"attempt_id": attempt.id, "question_id": request.question_id}
        row = QuizAnswer(**place, **ANSWERED_NOTHING, saved_at=work.now)
        answers.add(row)
    row.score, row.verdict = round(earned[0], grading.PRECISION), _verdict(*earned)
    row.comment, row.levels = request.comment, dict(request.levels)
    row.graded_by, row.graded_at = work.actor.user_id, work.now
    work.session.flush()
    add_up(attempt, answers.list_of([attempt.id]))
    work.session.flush()
    if not attempt.preview:
        quiz = QuizRepository(work.session).get(attempt.lesson_id)
        keep_results(work, quiz, [attempt.student_id])


def _verdict(score: float, points: float) -> Verdict:
    if score >= points:
        return Verdict.RIGHT
    return Verdict.PARTIAL if score > 0 else Verdict.WRONG


def _audit(
    work: UnitOfWork, attempt: QuizAttempt, request: GradeAnswer, before: float | None
) -> None:
    work.audit(
        "courses.quiz_answer.graded",
        target_type="quiz_attempt",
        target_id=attempt.id,
        target_label=LessonRepository(work.session).title_of(attempt.lesson_id),
        before={"score": before},
        after={"score": attempt.score, "question_id": str(request.question_id)},
    )


def _announce(work: UnitOfWork, attempt: QuizAttempt, course: Course) -> None:
    settings = read_settings(QuizRepository(work.session).get(attempt.lesson_id))
    percent = percent_of(attempt)
    work.record(
        QuizAttemptGraded(
            attempt_id=attempt.id,
            lesson_id=attempt.lesson_id,
            course_id=course.id,
            course_title=course.title,
            quiz_title=LessonRepository(work.session).title_of(attempt.lesson_id),
            student_id=attempt.student_id,
            percent=percent,
            passed=results.passes(percent, settings.pass_percent),
        )
    )


def _show(work: UnitOfWork, links: FileLinks, attempt: QuizAttempt) -> GradedAttempt:
    definition = definition_of(work, attempt)
    rows = {one.question_id: one for one in AnswerRepository(work.session).list_of([attempt.id])}
    files = answer_files_of(work, links, attempt)
    pictures = pictures_of(work, links, attempt, definition)
    asked = read_layout(attempt.layout)
    return GradedAttempt(
        **_head(work, attempt),
        answers=[
            _graded(definition.question(one.question_id), one, rows, (pictures, files))
            for one in asked
        ],
    )


def _head(work: UnitOfWork, attempt: QuizAttempt) -> dict[str, Any]:
    settings = read_settings(QuizRepository(work.session).get(attempt.lesson_id))
    own = ("id", "lesson_id", "course_id", "student_id", "number", "state", "started_at")
    ends = ("deadline_at", "finished_at", "by_deadline", "score_before")
    return {
        **{name: getattr(attempt, name) for name in (*own, *ends)},
        "quiz_title": LessonRepository(work.session).title_of(attempt.lesson_id),
        "student_name": PersonRepository(work.session).find_name(attempt.student_id) or "",
        "result": to_result(attempt, settings, tell=True),
    }


def _graded(
    question: FrozenQuestion,
    placed: Placed,
    rows: Mapping[UUID, QuizAnswer],
    files: tuple[list[CourseFile], list[CourseFile]],
) -> GradedAnswer:
    row = rows.get(question.id)
    return GradedAnswer(
        question=to_asked(question, placed, files[0]),
        stored=to_stored(row, question.id, files[1]) if row else None,
        key=to_key(question.content),
        **_grade(row),
    )


def _grade(row: QuizAnswer | None) -> dict[str, Any]:
    return {
        "verdict": row.verdict if row and row.verdict else Verdict.UNANSWERED,
        "score": (row.score or 0.0) if row else 0.0,
        "comment": row.comment if row else "",
        "levels": row.levels if row else {},
        "by_hand": bool(row and row.graded_by),
    }
