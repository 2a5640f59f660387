"""Grading of short texts."""

import re
import unicodedata
from difflib import SequenceMatcher

from contracts.courses.attempts import Answer
from contracts.courses.questions import QuestionContent
from services.courses.policies.grading.marks import RIGHT, WRONG, Mark

LIKE_ENOUGH = 0.85
LONGEST_COMPARED = 300
SPACES = re.compile(r"\s+")
TATWEEL = "\u0640"


def mark_text(content: QuestionContent, answer: Answer) -> Mark:
    """Any of the accepted answers, told apart as finely as the question wants."""
    given = plain(content, answer.text)
    accepted = [plain(content, text) for text in content.accepted]
    if given in accepted:
        return RIGHT
    alike = content.fuzzy and any(_is_like(given, text) for text in accepted)
    return RIGHT if alike else WRONG


def plain(content: QuestionContent, text: str) -> str:
    """The text without what does not matter."""
    text = unicodedata.normalize("NFKC", text)
    if content.ignore_accents:
        text = _without_accents(text)
    if content.ignore_case:
        text = text.casefold()
    return SPACES.sub("", text) if content.ignore_spaces else SPACES.sub(" ", text).strip()


def _without_accents(text: str) -> str:
    """Without marks above and below letters, Arabic vowel signs and stretched lines included."""
    letters = unicodedata.normalize("NFKD", text).replace(TATWEEL, "")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_like(given: str, accepted: str) -> bool:
    """Nearly the same letters; long texts are not compared, since that takes long."""
    if max(len(given), len(accepted)) > LONGEST_COMPARED:
        return False
    return SequenceMatcher(None, given, accepted, autojunk=False).ratio() >= LIKE_ENOUGH
