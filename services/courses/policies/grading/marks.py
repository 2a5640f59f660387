"""What graders of the types agree on."""

from typing import NamedTuple

from contracts.courses.questions import Partial, QuestionContent


class Mark(NamedTuple):
    """How much of an answer is right, between 0 and 1, and how many parts of it are wrong."""

    share: float
    wrong: int


RIGHT = Mark(1.0, 0)
WRONG = Mark(0.0, 1)


def all_or(content: QuestionContent, mark: Mark) -> Mark:
    """The mark where parts count, else everything or nothing."""
    if mark == RIGHT or content.partial is not Partial.ALL_OR_NOTHING:
        return mark
    return WRONG
