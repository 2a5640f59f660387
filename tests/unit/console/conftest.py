"""What holds for every test of the console: none of them goes on for ever."""

import contextlib
import gc
import signal
from collections.abc import Iterator
from types import FrameType

import pytest
from textual.css.model import RuleSet

from tests.unit.console.rest import tell_tasks

_LONGEST_SECONDS = 240
"""Desks give up long before and show what stood on the screen; this is for all other waits."""
_GARBAGE = (20_000, 20, 20)


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """End a test that hangs, and say where every task of it is."""
    with contextlib.suppress(RuntimeError):  # It may hang outside of the event loop.
        tell_tasks()
    pytest.fail(f"Still at it after {_LONGEST_SECONDS} seconds.")


@pytest.fixture(autouse=True)
def _end() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LONGEST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True, scope="session")
def _quick() -> None:
    """Spend less on what no test is about: garbage, and looking style rules up."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]  # the same, without Python
