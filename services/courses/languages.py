"""Which of PostgreSQL's text search configurations read a course's language, and a search's."""

import re
from collections.abc import Iterable

WORDS = "course_words"
"""Keeps every word as it is; for languages that PostgreSQL cannot stem, and beside those it can."""

STEMMED = {
    "Latin": (
        "en", "ca", "da", "de", "es", "eu", "fi", "fr", "ga", "hu", "id", "it", "lt", "nl", "no",
        "pt", "ro", "sr", "sv", "tr",
    ),
    "Cyrillic": ("ru", "sr"),
    "Greek": ("el",),
    "Arabic": ("ar",),
    "Devanagari": ("hi", "ne"),
    "Tamil": ("ta",),
    "Armenian": ("hy",),
    "Hebrew": ("yi",),
}  # fmt: skip
LETTERS = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
    "Tamil": re.compile("[\u0b80-\u0bff]"),
    "Armenian": re.compile("[\u0530-\u058f]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
}


def configurations(text: str, taught: Iterable[str]) -> list[str]:
    """How a search is read: word by word, and stemmed as each taught language of its script.

    Nobody says in which language they search, but "Häuser" is no Arabic; what is taught in no
    course need not be tried.
    """
    known = {language.split("-")[0] for language in taught}
    scripts = [script for script, letters in LETTERS.items() if letters.search(text)]
    read = [one for script in scripts for one in STEMMED[script] if one in known]
    return [WORDS, *(_name(language) for language in dict.fromkeys(read))]


def _name(language: str) -> str:
    return "course" if language == "en" else f"course_{language}"
