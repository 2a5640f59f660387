"""A quiz in words, as reviewers read it."""

import pytest

from contracts.courses.questions import AnswerForm, QuestionType, ToleranceKind
from services.courses.quiz_words import describe
from tests.factories.quizzes import RUBRIC, define, frozen, question


@pytest.mark.parametrize(
    ("type_", "lines"),
    [
        (QuestionType.SINGLE, ["- ✓ Red (Long waves.)", "- ✗ Green"]),
        (QuestionType.MULTIPLE, ["- ✓ 3", "- ✗ 4"]),
        (QuestionType.TRUE_FALSE, ["- ✓ true"]),
        (QuestionType.TEXT, ["- ✓ latte", "- accepts any case, any accents, any spaces"]),
        (QuestionType.NUMBER, ["- ✓ 3.14 ± 0.01"]),
        (QuestionType.ORDERING, ["- 1. A", "- 4. D"]),
        (QuestionType.MATCHING, ["- Paris → France", "- ✗ Spain"]),
        (QuestionType.ESSAY, ["- takes a text, graded by the teacher"]),
    ],
)
def test_every_type_tells_its_key(type_: QuestionType, lines: list[str]) -> None:
    told = describe(define(frozen(question(type_)))).splitlines()

    assert told[0].startswith(f"**1.** A {type_} question *({type_.replace('_', ' ')}, ")
    assert set(lines) <= set(told)


def test_points_penalties_explanations_and_rubrics_are_told() -> None:
    number = question(
        QuestionType.NUMBER,
        points=2.5,
        penalty=0.5,
        explanation="Because.",
        tolerance_kind=ToleranceKind.RELATIVE,
        tolerance=5,
    )
    essay = question(QuestionType.ESSAY, answer_form=AnswerForm.EITHER, rubric=RUBRIC)

    told = describe(define(frozen(number), frozen(essay)))

    assert "(number, 2.5 points, 0.5 less when wrong)" in told
    assert "- ✓ 3.14 ± 5 %" in told
    assert "*Explanation:* Because." in told
    assert "- takes a text or a file, graded by the teacher" in told
    assert "- Style: Good (2), Weak (0.5)" in told


def test_a_pool_tells_how_many_of_which_are_drawn() -> None:
    pool = [frozen(question(QuestionType.TRUE_FALSE, prompt=f"Claim {at}")) for at in range(3)]

    told = describe(define(frozen(question(QuestionType.SINGLE)), pools=[(2, pool)]))

    assert "**2.** 2 of these 3:" in told
    assert "**·** Claim 2 *(true false, 2 points)*" in told


def test_another_key_is_another_text() -> None:
    right = question(QuestionType.TRUE_FALSE)
    wrong = question(QuestionType.TRUE_FALSE, truth=False)

    assert describe(define(frozen(right))) != describe(define(frozen(wrong)))
