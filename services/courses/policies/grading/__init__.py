"""Grading by software: what an answer to a question earns."""

from collections.abc import Callable
from typing import NamedTuple

from contracts.courses.attempts import Answer, Verdict
from contracts.courses.questions import QuestionContent, QuestionType
from services.courses.policies.grading import choices, numbers, orders, texts
from services.courses.policies.grading.marks import Mark

PRECISION = 4


class Grade(NamedTuple):
    """What an answer earns, and in a word how it did."""

    verdict: Verdict
    score: float


UNANSWERED = Grade(Verdict.UNANSWERED, 0.0)
UNGRADED = Grade(Verdict.UNGRADED, 0.0)

MARKERS: dict[QuestionType, Callable[[QuestionContent, Answer], Mark]] = {
    QuestionType.SINGLE: choices.mark_single,
    QuestionType.MULTIPLE: choices.mark_multiple,
    QuestionType.TRUE_FALSE: choices.mark_truth,
    QuestionType.TEXT: texts.mark_text,
    QuestionType.NUMBER: numbers.mark_number,
    QuestionType.ORDERING: orders.mark_ordering,
    QuestionType.MATCHING: orders.mark_matching,
}


def is_answered(answer: Answer | None) -> bool:
    """Whether there is anything to grade."""
    if answer is None:
        return False
    given = answer.choices, answer.order, answer.pairs, answer.file_ids, answer.text.strip()
    return any(given) or answer.truth is not None


def grade(
    content: QuestionContent, answer: Answer | None, points: float, *, below_zero: bool = False
) -> Grade:
    """Grade an answer; an essay waits for its teacher, and nothing earns nothing."""
    if answer is None or not is_answered(answer):
        return UNANSWERED
    if content.type is QuestionType.ESSAY:
        return UNGRADED
    mark = MARKERS[content.type](content, answer)
    return Grade(_verdict(mark), _score(content, mark, points, below_zero=below_zero))


def _score(content: QuestionContent, mark: Mark, points: float, *, below_zero: bool) -> float:
    """A penalty is as large beside the points of an attempt as beside those of the question."""
    scale = points / content.points if content.points else 1.0
    earned = points * mark.share - content.penalty * scale * mark.wrong
    return round(earned if below_zero else max(0.0, earned), PRECISION)


def _verdict(mark: Mark) -> Verdict:
    if mark.share >= 1 and not mark.wrong:
        return Verdict.RIGHT
    return Verdict.PARTIAL if mark.share > 0 else Verdict.WRONG
