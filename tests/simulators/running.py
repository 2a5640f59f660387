"""Starts a simulator as the process that the local stack would start, and stops it again."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests

_ROOT = Path(__file__).parents[2]
_START_SECONDS = 30


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(module: str, *options: str, health: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python -m <module> <options>` until the block ends; starts once *health* answers."""
    process = subprocess.Popen([sys.executable, "-m", module, *options], cwd=_ROOT)
    try:
        _await_health(process, health)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)


def _await_health(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args!r} did not start.")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=1).ok
    except requests.ConnectionError:
        return False
