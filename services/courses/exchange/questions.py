"""Questions of a course without a format as those of a question bank, and back."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from contracts.courses.questions import (
    Criterion,
    Option,
    Pair,
    QuestionContent,
    RubricLevel,
    TextPart,
    ToleranceKind,
)
from services.courses.exchange import tree
from services.courses.exchange.tree import Question
from services.courses.policies.quizzes.questions import full_marks

ALIKE = (
    *("prompt", "points", "penalty", "explanation", "pool", "partial", "truth", "accepted"),
    *("ignore_case", "ignore_accents", "ignore_spaces", "fuzzy", "number", "tolerance"),
    "answer_form",
)
"""What both call the same."""

TEXTS = ("prompt", "explanation")
Texts = Callable[[str], str]
"""Leads the addresses in a text."""


def to_content(question: Question, led: Texts) -> QuestionContent:
    """The question for a bank; its hints are read with the explanation, since there are no others.

    Its parts have no ids yet.
    """
    alike = {name: getattr(question, name) for name in ALIKE}
    told = "\n\n".join(filter(None, [question.explanation, *question.hints]))
    relative = question.tolerance_is_percent
    return QuestionContent(
        **alike | {"prompt": led(question.prompt), "explanation": led(told)},
        type=question.sort,
        tolerance_kind=ToleranceKind.RELATIVE if relative else ToleranceKind.ABSOLUTE,
        options=[
            Option(text=one.text, correct=one.correct, explanation=one.feedback)
            for one in question.choices
        ],
        items=[TextPart(text=text) for text in question.items],
        pairs=[Pair(left=one.left, right=one.right) for one in question.pairs],
        distractors=[TextPart(text=text) for text in question.distractors],
        rubric=[
            Criterion(
                title=one.title,
                levels=[
                    RubricLevel(title=level.title, points=level.points) for level in one.levels
                ],
            )
            for one in question.rubric
        ],
    )


def best_of(question: Question) -> float:
    """What the best answer earns."""
    return full_marks(to_content(question, str))


def from_content(key: str, content: QuestionContent, led: Texts) -> Question:
    """The question of a bank, without the ids of its parts."""
    alike = {name: getattr(content, name) for name in ALIKE}
    return Question(
        **alike | {name: led(getattr(content, name)) for name in TEXTS},
        key=key,
        sort=content.type,
        tolerance_is_percent=content.tolerance_kind is ToleranceKind.RELATIVE,
        choices=[
            tree.Choice(text=one.text, correct=one.correct, feedback=one.explanation)
            for one in content.options
        ],
        items=[one.text for one in content.items],
        pairs=[tree.Pair(left=one.left, right=one.right) for one in content.pairs],
        distractors=[one.text for one in content.distractors],
        rubric=[
            tree.Criterion(
                title=one.title,
                levels=[tree.Level(title=level.title, points=level.points) for level in one.levels],
            )
            for one in content.rubric
        ],
    )


def with_known_ids(content: QuestionContent, before: QuestionContent | None) -> QuestionContent:
    """The content with the ids of the parts that read as before; the others have none."""
    if before is None:
        return content
    rights = _ids_by(before.pairs, "right", "right_id")
    return replace(
        content,
        options=_named(content.options, before.options, "text"),
        items=_named(content.items, before.items, "text"),
        pairs=[
            replace(one, right_id=_next(rights, one.right))
            for one in _named(content.pairs, before.pairs, "left")
        ],
        distractors=_named(content.distractors, before.distractors, "text"),
        rubric=[
            replace(one, levels=_named(one.levels, _levels_of(before, one.title), "title"))
            for one in _named(content.rubric, before.rubric, "title")
        ],
    )


def _named(parts: Sequence[Any], before: Sequence[Any], words: str) -> list[Any]:
    ids = _ids_by(before, words, "id")
    return [replace(part, id=_next(ids, getattr(part, words))) for part in parts]


def _ids_by(parts: Sequence[Any], words: str, id_: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(getattr(part, words), []).append(getattr(part, id_))
    return found


def _next(ids: dict[str, list[str]], words: str) -> str:
    left = ids.get(words)
    return left.pop(0) if left else ""


def _levels_of(content: QuestionContent, title: str) -> Sequence[RubricLevel]:
    return next((one.levels for one in content.rubric if one.title == title), [])
