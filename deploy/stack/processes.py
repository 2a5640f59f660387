"""Starting, recognizing and ending processes: by pid and start time, so no stranger is ever hit."""

import os
import pwd
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import psutil

from deploy.stack.part import Part

MARK = "ACADEMY_PART"
CLOCK_TOLERANCE = 2.0


class Identity(msgspec.Struct, frozen=True):
    """A process, told apart from a later one with the same number."""

    pid: int
    started: float


def identify(process: psutil.Process) -> Identity:
    """What to remember of a running process."""
    return Identity(process.pid, process.create_time())


def find(identity: Identity) -> psutil.Process | None:
    """The remembered process if it still runs."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(identity.pid)
        same = abs(process.create_time() - identity.started) < CLOCK_TOLERANCE
        return process if same and is_alive(process) else None
    return None


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs; a child that ended is reaped by asking."""
    if isinstance(process, psutil.Popen):
        return process.poll() is None
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def spawn(part: Part, log: Path, mark: str) -> psutil.Popen:
    """Start a part in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    owner = pwd.getpwnam(part.user) if part.user else None
    with log.open("ab") as output:
        return psutil.Popen(
            part.command,
            cwd=part.folder,
            env={**part.environment, MARK: mark},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )


def ask_to_leave(process: psutil.Process, how: int) -> None:
    """Send the polite signal."""
    with suppress(psutil.NoSuchProcess):
        process.send_signal(how)


def kill(process: psutil.Process) -> None:
    """End it and whatever it started in its session, now."""
    with suppress(ProcessLookupError, psutil.NoSuchProcess):
        if os.getpgid(process.pid) == process.pid and is_alive(process):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def strays(prefix: str) -> Iterator[tuple[str, psutil.Process]]:
    """Running processes started for a stack, with their marks, whoever lost sight of them."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            mark = process.environ().get(MARK, "")
            if mark.startswith(prefix) and is_alive(process):
                yield mark.removeprefix(prefix), process
