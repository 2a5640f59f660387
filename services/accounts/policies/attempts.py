"""How often somebody may guess wrongly."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from contracts.accounts.errors import TooManyAttempts


class Limit(msgspec.Struct, frozen=True):
    """At most so many wrong guesses of a kind within a sliding window of so many seconds."""

    scope: str
    amount: int
    seconds: int


SIGN_IN_OF_ACCOUNT = Limit("sign-in account", 10, 300)
SIGN_IN_OF_DEVICE = Limit("sign-in device", 10, 300)
SIGN_IN_FROM_ADDRESS = Limit("sign-in address", 200, 300)
SIGN_IN_ANYWHERE = Limit("sign-in", 3000, 300)
"""A person, their own known browser, a school behind one address, and everybody together."""

ADD_CHILD = Limit("add child", 10, 3600)
"""A guardian does not try out who has an account."""

LONGEST = timedelta(days=1)
"""The widest window of any limit; older attempts are forgotten."""


def ensure_attempts_left(limit: Limit, earlier: Sequence[datetime], now: datetime) -> None:
    """Refuse when the window is full; says when the oldest attempt leaves it."""
    window = timedelta(seconds=limit.seconds)
    counted = sorted(at for at in earlier if at > now - window)
    if len(counted) < limit.amount:
        return
    leaves = counted[len(counted) - limit.amount] + window
    seconds = max(1, round((leaves - now).total_seconds()))
    raise TooManyAttempts(f"Wait {seconds} seconds before you try again.", {"retry_after": seconds})
