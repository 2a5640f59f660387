"""The staff console in a real terminal, driven by keys and read as text."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.waiting import until

ROOT = Path(__file__).parents[2]
_SIZE = {"COLUMNS", "LINES"}
PATIENCE_SECONDS = 30
DEMO_PASSWORD = "academy-demo-1"
SIZES = SMALL, LARGE = (80, 24), (160, 50)


def size_name(size: tuple[int, int]) -> str:
    """How a size is written in the name of a test."""
    return f"{size[0]}x{size[1]}"


def in_size(size: tuple[int, int]) -> pytest.MarkDecorator:
    """For a journey whose screens another one shows in the other size."""
    return pytest.mark.parametrize("terminal", [size], indirect=True, ids=size_name)


class Terminal:
    """A tmux server of its own with one window, driven by keys and read as text."""

    def __init__(self, size: tuple[int, int], environment: dict[str, str]) -> None:
        self.server = f"academy-{uuid4().hex[:8]}"
        self.size = size
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        run = f"cd {shlex.quote(str(ROOT))} && {settings} {sys.executable} -m console"
        # What comes after the console keeps the window, to be read; it is killed with it.
        self.command = f"{run}; echo It ended with $?.; exec cat"

    def start(self) -> None:
        """Open the window with the console in it."""
        columns, rows = map(str, self.size)
        self.tmux("new-session", "-d", "-x", columns, "-y", rows, self.command)

    def start_again(self) -> None:
        """Run the console in the window that another one has left."""
        self.tmux("respawn-window", "-k", self.command)

    def end_by(self, key: str) -> None:
        """Press a key that ends the console; it has to end well."""
        self.press(key)
        self.wait_for("It ended with 0.")

    def ask(self, what: str) -> str:
        """What tmux knows of the window."""
        return self.tmux("display-message", "-p", f"#{{{what}}}").strip()

    def tmux(self, *arguments: str) -> str:
        """Run one tmux command and answer with what it printed."""
        return subprocess.run(
            ["tmux", "-L", self.server, "-f", os.devnull, *arguments],
            check=True,
            capture_output=True,
            text=True,
            # Readline may have written the size of an outer terminal there.
            env={name: value for name, value in os.environ.items() if name not in _SIZE},
        ).stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as `Enter`."""
        self.tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        """Type text as it is."""
        self.tmux("send-keys", "-l", text)

    def screen(self, *, styled: bool = False) -> str:
        """What stands in the window; styled keeps the escape sequences."""
        return self.tmux("capture-pane", "-p", *(["-e"] if styled else []))

    def wait_for(self, *words: str) -> str:
        """The screen as soon as it shows all of these."""
        try:
            return until(lambda: self.showing(*words), seconds=PATIENCE_SECONDS, every=0.03)
        except AssertionError:
            pytest.fail(f"{words} never appeared on\n{self.screen()}")

    def wait_for_no(self, words: str) -> None:
        """Wait until the screen does not show these any more."""
        until(lambda: not self.showing(words), seconds=PATIENCE_SECONDS)

    def showing(self, *words: str) -> str:
        """The screen if it shows all of these now, else nothing."""
        screen = self.screen()
        return screen if all(word in screen for word in words) else ""

    def close(self) -> None:
        """End this tmux server and what runs in it."""
        subprocess.run(["tmux", "-L", self.server, "kill-server"], check=False, capture_output=True)


def sign_in(
    terminal: Terminal, email: str, password: str = DEMO_PASSWORD, *, later: bool = True
) -> None:
    """Sign in at the door; `later` puts off the second step that staff is reminded of."""
    terminal.wait_for("The staff console", "E-mail")
    terminal.write(email)
    terminal.press("Enter")
    terminal.write(password)
    terminal.press("Enter")
    if later:
        terminal.wait_for("Set up a second step", "Later")
        terminal.press("n")


def open_person(terminal: Terminal, email: str) -> str:
    """Look somebody up and open their story; what stands on it."""
    terminal.wait_for("● live", "Revenue")
    terminal.press("3")
    terminal.wait_for("/ name or e-mail", "⏎ Open")
    terminal.press("/")
    terminal.write(email)
    terminal.press("Enter")
    terminal.wait_for("─ 1 person ─")
    terminal.press("Enter")
    return terminal.wait_for("Ways to sign in", email, "esc Back")


def give_reason(terminal: Terminal, reason: str) -> None:
    """Write it and send it, once all of it is there."""
    terminal.write(reason)
    terminal.wait_for(f"{len(reason)} of 2,000 characters")
    terminal.press("C-s")


def tick_all(terminal: Terminal) -> None:
    """Vouch for everything on the checklist, one after the other."""
    for left in range(6, 0, -1):
        terminal.wait_for(f"{left} of 6 are not ticked yet.")
        terminal.press("Space", "Down")
    terminal.wait_for("All are ticked.")


def written(folder: Path, pattern: str) -> list[str]:
    """The lines of the one file that the console wrote in a folder."""
    (file,) = folder.glob(pattern)
    return file.read_text().splitlines()
