"""A checkout of the launcher around the tiny academy, driven from outside like a person would."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

REPOSITORY = Path(__file__).resolve().parents[3]
TINY = Path(__file__).with_name("tiny")


class Checkout:
    """A folder with its own launcher, stack and servers."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.root = root
        self.environment = environment
        shutil.copytree(TINY, root, dirs_exist_ok=True)
        shutil.copytree(REPOSITORY / "deploy", root / "deploy")
        (root / ".venv").symlink_to(REPOSITORY / ".venv")
        (root / "requirements.lock").write_text("")

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command without waiting for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.local", *words],
            cwd=self.root,
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
            | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def call(self, *words: str) -> str:
        """Run a command that has to succeed; what it said."""
        code, said = self.try_to(*words)
        assert code == 0, said
        return said

    def try_to(self, *words: str) -> tuple[int, str]:
        """Run a command; its exit code and what it said."""
        process = self.start(*words)
        said, _ = process.communicate(timeout=240)
        return process.returncode, said

    def pids(self) -> dict[str, int]:
        """The processes of the parts that run."""
        parts = self.remembered("seen.json").get("parts", {})
        return {name: part["identity"]["pid"] for name, part in parts.items() if part["identity"]}

    def remembered(self, name: str) -> dict[str, Any]:
        """A file of the stack's state."""
        path = self.root / ".academy" / "local" / name
        found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def variables(self) -> dict[str, str]:
        """What `env` exports."""
        lines = self.call("env").splitlines()
        pairs = [line.removeprefix("export ").partition("=") for line in lines]
        return {name: value.strip("'") for name, _, value in pairs}

    def remove(self) -> None:
        """Stop everything and delete what the servers kept outside the folder."""
        self.call("down")
        for folder in self.remembered("state.json").get("data", {}).values():
            shutil.rmtree(folder, ignore_errors=True)


def marked(mark: str) -> list[int]:
    """Processes that carry a stack's mark, of whatever user."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("ACADEMY_PART", "").startswith(mark):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found
