"""How often somebody may guess wrongly."""

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


def ensure_attempts_left(limit: Limit, filling: datetime | None, now: datetime) -> None:
    """Refuse when the window is full; says when the attempt that fills it leaves it.

    That is the newest but `amount - 1`, if there are as many.
    """
    leaves = None if filling is None else filling + timedelta(seconds=limit.seconds)
    if leaves is None or leaves <= now:
        return
    seconds = max(1, round((leaves - now).total_seconds()))
    raise TooManyAttempts(f"Wait {seconds} seconds before you try again.", {"retry_after": seconds})
