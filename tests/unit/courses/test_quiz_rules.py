"""Who attempts a quiz when, and what is told."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from contracts.courses.attempts import AttemptState, QuizStatus
from contracts.courses.errors import (
    AttemptFinished,
    AttemptNotFound,
    AttemptsUsedUp,
    AttemptTooSoon,
    CheckingNotOffered,
    GradeInvalid,
    LessonCompletedByQuiz,
    NotEnrolled,
    QuizClosed,
    QuizNotFound,
    QuizNotOpen,
    QuizNotPublished,
    QuizSettingsInvalid,
)
from contracts.courses.questions import QuestionType
from contracts.courses.quizzes import FeedbackTiming, GradingMethod, QuizSettings
from contracts.courses.resources import LessonKind
from contracts.types import Role
from services.courses.policies.quizzes import entry, feedback, questions, results, setup
from tests.factories.courses import NOW, make_actor
from tests.factories.quizzes import RUBRIC, question

HOUR = timedelta(hours=1)
RUNNING, FINISHED = AttemptState.IN_PROGRESS, AttemptState.FINISHED


def attempt(state: AttemptState = FINISHED, **fields: Any) -> Any:
    made = {"state": state, "finished_at": NOW if state is FINISHED else None, "due_at": None}
    return SimpleNamespace(**{**made, **fields})


def granted(**fields: Any) -> Any:
    none = {"extra_minutes": 0, "extra_attempts": 0, "closes_at": None}
    return SimpleNamespace(**{**none, **fields})


@pytest.mark.parametrize(
    ("settings", "made", "published", "status", "available_at"),
    [
        ({}, [], True, QuizStatus.READY, None),
        ({}, [], False, QuizStatus.NOT_PUBLISHED, None),
        ({"opens_at": NOW + HOUR}, [], True, QuizStatus.NOT_OPEN, NOW + HOUR),
        ({"opens_at": NOW}, [], True, QuizStatus.READY, None),
        ({"closes_at": NOW}, [], True, QuizStatus.CLOSED, None),
        ({"closes_at": NOW + HOUR}, [], True, QuizStatus.READY, None),
        ({"attempts_allowed": 2}, [attempt()], True, QuizStatus.READY, None),
        ({"attempts_allowed": 2}, [attempt()] * 2, True, QuizStatus.USED_UP, None),
        ({"delay_minutes": 60}, [attempt()], True, QuizStatus.WAITING, NOW + HOUR),
        (
            {"delay_minutes": 60},
            [attempt(finished_at=NOW - HOUR)],
            True,
            QuizStatus.READY,
            None,
        ),
        ({"closes_at": NOW - HOUR}, [attempt(RUNNING)], True, QuizStatus.IN_PROGRESS, None),
    ],
)
def test_an_attempt_begins_when_the_rules_allow_it(
    *,
    settings: dict[str, Any],
    made: list[Any],
    published: bool,
    status: QuizStatus,
    available_at: datetime | None,
) -> None:
    rules = QuizSettings(**settings)

    found = entry.standing(rules, entry.allowance(rules, None), made, NOW, published=published)

    assert found == (status, available_at)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (QuizStatus.NOT_PUBLISHED, QuizNotPublished),
        (QuizStatus.NOT_OPEN, QuizNotOpen),
        (QuizStatus.CLOSED, QuizClosed),
        (QuizStatus.USED_UP, AttemptsUsedUp),
        (QuizStatus.WAITING, AttemptTooSoon),
    ],
)
def test_every_other_standing_is_refused_by_its_name(
    status: QuizStatus, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as told:
        entry.ensure_may_begin(entry.Standing(status, NOW))

    assert told.value.extra == {"available_at": NOW.isoformat()}  # type: ignore[attr-defined]  # ours


@pytest.mark.parametrize(
    ("settings", "override", "expected"),
    [
        ({}, None, None),
        ({"time_limit_minutes": 30}, None, NOW + HOUR / 2),
        ({"time_limit_minutes": 30}, {"extra_minutes": 30}, NOW + HOUR),
        ({"closes_at": NOW + HOUR, "time_limit_minutes": 90}, None, NOW + HOUR),
        ({"closes_at": NOW + HOUR}, {"closes_at": NOW + 2 * HOUR}, NOW + 2 * HOUR),
        ({}, {"extra_minutes": 30}, None),
    ],
)
def test_an_attempt_ends_with_its_time_or_with_the_quiz(
    settings: dict[str, Any], override: dict[str, Any] | None, expected: datetime | None
) -> None:
    allowed = entry.allowance(QuizSettings(**settings), granted(**override) if override else None)

    assert entry.deadline(allowed, NOW) == expected


def test_answers_are_taken_until_the_grace_is_over_and_not_a_moment_longer() -> None:
    due_at = entry.due(QuizSettings(grace_seconds=60), NOW)
    assert due_at == NOW + timedelta(seconds=60)

    entry.ensure_takes_answers(attempt(RUNNING, due_at=due_at), due_at)
    for late in (attempt(RUNNING, due_at=due_at), attempt(FINISHED)):
        with pytest.raises(AttemptFinished):
            entry.ensure_takes_answers(late, due_at + timedelta(microseconds=1))


def test_extra_attempts_are_added_to_those_of_everybody() -> None:
    rules = QuizSettings(attempts_allowed=1)

    assert entry.allowance(rules, granted(extra_attempts=2)).attempts == 3
    assert entry.allowance(QuizSettings(), granted(extra_attempts=2)).attempts is None


def test_a_running_attempt_is_never_made_shorter() -> None:
    assert entry.later(NOW, NOW + HOUR) == NOW + HOUR
    assert entry.later(NOW + HOUR, NOW) == NOW + HOUR
    assert entry.later(NOW, None) is None


def test_quizzes_are_for_students_and_tried_by_their_teacher() -> None:
    teacher = make_actor(Role.TEACHER)
    lesson: Any = SimpleNamespace(
        kind=LessonKind.QUIZ,
        teacher_id=teacher.user_id,
        live=True,
        course_slug="knots",
        preview=True,
    )

    entry.ensure_may_attempt(make_actor(), lesson, enrolled=True)
    entry.ensure_may_attempt(teacher, lesson, enrolled=False)
    assert entry.tries(teacher, lesson, enrolled=False)
    with pytest.raises(NotEnrolled):
        entry.ensure_may_attempt(make_actor(), lesson, enrolled=False)
    lesson.kind = LessonKind.ARTICLE
    with pytest.raises(QuizNotFound):
        entry.ensure_may_attempt(teacher, lesson, enrolled=False)
    with pytest.raises(AttemptNotFound):
        entry.ensure_own(teacher, uuid4())


SECRET = dict.fromkeys(("show_score", "show_answers", "show_explanations"), False)


@pytest.mark.parametrize(
    ("settings", "closed_at", "expected"),
    [
        ({}, None, feedback.EVERYTHING),
        ({"feedback_timing": FeedbackTiming.IMMEDIATELY}, None, feedback.EVERYTHING),
        ({"feedback_timing": FeedbackTiming.NEVER}, None, feedback.NOTHING),
        (
            {"feedback_timing": FeedbackTiming.AFTER_CLOSE},
            NOW + HOUR,
            feedback.NOTHING._replace(at=NOW + HOUR),
        ),
        ({"feedback_timing": FeedbackTiming.AFTER_CLOSE}, NOW, feedback.EVERYTHING),
        ({"feedback_timing": FeedbackTiming.AFTER_CLOSE}, None, feedback.NOTHING),
        (SECRET, None, feedback.NOTHING),
    ],
)
def test_nothing_is_told_before_its_time(
    settings: dict[str, Any], closed_at: datetime | None, expected: feedback.Told
) -> None:
    assert feedback.told(QuizSettings(**settings), closed_at, NOW) == expected


def test_answers_are_checked_one_by_one_only_where_offered() -> None:
    feedback.ensure_checks(QuizSettings(feedback_timing=FeedbackTiming.IMMEDIATELY))
    with pytest.raises(CheckingNotOffered):
        feedback.ensure_checks(QuizSettings())


@pytest.mark.parametrize(
    ("method", "percents", "expected"),
    [
        (GradingMethod.HIGHEST, [50.0, 80.0, None, 60.0], 80.0),
        (GradingMethod.AVERAGE, [50.0, 80.0, None], 65.0),
        (GradingMethod.FIRST, [50.0, 80.0], 50.0),
        (GradingMethod.FIRST, [None, 80.0], None),
        (GradingMethod.LAST, [50.0, 80.0], 80.0),
        (GradingMethod.LAST, [50.0, None], None),
        (GradingMethod.HIGHEST, [None], None),
        (GradingMethod.LAST, [], None),
    ],
)
def test_of_several_attempts_counts_what_the_method_says(
    method: GradingMethod, percents: list[float | None], expected: float | None
) -> None:
    assert results.counted(method, percents) == expected


def test_a_quiz_with_a_pass_mark_is_completed_by_passing() -> None:
    assert results.passes(70, 70) is True
    assert results.passes(69.9, 70) is False
    assert results.passes(10, None) is None
    assert [results.completes(one, 70) for one in (True, False, None)] == [True, False, False]
    assert results.completes(None, None)
    assert results.percent_of(-3, 10) == 0
    with pytest.raises(LessonCompletedByQuiz):
        results.ensure_completed_by_hand(LessonKind.QUIZ)


def test_a_grade_by_hand_follows_the_rubric_or_the_points() -> None:
    essay = question(QuestionType.ESSAY, rubric=RUBRIC)

    assert questions.full_marks(essay) == 2
    assert results.by_hand(essay, {"style": "weak"}, None, 2) == 0.5
    assert results.by_hand(essay, {"style": "good"}, None, 10) == 10
    assert results.by_hand(question(QuestionType.ESSAY), {}, 3, 4) == 3
    for levels, score in (({}, None), ({"style": "excellent"}, None)):
        with pytest.raises(GradeInvalid):
            results.by_hand(essay, levels, score, 2)
    for score in (None, 4.5):
        with pytest.raises(GradeInvalid):
            results.by_hand(question(QuestionType.ESSAY), {}, score, 4)


@pytest.mark.parametrize(
    ("settings", "pointer"),
    [
        ({"opens_at": NOW, "closes_at": NOW}, "/settings/closes_at"),
        ({"feedback_timing": FeedbackTiming.AFTER_CLOSE}, "/settings/closes_at"),
    ],
)
def test_rules_that_contradict_one_another_are_refused(
    settings: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(QuizSettingsInvalid) as told:
        setup.ensure_settings_agree(QuizSettings(**settings))

    assert told.value.extra["errors"][0]["pointer"] == pointer
