"""Where the programs of the servers are on this machine, and how to get the missing ones."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.stack.report import Refused, step
from deploy.stack.stack import is_root

PACKAGES = {
    "initdb": "postgresql",
    "rabbitmq-server": "rabbitmq-server",
    "epmd": "rabbitmq-server",
    "redis-server": "redis-server",
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "chromium": "chromium",
    "tmux": "tmux",
    "docker-compose": "docker-compose",
}
PLACES = ("/usr/lib/rabbitmq/bin", "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_SAVED = Path("/usr/sbin/policy-rc.d.before-academy")
POLICY_TEXT = "#!/bin/sh\n# Academy installs packages without starting their services.\nexit 101\n"


def locate(program: str) -> Path | None:
    """The real program, not a wrapper that changes the user."""
    newest_first = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -float(place.parent.name)
    )
    places = os.pathsep.join([*map(str, newest_first), *PLACES, os.environ.get("PATH", "")])
    found = shutil.which(program, path=places)
    return Path(found) if found else None


def require(program: str) -> Path:
    """The program, once `install_missing` has run."""
    found = locate(program)
    if found is None:
        message = f"{program} is not installed (Debian package {PACKAGES[program]})."
        raise Refused(message)
    return found


def install_missing(programs: list[str]) -> None:
    """Install what is missing as root on Debian or Ubuntu, else say in one sentence what to do."""
    if is_root():
        _restore_policy()
    missing = [program for program in programs if locate(program) is None]
    if not missing:
        return
    packages = sorted({PACKAGES[program] for program in missing})
    if not (is_root() and shutil.which("apt-get")):
        message = (
            f"Please install {' '.join(packages)} (on Debian or Ubuntu: "
            f"sudo apt-get install {' '.join(packages)}), or run `docker compose up` instead."
        )
        raise Refused(message)
    with step(f"Installing {' '.join(packages)}") as line, _services_kept_down():
        line.tell("apt-get update")
        _apt_get("update", "-q")
        line.tell("apt-get install")
        _apt_get("install", "-q", "-y", "--no-install-recommends", *packages)


def install_if_possible(programs: list[str]) -> bool:
    """The same for what the academy can do without; whether the programs are there afterwards."""
    try:
        install_missing(programs)
    except Refused:
        return False
    return True


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        tail = "\n".join((result.stdout + result.stderr).splitlines()[-15:])
        message = f"apt-get {' '.join(arguments)} failed:\n{tail}"
        raise Refused(message)


@contextmanager
def _services_kept_down() -> Iterator[None]:
    """Debian starts a server the moment it is installed unless policy-rc.d says no."""
    if POLICY.exists() and POLICY.read_text() != POLICY_TEXT:
        POLICY.replace(POLICY_SAVED)
    POLICY.write_text(POLICY_TEXT)
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        _restore_policy()


def _restore_policy() -> None:
    """Put back what was there, also after an installation that was killed."""
    if POLICY.exists() and POLICY.read_text() == POLICY_TEXT:
        POLICY.unlink()
    if POLICY_SAVED.exists():
        POLICY_SAVED.replace(POLICY)
