"""Processes that a measurement starts, watches and ends."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.waiting import until

STOP_SECONDS = 5


class NotMeasured(Exception):
    """A measurement that could not be made; the message says what is missing."""


def free_port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], log: Path, *, cwd: Path | None = None, **variables: str
) -> Iterator[psutil.Process]:
    """A process that lives until the block ends, its own children included."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **variables},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield psutil.Process(process.pid)
    finally:
        _end(process)


def collect(command: Sequence[str], *, seconds: float, **variables: str) -> bytes:
    """The last line that a process prints before it ends."""
    environment = {**os.environ, **variables}
    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=seconds, check=False
    )
    if done.returncode:
        raise NotMeasured(f"{' '.join(command)}: {done.stderr.decode()[-2000:]}")
    return done.stdout.strip().splitlines()[-1]


def wait_for_page(url: str, *, seconds: float = 30) -> None:
    """Return when the address answers at all."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    until(answers, seconds=seconds, every=0.2)


def listener(port: int) -> psutil.Process:
    """The process that listens on a port of this machine."""
    for connection in psutil.net_connections("tcp"):
        if (connection.status, connection.laddr[1:]) == (psutil.CONN_LISTEN, (port,)):
            return psutil.Process(connection.pid)
    raise NotMeasured(f"Nothing listens on port {port}.")


def processor_seconds(process: psutil.Process) -> float:
    """Processor time that a process and its children have used."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(member.cpu_times()[:2]) for member in family)


def resident_bytes(process: psutil.Process) -> int:
    """Memory that a process and its children hold, shared pages counted in each."""
    family = [process, *process.children(recursive=True)]
    return sum(int(member.memory_info().rss) for member in family)


def settle(process: psutil.Process, *, seconds: float = 5) -> None:
    """Wait until a process has nothing left to do, so that the next measurement starts alone."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.cpu_percent(interval=0.3) > 5:
        pass


def _end(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
