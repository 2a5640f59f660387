"""What holds for every test of the console: none of them waits for ever."""

import faulthandler
import gc
import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

_LONGEST_SECONDS = 240
"""Desks give up long before and show what stood on the screen; this is for all other waits."""
_GARBAGE = (20_000, 20, 20)


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """End a test that hangs, and say where."""
    faulthandler.dump_traceback(sys.__stderr__)
    pytest.fail(f"Still at it after {_LONGEST_SECONDS} seconds.")


@pytest.fixture(autouse=True)
def _end() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LONGEST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True, scope="session")
def _seldom_collected_garbage() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
