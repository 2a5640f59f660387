"""Guesses are counted before they are looked at, and given back when they were right.

Counting first is what keeps a hundred guesses at the same moment within the limit; PostgreSQL is
where they are counted, so the limits hold without Redis.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from services.accounts import policies
from services.accounts.policies import Limit
from services.accounts.repository import AttemptRepository, Window
from services.common.work import Begin, UnitOfWork

Counted = tuple[Limit, bytes]
"""A limit, and whose attempts are counted: a fingerprint of the account, the address …"""


@contextmanager
def reserved(begin: Begin, *counted: Counted) -> Iterator[None]:
    """Guess inside this block; raising keeps the attempt, leaving it in order gives it back.

    Raises `TooManyAttempts` instead of entering when one of the limits is reached.
    """
    with begin() as work:
        taken = take(work, *counted)
    yield
    with begin() as work:
        AttemptRepository(work.session).take_back(taken)


def take(work: UnitOfWork, *counted: Counted) -> list[UUID]:
    """Count one attempt for each scope and key, always locked in the same order."""
    attempts = AttemptRepository(work.session)
    names = sorted({(limit.scope, key) for limit, key in counted})
    attempts.lock(names)
    windows = [
        Window(limit.scope, key, work.now - timedelta(seconds=limit.seconds), limit.amount)
        for limit, key in counted
    ]
    for (limit, _), filling in zip(counted, attempts.list_filling(windows), strict=True):
        policies.ensure_attempts_left(limit, filling, work.now)
    return attempts.add(names, work.now)
