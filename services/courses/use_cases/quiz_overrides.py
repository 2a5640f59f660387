"""What teachers grant single students beyond the rules of a quiz."""

from typing import Any

from contracts.courses.errors import NotEnrolled
from contracts.courses.quizzes import Override, RemoveQuizOverride, SetQuizOverride
from services.common.work import UnitOfWork
from services.courses.models import Lesson, QuizOverride
from services.courses.quiz_replies import to_override
from services.courses.repository.attempts import AttemptRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.people import PersonRepository
from services.courses.repository.quiz_results import OverrideRepository
from services.courses.use_cases.quiz_setup import extend, quiz_of
from services.courses.use_cases.quiz_versions import read_settings

GRANTED = ("extra_minutes", "extra_attempts", "closes_at")


def set_quiz_override(work: UnitOfWork, request: SetQuizOverride) -> Override:
    """Grant a student something; an attempt that runs gets its time at once."""
    lesson, quiz = quiz_of(work, request.lesson_id)
    _ensure_student(work, lesson, request)
    overrides = OverrideRepository(work.session)
    before = _granted(overrides.find(lesson.id, request.student_id))
    kept = overrides.put(
        QuizOverride(
            lesson_id=lesson.id,
            student_id=request.student_id,
            **{name: getattr(request, name) for name in GRANTED},
            reason=request.reason,
            set_by=work.actor.user_id,
            set_at=work.now,
        )
    )
    for attempt in AttemptRepository(work.session).list_running(lesson.id, request.student_id):
        extend(work, read_settings(quiz), attempt)
    _audit(work, lesson, request, before, _granted(kept))
    return to_override(kept)


def remove_quiz_override(work: UnitOfWork, request: RemoveQuizOverride) -> None:
    """Let the rules hold again; an attempt that runs keeps its time."""
    lesson, _quiz = quiz_of(work, request.lesson_id)
    overrides = OverrideRepository(work.session)
    before = _granted(overrides.find(lesson.id, request.student_id))
    if before:
        overrides.remove(lesson.id, request.student_id)
        _audit(work, lesson, request, before, {})


def _ensure_student(work: UnitOfWork, lesson: Lesson, request: SetQuizOverride) -> None:
    standing = EnrollmentRepository(work.session).get_standing(lesson.course_id, request.student_id)
    if not standing.enrolled:
        raise NotEnrolled("This person is not a student of the course.")


def _granted(override: QuizOverride | None) -> dict[str, Any]:
    if override is None:
        return {}
    closes_at = override.closes_at.isoformat() if override.closes_at else None
    return {
        "extra_minutes": override.extra_minutes,
        "extra_attempts": override.extra_attempts,
        "closes_at": closes_at,
    }


def _audit(
    work: UnitOfWork,
    lesson: Lesson,
    request: SetQuizOverride | RemoveQuizOverride,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    name = PersonRepository(work.session).find_name(request.student_id) or ""
    work.audit(
        "courses.quiz_override.changed",
        target_type="user",
        target_id=request.student_id,
        target_label=f"{name}, {lesson.title}",
        reason=getattr(request, "reason", ""),
        before=before,
        after=after,
    )
