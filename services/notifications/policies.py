"""The rules about mail: pure functions over values."""

from datetime import datetime, timedelta

MAX_ATTEMPTS = 10
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=2)
LEASE = timedelta(minutes=3)
"""How long one attempt may take before another process takes the delivery over."""

KEPT = timedelta(days=90)
"""How long a settled delivery answers the question what a person was told."""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Wait twice as long after every failure; None when it is time to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    return now + min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)
