"""Questions of Open edX, sort by sort."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from contracts.courses.exchange import Loss
from contracts.courses.questions import Partial, QuestionType
from services.courses.exchange.olx.markup import inner_html, without
from services.courses.exchange.prose import Surroundings, plain_text, to_words
from services.courses.exchange.tree import Choice

Answer = dict[str, Any]
"""Fields of a question that say what is right."""

QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
RANGE = re.compile(r"^[\[(]\s*([^,\s]+)\s*,\s*([^,\s]+)\s*[\])]$")
ANYTHING = {".*", ".+", ".*.", "^.*$", "[\\s\\S]*", ""}
HINTS = ("choicehint", "optionhint", "compoundhint")
TRUTHS = {"true": True, "false": False}
BY_PART, BY_PARTS = Partial.BY_PART, {"EDC", "halves"}
"""Open edX counts parts in two ways, the academy in one."""


def read_answer(response: Element, around: Surroundings) -> Answer | None:
    """What is right; None, and a report, when the academy has no such question."""
    read = READERS.get(str(response.tag))
    if read is None:
        around.lost(Loss.INTERACTIVE, str(response.tag))
        return None
    if response.get("partial_credit"):
        around.lost(Loss.SETTING, f"partial_credit={response.get('partial_credit')}")
    return read(response, around)


def _single(response: Element, around: Surroundings) -> Answer | None:
    choices = [_choice(choice, around) for choice in response.iter("choice")]
    return _one_of(choices, around)


def _one_of(choices: list[Choice], around: Surroundings) -> Answer | None:
    right = sum(choice.correct for choice in choices)
    if right != 1:
        around.lost(Loss.ANSWER, f"{right} right choices")
    if right == 0:
        return None
    words = {choice.text.strip().lower(): choice for choice in choices}
    if right == 1 and set(words) == set(TRUTHS) and not any(one.feedback for one in choices):
        return {"sort": QuestionType.TRUE_FALSE, "truth": words["true"].correct}
    sort = QuestionType.SINGLE if right == 1 else QuestionType.MULTIPLE
    return {"sort": sort, "choices": choices}


def _multiple(response: Element, around: Surroundings) -> Answer | None:
    choices = [_choice(choice, around) for choice in response.iter("choice")]
    if not choices:
        around.lost(Loss.ANSWER, "no choices")
        return None
    partial = BY_PART if response.get("partial_credit") in BY_PARTS else Partial.ALL_OR_NOTHING
    return {"sort": QuestionType.MULTIPLE, "choices": choices, "partial": partial}


def _dropdown(response: Element, around: Surroundings) -> Answer | None:
    choices = []
    for box in response.iter("optioninput"):
        right = box.get("correct", "")
        named = [first or second for first, second in QUOTED.findall(box.get("options", ""))]
        choices += [Choice(text=name, correct=name == right) for name in named]
        choices += [_choice(option, around) for option in box.iter("option")]
    return _one_of(choices, around)


def _choice(element: Element, around: Surroundings) -> Choice:
    correct = element.get("correct", "").lower()
    if correct not in {"true", "false", ""}:
        around.lost(Loss.SETTING, f"correct={correct}")
    said = [hint for hint in element if hint.tag in HINTS]
    text = to_words(inner_html(without(element, HINTS)), around)
    return Choice(
        text=text or element.get("name", ""),
        correct=correct in {"true", "partial"},
        feedback=" ".join(to_words(inner_html(hint), around) for hint in said),
    )


def _text(response: Element, around: Surroundings) -> Answer | None:
    kinds = response.get("type", "").split()
    accepted = [one.strip() for one in response.get("answer", "").split("_or_")]
    accepted += [one.get("answer", "") for one in response.iter("additional_answer")]
    if "regexp" in kinds:
        if accepted[0].strip() in ANYTHING:
            return {"sort": QuestionType.ESSAY}
        around.lost(Loss.ANSWER, f"regexp {accepted[0]}")
        return None
    accepted = [answer for answer in accepted if answer]
    if not accepted:
        around.lost(Loss.ANSWER, "no answer")
        return None
    for hint in response.iter("stringequalhint"):
        around.lost(Loss.SETTING, f"stringequalhint {plain_text(inner_html(hint))}")
    return {
        "sort": QuestionType.TEXT,
        "accepted": accepted,
        "ignore_case": "ci" in kinds,
        "ignore_accents": False,
        "ignore_spaces": False,
    }


def _number(response: Element, around: Surroundings) -> Answer | None:
    written = response.get("answer", "").strip()
    found = RANGE.match(written)
    low, high = (_float(found[1]), _float(found[2])) if found else (None, None)
    if low is not None and high is not None:
        middle, half = (low + high) / 2, abs(high - low) / 2
        return {"sort": QuestionType.NUMBER, "number": middle, "tolerance": half}
    number = _float(written)
    if number is None:
        around.lost(Loss.ANSWER, written)
        return None
    for more in response.iter("additional_answer"):
        around.lost(Loss.ANSWER, more.get("answer", ""))
    return {"sort": QuestionType.NUMBER, "number": number, **_tolerance(response)}


def _tolerance(response: Element) -> Answer:
    params = [one for one in response.iter("responseparam") if one.get("type") == "tolerance"]
    written = (params[0].get("default", "") if params else response.get("tolerance", "")).strip()
    amount = _float(written.removesuffix("%")) or 0.0
    return {"tolerance": abs(amount), "tolerance_is_percent": written.endswith("%")}


def _float(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if abs(number) < float("1e300") else None


Reader = Callable[[Element, Surroundings], Answer | None]
READERS: dict[str, Reader] = {
    "multiplechoiceresponse": _single,
    "truefalseresponse": _multiple,
    "choiceresponse": _multiple,
    "optionresponse": _dropdown,
    "stringresponse": _text,
    "numericalresponse": _number,
}
UNKNOWN = {
    *("annotationresponse", "choicetextresponse", "coderesponse", "customresponse"),
    *("externalresponse", "formularesponse", "imageresponse", "javascriptresponse"),
    *("jsmeresponse", "schematicresponse", "symbolicresponse"),
}
RESPONSES = {*READERS, *UNKNOWN}
