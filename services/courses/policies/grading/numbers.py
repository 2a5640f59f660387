"""Grading of numbers."""

import re
import unicodedata
from decimal import Decimal

from contracts.courses.attempts import Answer
from contracts.courses.questions import QuestionContent, ToleranceKind
from services.courses.policies.grading.marks import RIGHT, WRONG, Mark

WRITTEN = re.compile(r"^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,3})?$")
GROUPS = re.compile(r"(?<=\d),(?=\d{3}(,\d{3})*(\.|$))")
SIGNS = {"\u2212": "-", "\u066b": ".", "\u066c": ",", "\u00d7": "x"}
BLANK = re.compile(r"[\s\u00a0\u202f'_]+")


def mark_number(content: QuestionContent, answer: Answer) -> Mark:
    """Not farther from the number than the tolerance."""
    given = read_number(answer.text)
    if given is None or content.number is None:
        return WRONG
    wanted = decimal_of(content.number)
    return RIGHT if abs(given - wanted) <= allowed(content, wanted) else WRONG


def allowed(content: QuestionContent, wanted: Decimal) -> Decimal:
    """How far from the number an answer may be."""
    tolerance = decimal_of(content.tolerance)
    if content.tolerance_kind is ToleranceKind.RELATIVE:
        return abs(wanted) * tolerance / 100
    return tolerance


def decimal_of(number: float) -> Decimal:
    """A number as it is written, not as the processor keeps it."""
    return Decimal(str(number))


def read_number(text: str) -> Decimal | None:
    """A number as people write it: with a comma or a point, in any digits, or in powers of ten."""
    written = BLANK.sub("", "".join(_plain_digit(letter) for letter in text)).lower()
    if "." in written or written.count(",") > 1:
        written = GROUPS.sub("", written)
    written = written.replace(",", ".", 1)
    return Decimal(written) if WRITTEN.match(written) else None


def _plain_digit(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    return SIGNS.get(letter, letter) if digit is None else str(digit)
