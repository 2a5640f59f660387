"""Grading of choices."""

from contracts.courses.attempts import Answer
from contracts.courses.questions import QuestionContent
from services.courses.policies.grading.marks import RIGHT, WRONG, Mark, all_or


def mark_single(content: QuestionContent, answer: Answer) -> Mark:
    """The one right option and no other."""
    return RIGHT if answer.choices == right_options(content)[:1] else WRONG


def mark_truth(content: QuestionContent, answer: Answer) -> Mark:
    """True, or false."""
    return RIGHT if answer.truth is content.truth else WRONG


def mark_multiple(content: QuestionContent, answer: Answer) -> Mark:
    """In part: each right pick counts up; each wrong one costs the penalty, or a right pick."""
    right = set(right_options(content))
    picked = set(answer.choices)
    hits, wrong = len(picked & right), len(picked - right)
    if content.penalty:
        return all_or(content, Mark(hits / len(right), wrong))
    return all_or(content, Mark(max(0.0, (hits - wrong) / len(right)), wrong))


def right_options(content: QuestionContent) -> list[str]:
    """Ids of the options to choose."""
    return [option.id for option in content.options if option.correct]
