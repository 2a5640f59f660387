"""Rules of questions: each can be answered and graded as it is written."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from contracts.courses.errors import QuestionInUse, QuestionInvalid
from contracts.courses.questions import Partial, QuestionContent, QuestionType

FEWEST = 2
Problem = tuple[str, str]
"""Where something is wrong inside of a question, and what."""

PARTIALS = {
    QuestionType.MULTIPLE: {Partial.ALL_OR_NOTHING, Partial.BY_PART},
    QuestionType.ORDERING: set(Partial),
    QuestionType.MATCHING: {Partial.ALL_OR_NOTHING, Partial.BY_PART},
}


def ensure_valid(content: QuestionContent) -> None:
    """Raise with a pointer to each field that needs attention."""
    found = [*_of_all(content), *CHECKS[content.type](content)]
    if found:
        errors = [{"pointer": f"/content{at}", "detail": detail} for at, detail in found]
        raise QuestionInvalid("Some parts of the question need your attention.", {"errors": errors})


def ensure_unused(quiz_titles: Sequence[str]) -> None:
    """What a quiz asks stays in the bank."""
    if quiz_titles:
        named = ", ".join(f"“{title}”" for title in quiz_titles)
        raise QuestionInUse(f"Take the question out of {named} first.", {"quizzes": [*quiz_titles]})


def ensure_pool_suffices(pool: str, left: int, draws: Mapping[str, int]) -> None:
    """A pool keeps as many questions as any quiz draws from it."""
    short = [title for title, draw in draws.items() if draw > left]
    if short:
        named = ", ".join(f"“{title}”" for title in short)
        raise QuestionInUse(
            f"{named} draws from the pool “{pool}”, which would be too small.", {"quizzes": short}
        )


def _of_all(content: QuestionContent) -> Iterator[Problem]:
    if not content.prompt.strip():
        yield "/prompt", "Write what you ask."
    if not content.points and content.type is not QuestionType.ESSAY:
        yield "/points", "A question is worth more than nothing."
    if content.partial not in PARTIALS.get(content.type, {Partial.ALL_OR_NOTHING}):
        yield "/partial", "Questions of this type have no such rule."


def _choices(content: QuestionContent) -> Iterator[Problem]:
    if len(content.options) < FEWEST:
        yield "/options", "Offer at least two options."
    yield from _blank("options", [option.text for option in content.options])
    right = sum(option.correct for option in content.options)
    if content.type is QuestionType.SINGLE and right != 1:
        yield "/options", "Mark exactly one option as right."
    if content.type is QuestionType.MULTIPLE and not right:
        yield "/options", "Mark at least one option as right."


def _text(content: QuestionContent) -> Iterator[Problem]:
    if not content.accepted:
        yield "/accepted", "Give at least one answer that counts as right."
    for index, text in enumerate(content.accepted):
        if not text.strip():
            yield f"/accepted/{index}", "Write the answer, or remove it."


def _number(content: QuestionContent) -> Iterator[Problem]:
    if content.number is None or not math.isfinite(content.number):
        yield "/number", "Give the right number."


def _ordering(content: QuestionContent) -> Iterator[Problem]:
    if len(content.items) < FEWEST:
        yield "/items", "Give at least two items to put into order."
    yield from _blank("items", [item.text for item in content.items])


def _matching(content: QuestionContent) -> Iterator[Problem]:
    if len(content.pairs) < FEWEST:
        yield "/pairs", "Give at least two pairs."
    for index, pair in enumerate(content.pairs):
        if not (pair.left.strip() and pair.right.strip()):
            yield f"/pairs/{index}", "Write both sides of the pair."
    yield from _blank("distractors", [part.text for part in content.distractors])


def _essay(content: QuestionContent) -> Iterator[Problem]:
    for index, criterion in enumerate(content.rubric):
        if not criterion.title.strip():
            yield f"/rubric/{index}/title", "Name the criterion."
        if not criterion.levels:
            yield f"/rubric/{index}/levels", "Give at least one level."
        for at, level in enumerate(criterion.levels):
            if not level.title.strip():
                yield f"/rubric/{index}/levels/{at}/title", "Name the level."
    if not full_marks(content):
        yield "/points", "A question is worth more than nothing."


def full_marks(content: QuestionContent) -> float:
    """What the best answer earns: of an essay with a rubric the best level of each criterion."""
    if content.type is not QuestionType.ESSAY or not content.rubric:
        return content.points
    best = (max((level.points for level in one.levels), default=0.0) for one in content.rubric)
    return float(sum(best))


def _blank(name: str, texts: Sequence[str]) -> Iterator[Problem]:
    for index, text in enumerate(texts):
        if not text.strip():
            yield f"/{name}/{index}/text", "Write the text, or remove it."
        elif text.strip() in {one.strip() for one in texts[:index]}:
            yield f"/{name}/{index}/text", "This text is there already."


def _nothing_more(_content: QuestionContent) -> Iterator[Problem]:
    yield from ()


CHECKS: dict[QuestionType, Callable[[QuestionContent], Iterator[Problem]]] = {
    QuestionType.SINGLE: _choices,
    QuestionType.MULTIPLE: _choices,
    QuestionType.TRUE_FALSE: _nothing_more,
    QuestionType.TEXT: _text,
    QuestionType.NUMBER: _number,
    QuestionType.ORDERING: _ordering,
    QuestionType.MATCHING: _matching,
    QuestionType.ESSAY: _essay,
}
