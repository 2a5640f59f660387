"""The whole proof, against a stack of its own that is gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from deploy.stack import control, files, processes, web
from deploy.stack import state as memory
from deploy.stack import up as bring
from deploy.stack.board import write_owner
from deploy.stack.environment import Environment, python
from deploy.stack.report import complain, say, step
from deploy.stack.servers import binaries, room
from deploy.stack.stack import Stack

SIDE_BY_SIDE = ["-n", "3", "--dist", "worksteal"]
"""For tests that share nothing but a database server, for which they wait now and then."""

MORE_THAN_CORES = ["-n", "4", "--dist", "worksteal"]
"""For tests that wait half of the time, and share nothing at all."""

FILE_BY_FILE = ["-n", "2", "--dist", "loadscope"]
"""For tests that use the stack together, each file its own people."""

BY_FOLDER = [*FILE_BY_FILE, "--no-loadscope-reorder"]
"""For tests that share queues with those in their folder (`tests/integration/conftest.py`)."""

EACH_ITS_SHARE = ["-n", "2", "--dist", "each"]
"""For tests that know themselves which of them a process runs (`tests/security/fuzzing.py`)."""

DESCRIPTION = "tests/security/test_fuzzed_api.py"
"""Sends every operation what the API's description allows, and much that it does not."""

GROUPS = {
    "architecture and unit": ["tests/architecture", "tests/unit", *MORE_THAN_CORES],
    "databases": ["tests/integration", "-m", "postgres and not broker", *SIDE_BY_SIDE],
    "integration": ["tests/integration", "-m", "not postgres or broker", *BY_FOLDER],
    "journeys": ["tests/e2e", *FILE_BY_FILE],
    "outages": ["tests/faults"],
    # Last, since they leave odd people and courses behind.
    "security": ["tests/security", f"--ignore={DESCRIPTION}", *FILE_BY_FILE],
    # By itself: all its tests have one name, which other ways to share would take for one test.
    "described answers": [DESCRIPTION, *EACH_ITS_SHARE],
}
NOTHING_SELECTED = 5
PASSED_ON = ("CI", "TERM", "COLUMNS", "OPENEDX_DEMO_COURSE")
"""What tests may know of the world around the stack."""


def test(arguments: list[str]) -> int:
    """Run all tests, a real browser included, against a private stack: test [pytest arguments]."""
    stack = Stack("test")
    with files.locked(stack.root / ".academy" / "test.lock"):
        binaries.install_missing(["chromium", "docker-compose", "ffmpeg", "tmux"])
        with _fresh(stack) as environment:
            variables = _variables(environment)
            if any(_is_path(stack, word) for word in arguments):
                return _pytest(stack, variables, arguments)
            return _all_groups(stack, variables, arguments)


def bench(arguments: list[str]) -> int:
    """Measure, against a private stack without rate limits: bench [arguments of tests.load]."""
    stack = Stack("bench")
    with (
        files.locked(stack.root / ".academy" / "bench.lock"),
        _fresh(stack) as environment,
    ):
        command = [python(stack), "-m", "tests.load", *arguments]
        variables = _variables(environment)
        return subprocess.run(command, cwd=stack.root, env=variables, check=False).returncode


@contextmanager
def _fresh(stack: Stack) -> Iterator[Environment]:
    """An empty stack, brought up; afterwards only its logs are left, whatever happens between."""
    _remove(stack)
    write_owner(stack, processes.identify(psutil.Process()))
    try:
        yield bring.up(stack)
    finally:
        with step("Stopping the private stack"):
            control.down(stack)
            room.remove_all(memory.load_state(stack))


def _remove(stack: Stack) -> None:
    """End what an earlier, killed run may have left, and forget its data and logs."""
    if stack.folder.exists():
        control.down(stack)
        room.remove_all(memory.load_state(stack))
        shutil.rmtree(stack.folder)


def _variables(environment: Environment) -> dict[str, str]:
    chromium = binaries.locate("chromium")
    browser = {"CHROMIUM_PATH": str(chromium)} if chromium else {}
    around = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    return {**around, **environment.of_tests(), **browser}


def _all_groups(stack: Stack, variables: dict[str, str], arguments: list[str]) -> int:
    failed = [] if arguments or _web_app_holds(stack) else ["web app"]
    for title, folders in GROUPS.items():
        say(f"\n━━ {title}")
        if _pytest(stack, variables, [*folders, *arguments], may_be_empty=bool(arguments)):
            failed.append(title)
    if failed:
        complain(f"\nFailed: {', '.join(failed)}. Logs of the stack: {stack.logs}")
    else:
        say("\nAll tests passed.")
    return 1 if failed else 0


def _web_app_holds(stack: Stack) -> bool:
    """Whether the web app's types and its own tests are right."""
    say("\n━━ web app")
    folder = stack.root / "gateway" / "web"
    path = f"{web.node_folder(stack)}:{os.environ.get('PATH', '')}"
    command = ["npm", "run", "--silent", "check"]
    variables = {**os.environ, "PATH": path}
    return subprocess.run(command, cwd=folder, env=variables, check=False).returncode == 0


def _pytest(
    stack: Stack, variables: dict[str, str], arguments: list[str], *, may_be_empty: bool = False
) -> int:
    command = [python(stack), "-m", "pytest", *arguments]
    code = subprocess.run(command, cwd=stack.root, env=variables, check=False).returncode
    return 0 if code == NOTHING_SELECTED and may_be_empty else code


def _is_path(stack: Stack, word: str) -> bool:
    """Whether a pytest argument names files (`tests/unit/x.py::test_y`) rather than an option."""
    return not word.startswith("-") and (stack.root / word.partition("::")[0]).exists()
