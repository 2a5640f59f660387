"""Files that the console writes for whoever sits at it."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from contracts.errors import TooMany

ReplyT = TypeVar("ReplyT")
_OWNER_ONLY = 0o600
_LONGEST_PAUSE_SECONDS = 60


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """A file that was not there, for its owner alone; half written it is removed."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", newline="", encoding="utf-8") as file:
            yield file
    except BaseException:
        path.unlink()
        raise


async def patiently(ask: Callable[[], Awaitable[ReplyT]]) -> ReplyT:
    """An answer; told to slow down, wait as long as the gateway says and ask again."""
    while True:
        try:
            return await ask()
        except TooMany as refusal:
            seconds = int(refusal.extra.get("retry_after") or 1)
            await asyncio.sleep(min(seconds, _LONGEST_PAUSE_SECONDS))
