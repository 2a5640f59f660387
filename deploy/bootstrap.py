"""Makes `.venv` and installs the locked packages; runs on the bare system Python, every time."""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK_FILE = ROOT / "requirements.lock"
STAMP = VENV / ".academy-lock"
LOG = ROOT / ".academy" / "install.log"
LINES_SHOWN = 25


def main() -> int:
    """Do what is missing; a stamp written last tells the next run that nothing is."""
    if is_current():
        return 0
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "install.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_current():
            return 0
        try:
            make_environment()
            install()
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"\n{error.stderr or error}\nThe whole log: {LOG}\n")
            return 1
        except KeyboardInterrupt:
            sys.stderr.write("\nInterrupted. The next run goes on from here.\n")
            return 130
        STAMP.write_text(wanted())
    return 0


def wanted() -> str:
    """Changes with the lock, the Python and the place (scripts of a venv name their folder)."""
    lock = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    return f"{lock} {platform.python_version()} {VENV}"


def is_current() -> bool:
    """Whether `.venv` has exactly the locked packages."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted()


def make_environment() -> None:
    """A virtual environment with a pip that runs; a broken one is made anew."""
    if PYTHON.exists() and quietly([str(PYTHON), "-m", "pip", "--version"]):
        return
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if quietly(command):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing python3-venv")
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-q", "-y", "python3-venv", version]):
            run(["apt-get", "-o", "DPkg::Lock::Timeout=120", *words], environment)
        run(command, dict(os.environ))
        return
    hint = "Python cannot make virtual environments here; install python3-venv."
    raise subprocess.CalledProcessError(1, command, stderr=hint)


def install() -> None:
    """The locked packages, each checked against its hash, with one moving line of progress."""
    total = sum(line[:1].isalpha() and "==" in line for line in LOCK_FILE.read_text().splitlines())
    command = [
        *(str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"),
        *("--progress-bar", "off", "--disable-pip-version-check", "-r", str(LOCK_FILE)),
    ]
    began, done = time.monotonic(), 0
    with (
        LOG.open("w") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
        ) as process,
    ):
        for line in process.stdout or ():
            log.write(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                done += 1
                show(f"Installing Python packages  {done} of about {total}")
            elif line.startswith("Installing collected packages"):
                show("Installing Python packages  unpacking")
    if process.returncode:
        tail = "\n".join(LOG.read_text().splitlines()[-LINES_SHOWN:])
        raise subprocess.CalledProcessError(process.returncode, command, stderr=tail)
    clear = "\r\033[K" if sys.stderr.isatty() else ""
    say(f"{clear}  ✓ Installing Python packages  ({time.monotonic() - began:.1f} s)")


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run to the end or raise with what it said."""
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise subprocess.CalledProcessError(
            result.returncode, command, stderr=result.stdout[-2000:] + result.stderr[-2000:]
        )


def quietly(command: list[str]) -> bool:
    """Whether a command succeeds."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def show(text: str) -> None:
    """A moving line, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K  … {text}")
        sys.stderr.flush()


def say(text: str) -> None:
    """A line that stays."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
