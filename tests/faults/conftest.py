"""Servers that stop and come back while people use the academy."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.conftest import (  # noqa: F401 (fixtures)
    anybody,
    http,
    mailbox,
    person,
    stripe,
    student,
    teacher,
    url,
)

SERVERS = ("postgres", "rabbitmq", "redis")


def control(kind: str, action: str, name: str) -> None:
    """Act on one of the stack's own servers or parts; returns when it is done."""
    stack = os.environ["ACADEMY_STACK"]
    command = [sys.executable, "-m", "deploy.local", kind, action, name, "--stack", stack]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60)


@pytest.fixture
def server() -> Iterator[Callable[[str, str], None]]:
    """Stops and starts servers; all of them run again at the end."""
    touched: set[str] = set()

    def act(action: str, name: str) -> None:
        touched.add(name)
        control("servers", action, name)

    yield act
    for name in touched:
        control("servers", "start", name)
