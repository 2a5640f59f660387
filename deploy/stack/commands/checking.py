"""The loop before every push."""

import subprocess
import time

from deploy.stack.environment import python
from deploy.stack.report import say
from deploy.stack.stack import Stack

TOOLS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy", "contracts", "services", "gateway", "console", "deploy", "tests"],
    "imports": ["-c", "import sys; from importlinter.cli import lint_imports_command as c; c()"],
    "tests": ["-m", "pytest", "-q", "tests/architecture", "tests/unit"],
}


def check(arguments: list[str]) -> int:
    """Format, lint, types, import rules, unit and architecture tests; needs no servers."""
    stack = Stack()
    chosen = arguments or list(TOOLS)
    failed = [name for name in chosen if not _passes(stack, name)]
    say(f"\nNot clean: {', '.join(failed)}." if failed else "\nClean.")
    return 1 if failed else 0


def contracts(arguments: list[str]) -> int:
    """Accept a changed message, route or variable: golden schemas, openapi.json, docs."""
    stack = Stack()
    command = [python(stack), "-m", "tests.architecture.generated", *arguments]
    return subprocess.run(command, cwd=stack.root, check=False).returncode


def _passes(stack: Stack, name: str) -> bool:
    if name not in TOOLS:
        say(f"There is no check {name!r}; there are: {', '.join(TOOLS)}.")
        return False
    began = time.monotonic()
    say(f"── {name}")
    result = subprocess.run([python(stack), *TOOLS[name]], cwd=stack.root, check=False)
    verdict = "ok" if result.returncode == 0 else "FAILED"
    say(f"── {name}: {verdict} ({time.monotonic() - began:.1f} s)")
    return result.returncode == 0
