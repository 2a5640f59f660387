"""What an answer to a question of each type earns."""

from typing import Any

import pytest

from contracts.courses.attempts import Answer, Verdict
from contracts.courses.questions import Partial, QuestionType, ToleranceKind
from services.courses.policies.grading import grade, is_answered
from services.courses.policies.grading.numbers import read_number
from tests.factories.quizzes import RIGHT_ANSWERS, question

RIGHT, PARTIAL, WRONG = Verdict.RIGHT, Verdict.PARTIAL, Verdict.WRONG
BY_PART, BY_NEIGHBOR = Partial.BY_PART, Partial.BY_NEIGHBOR
SINGLE, MULTIPLE = QuestionType.SINGLE, QuestionType.MULTIPLE
TEXT, NUMBER = QuestionType.TEXT, QuestionType.NUMBER
ORDERING, MATCHING = QuestionType.ORDERING, QuestionType.MATCHING


@pytest.mark.parametrize("type_", RIGHT_ANSWERS)
def test_the_right_answer_to_every_type_earns_its_points(type_: QuestionType) -> None:
    assert grade(question(type_, points=2), RIGHT_ANSWERS[type_], 2) == (RIGHT, 2)


@pytest.mark.parametrize("type_", list(QuestionType))
@pytest.mark.parametrize("answer", [None, Answer(), Answer(text="  ")])
def test_no_answer_earns_nothing_and_costs_nothing(
    type_: QuestionType, answer: Answer | None
) -> None:
    graded = grade(question(type_, penalty=1), answer, 1, below_zero=True)

    assert graded == (Verdict.UNANSWERED, 0)


def test_false_is_an_answer() -> None:
    assert is_answered(Answer(truth=False))
    assert grade(question(QuestionType.TRUE_FALSE), Answer(truth=False), 1) == (WRONG, 0)


def test_an_essay_waits_for_its_teacher() -> None:
    graded = grade(question(QuestionType.ESSAY), Answer(text="Once upon a time"), 5)

    assert graded == (Verdict.UNGRADED, 0)


@pytest.mark.parametrize(
    ("type_", "changes", "answer", "expected"),
    [
        (SINGLE, {}, {"choices": ["b"]}, (WRONG, 0)),
        (SINGLE, {}, {"choices": ["a", "b"]}, (WRONG, 0)),
        (SINGLE, {}, {"choices": ["unknown"]}, (WRONG, 0)),
        (MULTIPLE, {}, {"choices": ["a"]}, (WRONG, 0)),
        (MULTIPLE, {}, {"choices": ["a", "b", "c"]}, (WRONG, 0)),
        (MULTIPLE, {"partial": BY_PART}, {"choices": ["a"]}, (PARTIAL, 6)),
        (MULTIPLE, {"partial": BY_PART}, {"choices": ["a", "b", "c"]}, (PARTIAL, 6)),
        (MULTIPLE, {"partial": BY_PART}, {"choices": ["a", "b", "c", "d"]}, (WRONG, 0)),
        (MULTIPLE, {"partial": BY_PART}, {"choices": ["a", "a"]}, (PARTIAL, 6)),
        (ORDERING, {}, {"order": list("abdc")}, (WRONG, 0)),
        (ORDERING, {"partial": BY_PART}, {"order": list("abdc")}, (PARTIAL, 6)),
        (ORDERING, {"partial": BY_PART}, {"order": list("bcda")}, (WRONG, 0)),
        (ORDERING, {"partial": BY_NEIGHBOR}, {"order": list("bcda")}, (PARTIAL, 8)),
        (ORDERING, {"partial": BY_NEIGHBOR}, {"order": list("abcd")}, (RIGHT, 12)),
        (ORDERING, {"partial": BY_PART}, {"order": ["a"]}, (WRONG, 0)),
        (ORDERING, {"partial": BY_PART}, {"order": list("aaaa")}, (WRONG, 0)),
        (MATCHING, {}, {"pairs": {"1": "x", "2": "z"}}, (WRONG, 0)),
        (MATCHING, {"partial": BY_PART}, {"pairs": {"1": "x", "2": "z"}}, (PARTIAL, 6)),
        (MATCHING, {"partial": BY_PART}, {"pairs": {"1": "x"}}, (PARTIAL, 6)),
        (MATCHING, {"partial": BY_PART}, {"pairs": {"9": "x"}}, (WRONG, 0)),
    ],
)
def test_answers_that_are_right_in_part_earn_what_the_rule_says(
    type_: QuestionType,
    changes: dict[str, Any],
    answer: dict[str, Any],
    expected: tuple[Verdict, float],
) -> None:
    assert grade(question(type_, points=12, **changes), Answer(**answer), 12) == expected


