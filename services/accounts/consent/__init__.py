"""What guardians agree to, by version and language; a version that was agreed to never changes."""

from functools import cache
from pathlib import Path

from contracts.accounts.guardianships import ConsentText
from services.common.prose import prose

CURRENT = "2026-11"
LANGUAGES = ("en", "ar")


@cache
def consent_text(language: str) -> ConsentText:
    """The current text in a language, else in English."""
    spoken = language.split("-", maxsplit=1)[0].lower()
    chosen = spoken if spoken in LANGUAGES else LANGUAGES[0]
    text = (Path(__file__).parent / f"{CURRENT}.{chosen}.md").read_text(encoding="utf-8")
    return ConsentText(version=CURRENT, language=chosen, html=prose(text))
