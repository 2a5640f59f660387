"""What the launcher says: short lines for people, one moving line while something takes time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """Something a person must put right; the text says what and how."""


def say(text: str = "") -> None:
    """One line to the person."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line to the person about what went wrong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class Step:
    """One line of progress; on a terminal it moves, elsewhere only its end is written."""

    def __init__(self, title: str) -> None:
        """Start counting the time."""
        self._title = title
        self._began = time.monotonic()
        self._moves = sys.stdout.isatty()
        self.result = ""

    def tell(self, detail: str) -> None:
        """Where it stands now."""
        if self._moves:
            sys.stdout.write(f"\r\033[K  … {self._title}  {detail}"[:160])
            sys.stdout.flush()

    def end(self, mark: str) -> None:
        """Write the line that stays."""
        seconds = time.monotonic() - self._began
        clear = "\r\033[K" if self._moves else ""
        detail = f"  {self.result}" if self.result else ""
        say(f"{clear}  {mark} {self._title}{detail}  ({seconds:.1f} s)")


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Show that something is under way, then that it is done or that it failed."""
    line = Step(title)
    line.tell("")
    try:
        yield line
    except BaseException:
        line.end("✗")
        raise
    line.end("✓")
