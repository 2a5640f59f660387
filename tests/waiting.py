"""Waiting for a condition instead of sleeping."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

ValueT = TypeVar("ValueT")


async def eventually(
    check: Callable[[], Awaitable[ValueT]], *, seconds: float = 15, every: float = 0.05
) -> ValueT:
    """The first true value of *check*; its errors and falsehoods are waited out."""
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            value = await check()
        except AssertionError as error:
            last = error
        else:
            if value:
                return value
            last = value
        await asyncio.sleep(every)
    raise AssertionError(f"It did not come true within {seconds} s; the last answer was {last!r}.")


def until(check: Callable[[], ValueT], *, seconds: float = 15, every: float = 0.05) -> ValueT:
    """The first true value of *check*, for code that does not run in an event loop."""
    deadline = time.monotonic() + seconds
    value = check()
    while not value and time.monotonic() < deadline:
        time.sleep(every)
        value = check()
    assert value, f"It did not come true within {seconds} s; the last answer was {value!r}."
    return value