@pytest.mark.parametrize(
    ("type_", "answer", "floored", "below_zero"),
    [
        (SINGLE, {"choices": ["b"]}, 0, -1),
        (MULTIPLE, {"choices": ["c", "d"]}, 0, -2),
        (MULTIPLE, {"choices": ["a", "c"]}, 1, 1),
        (MULTIPLE, {"choices": ["a", "b", "c", "d"]}, 2, 2),
        (MATCHING, {"pairs": {"1": "z", "2": "z"}}, 0, -2),
    ],
)
def test_a_penalty_is_taken_for_each_wrong_part_and_goes_below_zero_only_where_set(
    type_: QuestionType, answer: dict[str, Any], floored: float, below_zero: float
) -> None:
    partial = Partial.ALL_OR_NOTHING if type_ is SINGLE else BY_PART
    content = question(type_, points=4, penalty=1, partial=partial)

    assert grade(content, Answer(**answer), 4).score == floored
    assert grade(content, Answer(**answer), 4, below_zero=True).score == below_zero


def test_a_penalty_grows_with_the_points_that_a_quiz_gives_for_the_question() -> None:
    content = question(SINGLE, points=2, penalty=1)

    assert grade(content, Answer(choices=["b"]), 10, below_zero=True).score == -5


@pytest.mark.parametrize(
    ("given", "changes", "right"),
    [
        ("cafe au lait", {}, True),
        ("CAFÉ  AU\tLAIT", {}, True),
        ("caféaulait", {}, True),
        ("caféaulait", {"ignore_spaces": False}, False),
        ("café  au lait", {"ignore_spaces": False}, True),
        ("CAFÉ AU LAIT", {"ignore_case": False}, False),
        ("cafe au lait", {"ignore_accents": False}, False),
        ("Latte", {}, True),
        ("cafe au lai", {}, False),
        ("cafe au lai", {"fuzzy": True}, True),
        ("tea", {"fuzzy": True}, False),
        ("x" * 50_000, {"fuzzy": True}, False),
        ("كتاب", {"accepted": ["كِتَابٌ"]}, True),
        ("كتـــاب", {"accepted": ["كتاب"]}, True),
        ("اهل", {"accepted": ["أهل"]}, True),
        ("STRASSE", {"accepted": ["Straße"]}, True),
    ],
)
def test_short_texts_are_told_apart_as_finely_as_the_question_wants(
    *, given: str, changes: dict[str, Any], right: bool
) -> None:
    graded = grade(question(TEXT, **changes), Answer(text=given), 1)

    assert (graded.verdict is RIGHT) is right


@pytest.mark.parametrize(
    ("given", "changes", "right"),
    [
        ("3.14", {}, True),
        ("3.15", {}, True),
        ("3.16", {}, False),
        ("3.1", {"tolerance": 0.05, "tolerance_kind": ToleranceKind.RELATIVE}, False),
        ("3.1", {"tolerance": 2, "tolerance_kind": ToleranceKind.RELATIVE}, True),
        ("0.3", {"number": 0.3, "tolerance": 0}, True),
        ("-5", {"number": -5}, True),
        ("about three", {}, False),
    ],
)
def test_numbers_are_right_within_the_tolerance(
    *, given: str, changes: dict[str, Any], right: bool
) -> None:
    assert (grade(question(NUMBER, **changes), Answer(text=given), 1).verdict is RIGHT) is right


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,14", "3.14"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("\u0663\u066b\u0661\u0664", "3.14"),
        ("\u22122", "-2"),
        ("1e3", "1000"),
        (".5", "0.5"),
        ("", None),
        ("1e9999", None),
        ("nan", None),
        ("1.2.3", None),
        ("9" * 100, None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: str | None) -> None:
    read = read_number(text)

    assert (None if read is None else float(read)) == (None if number is None else float(number))


def test_matched_texts_that_read_alike_are_as_good_as_one_another() -> None:
    pairs = question(MATCHING).pairs
    alike = [pairs[0], type(pairs[0])(id="2", left="Lyon", right_id="y", right="France")]
    content = question(MATCHING, pairs=alike)

    assert grade(content, Answer(pairs={"1": "y", "2": "x"}), 1).verdict is RIGHT
