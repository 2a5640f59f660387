"""Tags: one word or a few, the same however they are spelled."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")


def tag_slug(name: str) -> str:
    """The tag without case, accents and punctuation, its words joined by hyphens.

    Letters of every script stay, since a tag is written in its teacher's language.
    """
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", name.casefold()))
    composed = unicodedata.normalize("NFKC", plain)
    letters = "".join(letter if _belongs(letter) else " " for letter in composed)
    return "-".join(letters.split())[:LONGEST].strip("-")


def distinct_tags(names: Iterable[str]) -> dict[str, str]:
    """Names by slug, each tag once, in the given order; what has no letters is left out."""
    found: dict[str, str] = {}
    for name in names:
        slug = tag_slug(name)
        if slug:
            found.setdefault(slug, " ".join(name.split()))
    return found


def _belongs(letter: str) -> bool:
    """Letters, their marks and digits; the plus and the sharp that tell C++ and C# from C."""
    return letter in "+#" or unicodedata.category(letter)[0] in "LMN"
