"""Hashing passwords: argon2id (RFC 9106), outside the thread that serves everybody else."""

import os
import threading
import unicodedata
from collections.abc import Callable
from typing import Any, Protocol

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import VerificationError

from services.accounts.integrations.breaches import known_breaches

RunInThread = Callable[..., Any]

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
"""The least that the password storage cheat sheet of OWASP recommends."""
AT_ONCE = 1 + (os.cpu_count() or 1)
"""One for every processor and one in waiting; more would take as long in all, and 19 MB each."""


class PasswordHasher(Protocol):
    """Turns passwords into hashes and compares them."""

    def hash(self, password: str) -> str:
        """A salted hash."""
        ...

    def matches(self, digest: str | None, password: str) -> bool:
        """Whether it is the password; takes as long when there is no hash to compare with."""
        ...

    def is_outdated(self, digest: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...

    def is_breached(self, password: str) -> bool:
        """Whether it is on a list of stolen or common passwords."""
        ...


class Argon2Passwords:
    """argon2id; `run_in_thread` keeps the work away from the event loop."""

    def __init__(self, run_in_thread: RunInThread, breached_file: str = "") -> None:
        self._run_in_thread = run_in_thread
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._breached = known_breaches(breached_file)
        self._argon2 = Argon2(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._nobody = self._argon2.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """A salted hash."""
        with self._turns:
            return str(self._run_in_thread(self._argon2.hash, _normalized(password)))

    def matches(self, digest: str | None, password: str) -> bool:
        """Whether it is the password; an unknown person's attempt costs the same work."""
        known, given = digest or self._nobody, _normalized(password)
        with self._turns:
            verified = self._run_in_thread(self._verify, known, given)
        return bool(verified) and digest is not None

    def is_outdated(self, digest: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._argon2.check_needs_rehash(digest)

    def is_breached(self, password: str) -> bool:
        """Whether it is on a list of stolen or common passwords."""
        return bool(self._run_in_thread(self._breached.has, password))

    def _verify(self, digest: str, password: str) -> bool:
        try:
            return self._argon2.verify(digest, password)
        except VerificationError:
            return False


def _normalized(password: str) -> str:
    """One spelling for what keyboards encode differently (NIST SP 800-63B 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
