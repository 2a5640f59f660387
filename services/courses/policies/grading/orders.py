"""Grading of what is put into order and what is matched."""

from itertools import pairwise

from contracts.courses.attempts import Answer
from contracts.courses.questions import Partial, QuestionContent
from services.courses.policies.grading.marks import Mark, all_or


def mark_ordering(content: QuestionContent, answer: Answer) -> Mark:
    """In part: items at their place, or neighbors that follow one another as they should."""
    right = [item.id for item in content.items]
    if sorted(answer.order) != sorted(right):
        return all_or(content, Mark(0.0, len(right)))
    if content.partial is Partial.BY_NEIGHBOR:
        return _by_neighbor(right, answer.order)
    misplaced = sum(given != wanted for given, wanted in zip(answer.order, right, strict=True))
    return all_or(content, Mark(1 - misplaced / len(right), misplaced))


def mark_matching(content: QuestionContent, answer: Answer) -> Mark:
    """In part: each pair counts; texts that read alike are as good as one another."""
    texts = {pair.right_id: pair.right for pair in content.pairs}
    given = {left: texts.get(right) for left, right in answer.pairs.items()}
    hits = sum(given.get(pair.id) == pair.right for pair in content.pairs)
    answered = sum(pair.id in given for pair in content.pairs)
    return all_or(content, Mark(hits / len(content.pairs), answered - hits))


def _by_neighbor(right: list[str], given: list[str]) -> Mark:
    wanted = set(pairwise(right))
    kept = sum(pair in wanted for pair in pairwise(given))
    return Mark(kept / len(wanted), len(wanted) - kept)
