"""Rules of correcting a key: what was asked stays, what counts as right changes."""

from collections.abc import Mapping

from msgspec.structs import replace

from contracts.courses.questions import Option, Pair, QuestionContent, TextPart
from services.courses.quiz_definitions import Definition, FrozenQuestion

PLAIN_KEYS = (
    "truth",
    "accepted",
    "ignore_case",
    "ignore_accents",
    "ignore_spaces",
    "fuzzy",
    "number",
    "tolerance",
    "tolerance_kind",
)


def corrected(definition: Definition, keys: Mapping[str, QuestionContent]) -> Definition:
    """The same questions, graded by the keys that they have now."""
    questions = {
        name: _corrected(question, keys[name]) if name in keys else question
        for name, question in definition.questions.items()
    }
    return replace(definition, questions=questions)


def _corrected(question: FrozenQuestion, now: QuestionContent) -> FrozenQuestion:
    content = question.content
    if content.type is not now.type:
        return question
    changes = {name: getattr(now, name) for name in PLAIN_KEYS}
    changes |= {"options": _options(content, now), "items": _items(content, now)}
    changes["pairs"], changes["distractors"] = _pairs(content, now)
    return replace(question, content=replace(content, **changes))


def _options(content: QuestionContent, now: QuestionContent) -> list[Option]:
    """The options as they were shown, right as they are marked now; unless none would be."""
    marked = {option.id: option for option in now.options}
    options = [_marked(one, marked.get(one.id)) for one in content.options]
    return options if any(one.correct for one in options) else content.options


def _marked(option: Option, now: Option | None) -> Option:
    if now is None:
        return replace(option, correct=False)
    return replace(option, correct=now.correct, explanation=now.explanation)


def _items(content: QuestionContent, now: QuestionContent) -> list[TextPart]:
    """The items as they were shown, in the order that is right now."""
    shown = {item.id: item for item in content.items}
    if shown.keys() != {item.id for item in now.items}:
        return content.items
    return [shown[item.id] for item in now.items]


def _pairs(content: QuestionContent, now: QuestionContent) -> tuple[list[Pair], list[TextPart]]:
    """Each left text with the shown right text that belongs to it now; the others distract."""
    rights = {pair.right_id: pair.right for pair in content.pairs}
    rights |= {part.id: part.text for part in content.distractors}
    by_text = {text: id_ for id_, text in rights.items()}
    wanted = {pair.id: pair.right for pair in now.pairs}
    pairs = [
        replace(one, right=wanted[one.id], right_id=by_text[wanted[one.id]])
        if wanted.get(one.id) in by_text
        else one
        for one in content.pairs
    ]
    used = {pair.right_id for pair in pairs}
    return pairs, [TextPart(id=one, text=text) for one, text in rights.items() if one not in used]
