"""What a quiz asks: questions that can be graded, in an order that can be had again."""

from typing import Any
from uuid import UUID

import pytest

from contracts.courses.errors import (
    QuestionInvalid,
    QuizSlotsInvalid,
)
from contracts.courses.questions import Option, Partial, QuestionType, TextPart
from contracts.courses.quizzes import Slot
from services.courses.policies.quizzes import questions, setup
from services.courses.policies.quizzes.correction import corrected
from services.courses.policies.quizzes.layout import lay_out
from tests.factories.quizzes import define, frozen, question

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
