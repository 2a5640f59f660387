"""A quiz in words: what it asks and what counts as right, for reviewers and for differences."""

from collections.abc import Callable, Sequence

from contracts.courses.questions import (
    AnswerForm,
    Option,
    QuestionContent,
    QuestionType,
    ToleranceKind,
)
from services.courses.quiz_definitions import Definition, FrozenQuestion, FrozenSlot

Words = Callable[[QuestionContent], list[str]]
_FORMS = {
    AnswerForm.TEXT: "a text",
    AnswerForm.FILE: "a file",
    AnswerForm.EITHER: "a text or a file",
}


def describe(definition: Definition) -> str:
    """Every question with its key, in Markdown; the same words for quizzes that say the same."""
    places = [_place(definition, at, slot) for at, slot in enumerate(definition.slots, start=1)]
    return "\n\n".join(places)


def _place(definition: Definition, at: int, slot: FrozenSlot) -> str:
    questions = [definition.question(id_) for id_ in slot.question_ids]
    if slot.draw == len(questions) == 1:
        return _question(f"**{at}.**", questions[0], slot.points)
    told = f"**{at}.** {slot.draw} of these {len(questions)}:"
    return "\n\n".join([told, *(_question("**·**", one, slot.points) for one in questions)])


def _question(mark: str, question: FrozenQuestion, points: float) -> str:
    content = question.content
    kind = content.type.value.replace("_", " ")
    head = f"{mark} {content.prompt.strip()} *({kind}, {points:g} points{_loses(content)})*"
    told = [f"*Explanation:* {content.explanation.strip()}"] if content.explanation.strip() else []
    listed = "\n".join(f"- {line}" for line in _KEYS[content.type](content))
    return "\n\n".join([head, listed, *told] if listed else [head, *told])


def _loses(content: QuestionContent) -> str:
    return f", {content.penalty:g} less when wrong" if content.penalty else ""


def _options(content: QuestionContent) -> list[str]:
    return [_option(one) for one in content.options]


def _option(option: Option) -> str:
    told = f" ({option.explanation})" if option.explanation else ""
    return f"{'✓' if option.correct else '✗'} {option.text}{told}"


def _truth(content: QuestionContent) -> list[str]:
    return ["✓ true" if content.truth else "✓ false"]


def _accepted(content: QuestionContent) -> list[str]:
    rules = {
        "any case": content.ignore_case,
        "any accents": content.ignore_accents,
        "any spaces": content.ignore_spaces,
        "small slips": content.fuzzy,
    }
    allowed = [name for name, allows in rules.items() if allows]
    told = [f"accepts {', '.join(allowed)}"] if allowed else []
    return [*(f"✓ {text}" for text in content.accepted), *told]


def _number(content: QuestionContent) -> list[str]:
    unit = " %" if content.tolerance_kind is ToleranceKind.RELATIVE else ""
    within = f" ± {content.tolerance:g}{unit}" if content.tolerance else ""
    return [] if content.number is None else [f"✓ {content.number:g}{within}"]


def _ordered(content: QuestionContent) -> list[str]:
    return [f"{at}. {one.text}" for at, one in enumerate(content.items, start=1)]


def _pairs(content: QuestionContent) -> list[str]:
    wrong: Sequence[str] = [f"✗ {one.text}" for one in content.distractors]
    return [*(f"{pair.left} → {pair.right}" for pair in content.pairs), *wrong]


def _essay(content: QuestionContent) -> list[str]:
    levels = [
        f"{criterion.title}: "
        + ", ".join(f"{level.title} ({level.points:g})" for level in criterion.levels)
        for criterion in content.rubric
    ]
    return [f"takes {_FORMS[content.answer_form]}, graded by the teacher", *levels]


_KEYS: dict[QuestionType, Words] = {
    QuestionType.SINGLE: _options,
    QuestionType.MULTIPLE: _options,
    QuestionType.TRUE_FALSE: _truth,
    QuestionType.TEXT: _accepted,
    QuestionType.NUMBER: _number,
    QuestionType.ORDERING: _ordered,
    QuestionType.MATCHING: _pairs,
    QuestionType.ESSAY: _essay,
}
