"""Who attempts when, what is asked, and what is told."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

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
    QuestionInvalid,
    QuizClosed,
    QuizNotFound,
    QuizNotOpen,
    QuizNotPublished,
    QuizSettingsInvalid,
    QuizSlotsInvalid,
)
from contracts.courses.questions import Option, Partial, QuestionType, TextPart
from contracts.courses.quizzes import FeedbackTiming, GradingMethod, QuizSettings, Slot
from contracts.courses.resources import LessonKind
from contracts.types import Role
from services.courses.policies.quizzes import entry, feedback, questions, results, setup
from services.courses.policies.quizzes.correction import corrected
from services.courses.policies.quizzes.layout import lay_out
from tests.factories.courses import NOW, make_actor
from tests.factories.quizzes import RUBRIC, define, frozen, question

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


ASKED = UUID(int=7)


@pytest.mark.parametrize(
    ("slots", "pointers"),
    [
        ([Slot(question_id=ASKED), Slot(pool="verbs", draw=2)], []),
        ([Slot(question_id=ASKED)] * 2, ["/slots/1/question_id"]),
        ([Slot(question_id=UUID(int=8))], ["/slots/0/question_id"]),
        ([Slot()], ["/slots/0/pool"]),
        ([Slot(pool="verbs", draw=3)], ["/slots/0/draw"]),
        ([Slot(pool="verbs", draw=2), Slot(pool="verbs")], ["/slots/1/draw"]),
        ([Slot(pool="verbs", points=0)], ["/slots/0/points"]),
    ],
)
def test_a_quiz_asks_what_there_is(slots: list[Slot], pointers: list[str]) -> None:
    try:
        setup.ensure_slots_exist(slots, {ASKED}, {"verbs": 2})
        found = []
    except QuizSlotsInvalid as refusal:
        found = [error["pointer"] for error in refusal.extra["errors"]]

    assert found == pointers


@pytest.mark.parametrize("type_", list(QuestionType))
def test_questions_of_every_type_are_valid_as_the_factory_makes_them(type_: QuestionType) -> None:
    questions.ensure_valid(question(type_))


@pytest.mark.parametrize(
    ("type_", "changes", "pointer"),
    [
        (QuestionType.SINGLE, {"prompt": " "}, "/content/prompt"),
        (QuestionType.SINGLE, {"points": 0}, "/content/points"),
        (QuestionType.SINGLE, {"partial": Partial.BY_PART}, "/content/partial"),
        (QuestionType.SINGLE, {"options": []}, "/content/options"),
        (
            QuestionType.SINGLE,
            {"options": [Option(text="A", correct=True), Option(text="B", correct=True)]},
            "/content/options",
        ),
        (
            QuestionType.MULTIPLE,
            {"options": [Option(text="A"), Option(text="B")]},
            "/content/options",
        ),
        (
            QuestionType.MULTIPLE,
            {"options": [Option(text="A", correct=True), Option(text=" ")]},
            "/content/options/1/text",
        ),
        (
            QuestionType.MULTIPLE,
            {"options": [Option(text="A", correct=True), Option(text="A ")]},
            "/content/options/1/text",
        ),
        (QuestionType.TEXT, {"accepted": []}, "/content/accepted"),
        (QuestionType.TEXT, {"accepted": ["a", ""]}, "/content/accepted/1"),
        (QuestionType.NUMBER, {"number": None}, "/content/number"),
        (QuestionType.NUMBER, {"number": float("inf")}, "/content/number"),
        (QuestionType.ORDERING, {"items": [TextPart(text="A")]}, "/content/items"),
        (QuestionType.MATCHING, {"pairs": []}, "/content/pairs"),
        (QuestionType.ESSAY, {"points": 0}, "/content/points"),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_at_its_field(
    type_: QuestionType, changes: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(QuestionInvalid) as told:
        questions.ensure_valid(question(type_, **changes))

    assert pointer in [error["pointer"] for error in told.value.extra["errors"]]


def test_the_same_seed_draws_and_orders_the_same_for_good() -> None:
    pool = [frozen(question(QuestionType.SINGLE), id=UUID(int=n)) for n in range(10)]
    ordering = frozen(question(QuestionType.ORDERING), id=UUID(int=99))
    definition = define(ordering, pools=[(4, pool)])

    def draw(seed: int) -> Any:
        return lay_out(definition, seed, shuffle_questions=True, shuffle_options=True)

    first = draw(1)
    assert first == draw(1)
    assert [one.question_id.int for one in first] == [99, 5, 1, 7, 6]
    assert len({tuple(one.question_id for one in draw(seed)) for seed in range(50)}) > 40
    assert all(len({one.question_id for one in draw(seed)}) == 5 for seed in range(50))
    drawn = {one.question_id for seed in range(50) for one in draw(seed)}
    assert drawn == {ordering.id, *(one.id for one in pool)}


def test_an_order_to_find_is_never_shown_as_the_answer() -> None:
    definition = define(frozen(question(QuestionType.ORDERING)))

    for seed in range(100):
        (placed,) = lay_out(definition, seed, shuffle_questions=False, shuffle_options=False)
        assert placed.items != list("abcd")
        assert sorted(placed.items) == list("abcd")


def test_without_shuffling_everything_stands_as_written() -> None:
    asked = [frozen(question(QuestionType.SINGLE)) for _ in range(5)]

    placed = lay_out(define(*asked), 3, shuffle_questions=False, shuffle_options=False)

    assert [one.question_id for one in placed] == [one.id for one in asked]
    assert placed[0].options == list("abcd")


def test_a_question_that_is_asked_anyway_is_not_drawn_again() -> None:
    pool = [frozen(question(QuestionType.SINGLE)) for _ in range(3)]
    definition = define(pool[0], pools=[(2, pool)])

    placed = lay_out(definition, 5, shuffle_questions=False, shuffle_options=False)

    assert len({one.question_id for one in placed}) == 3


def test_a_corrected_key_keeps_what_was_asked() -> None:
    asked = frozen(question(QuestionType.SINGLE))
    options = [
        Option(id="a", text="Crimson"),
        Option(id="c", text="Azure", correct=True),
        Option(id="new", text="New"),
    ]
    now = question(QuestionType.SINGLE, prompt="Another", options=options)

    content = corrected(define(asked), {str(asked.id): now}).question(asked.id).content

    assert content.prompt == asked.content.prompt
    assert [option.text for option in content.options] == ["Red", "Green", "Blue", "Violet"]
    assert [option.id for option in content.options if option.correct] == ["c"]


def test_swapped_pairs_are_found_by_what_was_shown() -> None:
    asked = frozen(question(QuestionType.MATCHING))
    first, second = asked.content.pairs
    swapped = [
        type(first)(id="1", left="Paris", right_id="x", right="Italy"),
        type(second)(id="2", left="Rome", right_id="y", right="Spain"),
    ]
    now = question(QuestionType.MATCHING, pairs=swapped)

    content = corrected(define(asked), {str(asked.id): now}).question(asked.id).content

    assert {pair.id: pair.right_id for pair in content.pairs} == {"1": "y", "2": "z"}
    assert [part.text for part in content.distractors] == ["France"]
