"""Running a program for as long as it may take, without holding up anybody.

Waiting means looking again after a moment: under eventlet's `time.sleep` the other workers go on,
and what the program writes goes to files, so that no pipe can fill.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from contracts.courses.media import VideoFault

BOUNDED = Path(__file__).with_name("bounded.py")
LOOK_SECONDS = 0.25
LAST_WORDS = 600
MOST_OUTPUT = 64_000_000


class ConversionFailed(Exception):
    """A program could not do what it was asked; `fault` says why, `words` are its own."""

    def __init__(self, fault: VideoFault, words: str = "") -> None:
        super().__init__(fault, words)
        self.fault = fault
        self.words = words


def run(command: list[str], *, seconds: int, watch: Callable[[], None] = lambda: None) -> str:
    """What the program writes; *watch* is called again and again while it works.

    Whatever ends the wait, the program ends with it.
    """
    with TemporaryFile() as output, TemporaryFile() as complaints:
        process = _start(command, seconds, output, complaints)
        try:
            _wait(process, seconds, watch)
        finally:
            _end(process)
        if process.returncode:
            raise ConversionFailed(VideoFault.NOT_CONVERTED, _tail(complaints))
        output.seek(0)
        return output.read(MOST_OUTPUT).decode(errors="replace")


def _start(
    command: list[str], seconds: int, output: IO[bytes], complaints: IO[bytes]
) -> "subprocess.Popen[bytes]":
    cores = os.cpu_count() or 1
    bounds = [sys.executable, "-I", str(BOUNDED), str(os.getpid()), str(seconds * cores)]
    return subprocess.Popen(  # noqa: S603 (our own words, and paths of our own files)
        [*bounds, *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=complaints,
        start_new_session=True,
    )


def _wait(process: "subprocess.Popen[bytes]", seconds: int, watch: Callable[[], None]) -> None:
    deadline = time.monotonic() + seconds
    while process.poll() is None:
        if time.monotonic() > deadline:
            raise ConversionFailed(VideoFault.TOO_SLOW, f"It took more than {seconds} s.")
        watch()
        time.sleep(LOOK_SECONDS)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Leave nothing running, helpers of the program included."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        while process.poll() is None:
            time.sleep(0.02)


def _tail(complaints: IO[bytes]) -> str:
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - LAST_WORDS))
    return complaints.read().decode(errors="replace").strip()
