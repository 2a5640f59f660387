"""Assessments of a cartridge: the profile of QTI 1.2 that Common Cartridge allows."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from contracts.courses.questions import QuestionType
from services.courses.exchange.beyond import EXACT
from services.courses.exchange.cartridge.beyond import LESSON, QUESTION, key_of, restore
from services.courses.exchange.cartridge.rules import read_rules
from services.courses.exchange.prose import Surroundings, to_markdown, to_words
from services.courses.exchange.sidecar import restore_question, with_files
from services.courses.exchange.tree import Choice, Lesson, LessonSort, Question, Quiz
from services.courses.exchange.xml import child, children, local, text_at

Read = Callable[[Element | None, Surroundings], str]
SORTS = {
    "cc.multiple_choice": QuestionType.SINGLE,
    "cc.multiple_response": QuestionType.MULTIPLE,
    "cc.true_false": QuestionType.TRUE_FALSE,
    "cc.fib": QuestionType.TEXT,
    "cc.essay": QuestionType.ESSAY,
}
MOST_POINTS = 1000.0
LONGEST_POOL = 80


def read_assessment(root: Element, base: Lesson, around: Surroundings) -> Lesson | None:
    """The quiz as a lesson; None, and a report, when none of its questions can be asked."""
    assessment = child(root, "assessment")
    questions = _questions(assessment, around)
    fields = _fields(child(assessment, "qtimetadata"))
    kept = fields.get(LESSON, "")
    saved = restore(kept, assessment, Lesson, {"section"}) if assessment is not None else None
    if saved is not None and saved.quiz is not None:
        quiz = msgspec.structs.replace(saved.quiz, questions=questions)
        return with_files(msgspec.structs.replace(saved, quiz=quiz), around.shelf)
    if not questions:
        around.lost(Loss.ANSWER, "assessment")
        return None
    told = [child(assessment, name) for name in ("presentation_material", "rubric")]
    body = "\n\n".join(filter(None, (_material(one, around) for one in told)))
    quiz = Quiz(questions=questions, settings=read_rules(fields))
    return msgspec.structs.replace(base, sort=LessonSort.QUIZ, body=body, quiz=quiz)


def read_bank(root: Element, key: str, around: Surroundings) -> list[Question]:
    """The questions of a bank, each under a key of its own."""
    questions = _questions(child(root, "objectbank"), around)
    return [msgspec.structs.replace(one, key=f"{key}/{one.key}") for one in questions]


def _questions(parent: Element | None, around: Surroundings) -> list[Question]:
    items = _named(parent, "item") if parent is not None else ()
    read = (_question(item, around) for item in items)
    return [question for question in read if question is not None]


def _question(item: Element, around: Surroundings) -> Question | None:
    fields = _fields(child(item, "itemmetadata", "qtimetadata"))
    kept = fields.get(QUESTION, "")
    saved = restore(kept, item, Question)
    if saved is not None:
        return restore_question(saved, around.shelf)
    profile = fields.get("cc_profile", "").rpartition(".v")[0]
    here = around.at(item.get("title") or item.get("ident") or "item")
    sort = SORTS.get(profile)
    if sort is None:
        here.lost(Loss.ANSWER, fields.get("cc_profile") or "item")
        return None
    answer = _answer(sort, item, here)
    if answer is None:
        here.lost(Loss.ANSWER, "no right answer")
        return None
    return Question(
        key=key_of(kept) or item.get("ident", ""),
        sort=sort,
        prompt=_material(child(item, "presentation"), here) or item.get("title", ""),
        points=_points(fields.get("cc_weighting", "")),
        pool=fields.get("cc_question_category", "")[:LONGEST_POOL],
        explanation=_general(item, here),
        hints=[_material(hint, here) for hint in _named(item, "hintmaterial")],
        **answer,
    )


def _answer(sort: QuestionType, item: Element, around: Surroundings) -> dict[str, Any] | None:
    if sort is QuestionType.ESSAY:
        return {}
    right = set(_right(item))
    if not right:
        return None
    if sort is QuestionType.TEXT:
        ignore = not any(one.get("case", "").lower() == "yes" for one in _named(item, "varequal"))
        accepted = list(dict.fromkeys(_right(item)))
        return {"accepted": accepted, "ignore_case": ignore, **EXACT}
    choices = [_choice(label, right, item, around) for label in _named(item, "response_label")]
    if sort is QuestionType.TRUE_FALSE:
        truths = [one for one in choices if one.correct]
        return {"truth": truths[0].text.strip().lower() == "true"} if truths else None
    return {"choices": choices} if any(one.correct for one in choices) else None


def _choice(label: Element, right: set[str], item: Element, around: Surroundings) -> Choice:
    ident = label.get("ident", "")
    told = [_feedback(item, name, around, _words) for name in _shown_for(item, ident)]
    return Choice(
        text=_words(label, around),
        correct=ident in right,
        feedback=" ".join(filter(None, told)),
    )


def _right(item: Element) -> Iterator[str]:
    """What a condition that gives points asks for, and does not ask to be absent."""
    for condition in _named(item, "respcondition"):
        gives = [text_at(condition, "setvar")] if child(condition, "setvar") is not None else []
        if not any(_is_positive(points) for points in gives):
            continue
        absent = {id(one) for without in _named(condition, "not") for one in without.iter()}
        for one in _named(condition, "varequal"):
            if id(one) not in absent:
                yield (one.text or "").strip()


def _is_positive(points: str) -> bool:
    try:
        return float(points) > 0
    except ValueError:
        return False


def _shown_for(item: Element, ident: str) -> Iterator[str]:
    """Feedback that is shown to who chooses just this."""
    for condition in _named(item, "respcondition"):
        asked = [(one.text or "").strip() for one in _named(condition, "varequal")]
        if asked == [ident] and child(condition, "setvar") is None:
            yield from (one.get("linkrefid", "") for one in children(condition, "displayfeedback"))


def _general(item: Element, around: Surroundings) -> str:
    """Feedback that everybody sees, and solutions."""
    names = []
    for condition in _named(item, "respcondition"):
        if child(condition, "conditionvar", "other") is not None:
            names += [one.get("linkrefid", "") for one in children(condition, "displayfeedback")]
    told = [_feedback(item, name, around, _material) for name in names]
    told += [_material(one, around) for one in _named(item, "solutionmaterial")]
    return "\n\n".join(filter(None, dict.fromkeys(told)))


def _feedback(item: Element, name: str, around: Surroundings, read: Read) -> str:
    for feedback in children(item, "itemfeedback"):
        if feedback.get("ident") == name:
            bare = [one for one in feedback if local(one) not in {"solution", "hint"}]
            return "\n\n".join(filter(None, (read(one, around) for one in bare)))
    return ""


def _material(element: Element | None, around: Surroundings) -> str:
    """The first text of an element, as Markdown."""
    return to_markdown(_html(element), around)


def _words(element: Element | None, around: Surroundings) -> str:
    """The first text of an element, as it is shown without marks."""
    return to_words(_html(element), around)


def _html(element: Element | None) -> str:
    for text in _named(element, "mattext") if element is not None else ():
        written = "".join(text.itertext())
        escaped = written.replace("&", "&amp;").replace("<", "&lt;")
        return written if "html" in text.get("texttype", "") else f"<p>{escaped}</p>"
    return ""


def _fields(metadata: Element | None) -> dict[str, str]:
    rows = children(metadata, "qtimetadatafield") if metadata is not None else ()
    return {text_at(row, "fieldlabel"): text_at(row, "fieldentry") for row in rows}


def _points(written: str) -> float:
    points = float(written) if written.replace(".", "", 1).isdecimal() else 1.0
    return points if 0 < points <= MOST_POINTS else 1.0


def _named(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if local(one) == name)
