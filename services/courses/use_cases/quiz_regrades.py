"""Grading anew after a key was wrong, with what stood before kept beside what stands now."""

from typing import Any
from uuid import UUID

import msgspec

from contracts.courses.attempts import AttemptState
from contracts.courses.errors import QuizNotPublished
from contracts.courses.questions import QuestionContent
from contracts.courses.quizzes import (
    ListRegradeChanges,
    ListRegrades,
    Regrade,
    RegradeChange,
    RegradeQuiz,
)
from contracts.types import Actor, Page, Role
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork
from services.courses.models import Quiz, QuizAttempt, QuizRegrade, QuizVersion
from services.courses.policies import editing
from services.courses.policies.quizzes.correction import corrected
from services.courses.quiz_definitions import read_definition
from services.courses.repository.attempts import AttemptRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quiz_results import RegradeRepository
from services.courses.repository.quizzes import (
    QuestionRepository,
    QuizRepository,
    VersionRepository,
)
from services.courses.use_cases.quiz_results import grade_attempt, keep_results
from services.courses.use_cases.quiz_setup import quiz_of
from services.courses.use_cases.quiz_versions import read_settings

BATCH = 50
SHOWN = 20


def regrade_quiz(work: UnitOfWork, request: RegradeQuiz) -> Regrade:
    """Take the keys as they are now; new attempts get them at once, the others follow."""
    lesson, quiz = quiz_of(work, request.lesson_id)
    current = VersionRepository(work.session).find_current(lesson.quiz_version_id)
    if current is None:
        raise QuizNotPublished("Nobody has attempted this quiz, so there is nothing to grade.")
    keys = _keys(work, quiz, current.definition)
    _correct(work, quiz, current, keys)
    regrade = QuizRegrade(
        id=new_id(),
        lesson_id=lesson.id,
        requested_by=work.actor.user_id,
        requested_at=work.now,
        reason=request.reason,
        keys=keys,
        attempt_count=AttemptRepository(work.session).count(lesson.id),
        graded_count=0,
        changed_count=0,
    )
    RegradeRepository(work.session).add(regrade)
    return _show(regrade)


def list_regrades(work: UnitOfWork, request: ListRegrades) -> list[Regrade]:
    """The newest regrades of a quiz."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_sees_students(work.actor, CourseRepository(work.session).get(lesson.course_id))
    return [_show(one) for one in RegradeRepository(work.session).list_of(lesson.id, SHOWN)]


def list_regrade_changes(work: UnitOfWork, request: ListRegradeChanges) -> Page[RegradeChange]:
    """What a regrade changed, before and after."""
    repository = RegradeRepository(work.session)
    lesson = LessonRepository(work.session).get(repository.get(request.regrade_id).lesson_id)
    editing.ensure_sees_students(work.actor, CourseRepository(work.session).get(lesson.course_id))
    rows, following = repository.list_changes(request.regrade_id, request.after, request.limit)
    fields = RegradeChange.__struct_fields__
    items = [RegradeChange(**{name: getattr(row, name) for name in fields}) for row in rows]
    return Page(items=items, next=following)


def go_on_regrading(begin: Begin) -> None:
    """Grade on where the last batch ended, until no regrade is left."""
    while _grade_some(begin):
        pass


def _grade_some(begin: Begin) -> bool:
    with begin() as work:
        repository = RegradeRepository(work.session)
        regrade = repository.take_open()
        if regrade is None:
            return False
        quiz = QuizRepository(work.session).lock(regrade.lesson_id)
        attempts = repository.next_attempts(regrade, BATCH)
        _grade_batch(work, regrade, attempts, quiz)
        if len(attempts) < BATCH:
            regrade.finished_at = work.now
            _audit(work, regrade)
    return True


def _grade_batch(
    work: UnitOfWork, regrade: QuizRegrade, attempts: list[QuizAttempt], quiz: Quiz
) -> None:
    for attempt in attempts:
        version = VersionRepository(work.session).get(attempt.version_id)
        attempt.version_id = _correct(work, quiz, version, regrade.keys)
        if attempt.state is AttemptState.FINISHED:
            _grade_anew(work, regrade, attempt, quiz)
        regrade.after_id, regrade.graded_count = attempt.id, regrade.graded_count + 1
    work.session.flush()
    keep_results(work, quiz, {attempt.student_id for attempt in attempts})


def _grade_anew(work: UnitOfWork, regrade: QuizRegrade, attempt: QuizAttempt, quiz: Quiz) -> None:
    before = attempt.score or 0.0
    version = VersionRepository(work.session).get(attempt.version_id)
    grade_attempt(work, attempt, read_definition(version.definition), read_settings(quiz))
    if attempt.score != before:
        attempt.score_before = before
        regrade.changed_count += 1
        RegradeRepository(work.session).note(
            regrade.id, attempt.id, before=before, after=attempt.score or 0.0
        )


def _keys(work: UnitOfWork, quiz: Quiz, stored: Any) -> dict[str, Any]:
    """The questions that students get as they are written in the bank now."""
    asked = read_definition(stored).questions
    found = QuestionRepository(work.session).list_by_id(
        quiz.course_id, [question.id for question in asked.values()]
    )
    return {str(one.id): one.content for one in found}


def _correct(work: UnitOfWork, quiz: Quiz, version: QuizVersion, keys: dict[str, Any]) -> UUID:
    """The version with these keys, which stands from now on for the one without them."""
    contents = msgspec.convert(keys, dict[str, QuestionContent])
    definition = corrected(read_definition(version.definition), contents)
    versions = VersionRepository(work.session)
    mended = versions.keep(quiz.id, definition, work.now)
    versions.replace(version, mended)
    return mended.id


def _audit(work: UnitOfWork, regrade: QuizRegrade) -> None:
    work.audit(
        "courses.quiz.regraded",
        target_type="quiz",
        target_id=regrade.lesson_id,
        target_label=LessonRepository(work.session).title_of(regrade.lesson_id),
        reason=regrade.reason,
        before={"attempts": regrade.attempt_count},
        after={"graded": regrade.graded_count, "changed": regrade.changed_count},
        actor=Actor(user_id=regrade.requested_by, role=Role.TEACHER),
    )


def _show(regrade: QuizRegrade) -> Regrade:
    fields = Regrade.__struct_fields__
    return Regrade(**{name: getattr(regrade, name) for name in fields})
