"""What students do with quizzes: look, begin, go on, finish."""

from msgspec import to_builtins

from contracts.courses.attempts import (
    Attempt,
    AttemptState,
    FinishAttempt,
    GetAttempt,
    GetQuiz,
    Quiz,
    StartAttempt,
)
from contracts.courses.errors import AttemptTooSoon
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import QuizAttempt, QuizVersion
from services.courses.policies.quizzes import entry
from services.courses.policies.quizzes.layout import lay_out
from services.courses.quiz_definitions import Placed, read_definition
from services.courses.repository.attempts import AttemptRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quizzes import QuizRepository
from services.courses.use_cases.quiz_entry import Entry, enter, new_seed, published_version
from services.courses.use_cases.quiz_results import finish
from services.courses.use_cases.quiz_showing import show_attempt, show_quiz
from services.courses.use_cases.quiz_versions import freeze_copy


def get_quiz(begin: Begin, request: GetQuiz) -> Quiz:
    """The rules for the caller and their attempts; one whose time is over is ended first."""
    with begin() as work:
        entered = enter(work, request.lesson_id)
        _running(work, entered)
        return show_quiz(work, entered)


def start_attempt(work: UnitOfWork, links: FileLinks, request: StartAttempt) -> Attempt:
    """Go on with the attempt that runs, else begin one if the rules allow it.

    Whoever tries their own quiz gets it as it is written now, each time anew.
    """
    entered = enter(work, request.lesson_id)
    running = _running(work, entered)
    if running is not None and entered.trial:
        finish(work, AttemptRepository(work.session).get_for_update(running.id))
        running = None
    attempt = running or _begin(work, entered)
    EnrollmentRepository(work.session).note_activity(
        attempt.course_id, attempt.student_id, work.now
    )
    return show_attempt(work, links, attempt)


def get_attempt(begin: Begin, links: FileLinks, request: GetAttempt) -> Attempt:
    """One of the caller's attempts; one whose time is over is ended first."""
    with begin() as work:
        attempt = AttemptRepository(work.session).get(request.attempt_id)
        entry.ensure_own(work.actor, attempt.student_id)
        return show_attempt(work, links, _ended(work, attempt))


def finish_attempt(work: UnitOfWork, links: FileLinks, request: FinishAttempt) -> Attempt:
    """Hand an attempt in."""
    attempt = AttemptRepository(work.session).get_for_update(request.attempt_id)
    entry.ensure_own(work.actor, attempt.student_id)
    finish(work, attempt)
    EnrollmentRepository(work.session).note_activity(
        attempt.course_id, attempt.student_id, work.now
    )
    return show_attempt(work, links, attempt)


def _running(work: UnitOfWork, entered: Entry) -> QuizAttempt | None:
    """The attempt that the caller is in, unless its time is over, which ends it."""
    attempts = AttemptRepository(work.session)
    found = attempts.find_running(entered.quiz.id, work.actor.user_id)
    if found is None:
        return None
    found = _ended(work, found)
    return found if found.state is AttemptState.IN_PROGRESS else None


def _ended(work: UnitOfWork, attempt: QuizAttempt) -> QuizAttempt:
    """The attempt, ended if its time is over."""
    if not entry.is_due(attempt, work.now):
        return attempt
    attempt = AttemptRepository(work.session).get_for_update(attempt.id)
    finish(work, attempt)
    return attempt


def _begin(work: UnitOfWork, entered: Entry) -> QuizAttempt:
    """Issue an attempt; of two tabs that ask at once one does, and both get it."""
    attempts, student_id = AttemptRepository(work.session), work.actor.user_id
    if not entered.trial:
        made = attempts.list_of(entered.quiz.id, student_id, preview=False)
        published = entered.lesson.quiz_version_id is not None
        entry.ensure_may_begin(
            entry.standing(entered.settings, entered.allowed, made, work.now, published=published)
        )
    attempts.begin(_new_attempt(work, entered))
    issued = attempts.find_running(entered.quiz.id, student_id)
    if issued is None:
        raise AttemptTooSoon("An attempt has just ended in another tab. Try again.")
    return issued


def _new_attempt(work: UnitOfWork, entered: Entry) -> dict[str, object]:
    version, settings, seed = _version(work, entered), entered.settings, new_seed()
    placed = lay_out(
        read_definition(version.definition),
        seed,
        shuffle_questions=settings.shuffle_questions,
        shuffle_options=settings.shuffle_options,
    )
    allowed = entered.allowed._replace(closes_at=None) if entered.trial else entered.allowed
    ends = entry.deadline(allowed, work.now)
    return {
        **_place(work, entered),
        "version_id": version.id,
        "seed": seed,
        **_asked(placed),
        "started_at": work.now,
        "deadline_at": ends,
        "due_at": entry.due(settings, ends),
    }


def _place(work: UnitOfWork, entered: Entry) -> dict[str, object]:
    """Whose attempt it is, and that it runs."""
    student_id = work.actor.user_id
    return {
        "id": new_id(),
        "lesson_id": entered.quiz.id,
        "course_id": entered.lesson.course_id,
        "student_id": student_id,
        "number": AttemptRepository(work.session).next_number(entered.quiz.id, student_id),
        "preview": entered.trial,
        "state": AttemptState.IN_PROGRESS,
        "by_deadline": False,
        "ungraded": 0,
    }


def _asked(placed: list[Placed]) -> dict[str, object]:
    return {
        "layout": to_builtins(placed),
        "question_ids": [one.question_id for one in placed],
        "max_score": sum(one.points for one in placed),
    }


def _version(work: UnitOfWork, entered: Entry) -> QuizVersion:
    """What is asked: of students what was published, of who tries what is written."""
    version = published_version(work, entered)
    if version is not None:
        return version
    lesson = LessonRepository(work.session).get(entered.quiz.id)
    return freeze_copy(work, QuizRepository(work.session).get_for_update(lesson, work.now))
