"""Codes that people can read to each other."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U that looks like V."""
GROUPS, GROUP = 4, 4
"""30 ** 16 codes: as many as 78 bits."""
_CODE = re.compile(f"[{ALPHABET}]{{{GROUPS * GROUP}}}")


def new_code() -> str:
    """A code that nobody guesses, in groups of four."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)))


def read_code(text: str) -> str | None:
    """The code that somebody typed, with or without dashes, in any case; None if it is none."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper()
    return _grouped(plain) if _CODE.fullmatch(plain) else None


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
