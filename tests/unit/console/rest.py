"""Knowing when a console has done all that it was told."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from unittest import mock

ReplyT = TypeVar("ReplyT")
_SOON_SECONDS = 0.02
_TURNS = 500
_THREAD_SECONDS = 0.001
_to_thread = asyncio.to_thread


class Rest:
    """What the event loop still has to do.

    Textual guesses it from the time that the processor spends, which on a busy machine takes long
    and is wrong now and then.
    """

    def __init__(self) -> None:
        self.loop: Any = asyncio.get_running_loop()
        self.in_threads = 0

    @property
    def busy(self) -> bool:
        """Whether anything can go on right now."""
        return bool(self.loop._ready) or self.in_threads > 0

    @property
    def complete(self) -> bool:
        """Whether nothing can go on now, nor is a timer about to ring."""
        soon = self.loop.time() + _SOON_SECONDS
        rings = (timer.when() for timer in self.loop._scheduled if not timer.cancelled())
        return not self.busy and all(at > soon for at in rings)

    async def come(self, *_: float) -> None:
        """Wait until nothing can go on; for work in threads half a second at most."""
        for _turn in range(_TURNS):
            await asyncio.sleep(_THREAD_SECONDS if self.in_threads else 0)
            if not self.busy:
                return

    async def to_thread(
        self, work: Callable[..., ReplyT], /, *arguments: Any, **named: Any
    ) -> ReplyT:
        """What comes of work in a thread, which is counted meanwhile."""
        self.in_threads += 1
        try:
            return await _to_thread(work, *arguments, **named)
        finally:
            self.in_threads -= 1


def tell_tasks() -> None:
    """Say of every task where it waits, unless it is for a message, in the output of a test."""
    for task in asyncio.all_tasks():
        places, waits = [], task.get_coro()
        while frame := getattr(waits, "cr_frame", None):
            places.append(f"{frame.f_code.co_qualname}:{frame.f_lineno}")
            waits = waits.cr_await  # type: ignore[union-attr]  # it has a frame
        if not any("_get_message" in place for place in places):
            sys.stderr.write(f"{task.get_name()}: {' > '.join(places)}\n")


@contextlib.contextmanager
def known_rest() -> Iterator[Rest]:
    """Pilots wait for this rest from now on."""
    rest = Rest()
    with (
        mock.patch("textual.app.wait_for_idle", rest.come),
        mock.patch("textual.pilot.wait_for_idle", rest.come),
        mock.patch("asyncio.to_thread", rest.to_thread),
    ):
        yield rest
