"""A process is known by its number and its start, so a recycled number is never taken for it."""

import subprocess
import sys
from collections.abc import Iterator

import msgspec
import psutil
import pytest

from deploy.stack import processes
from deploy.stack.part import Part
from deploy.stack.probes import TcpProbe


@pytest.fixture
def sleeper() -> Iterator[psutil.Process]:
    """Some process."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as started:
        yield psutil.Process(started.pid)
        started.kill()


def test_a_remembered_process_is_found(sleeper: psutil.Process) -> None:
    found = processes.find(processes.identify(sleeper))

    assert found is not None
    assert found.pid == sleeper.pid


def test_a_process_with_the_same_number_but_another_start_is_a_stranger(
    sleeper: psutil.Process,
) -> None:
    remembered = msgspec.structs.replace(
        processes.identify(sleeper), started=sleeper.create_time() - 60
    )

    assert processes.find(remembered) is None


def test_another_terminal_is_no_reason_to_replace_a_process_but_another_setting_is() -> None:
    part = Part("one", ("true",), {"PATH": "/bin", "LOG_LEVEL": "INFO"}, "/", TcpProbe(1))
    elsewhere = msgspec.structs.replace(part, environment={"PATH": "/x", "LOG_LEVEL": "INFO"})
    louder = msgspec.structs.replace(part, environment={"PATH": "/bin", "LOG_LEVEL": "DEBUG"})

    assert part.fingerprint == elsewhere.fingerprint
    assert part.fingerprint != louder.fingerprint
