"""A private PostgreSQL, reached only through the loopback address and with a password."""

import os
import pwd
import signal
import subprocess
import tempfile
from pathlib import Path

from deploy.stack.part import Part, Rank
from deploy.stack.probes import PostgresProbe
from deploy.stack.report import Refused
from deploy.stack.servers import binaries, room
from deploy.stack.stack import Stack
from deploy.stack.state import Secrets, State

PROGRAMS = ["initdb"]
ADMIN = "academy_admin"
# Every service process may open 2 x MAX_WORKERS; tests and tools come on top.
MAX_CONNECTIONS = 300
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": str(MAX_CONNECTIONS),
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "jit": "off",
    "timezone": "UTC",
    "log_min_duration_statement": "1000",
}


def private_part(stack: Stack, state: State, secrets: Secrets) -> Part:
    """The server as a part; its data folder is made on the first call."""
    owner = room.owner_for("postgres")
    folder = room.data_folder(stack, state, "postgres", owner)
    _initialize(folder, owner, secrets.postgres_password)
    port = state.ports["postgres"]
    options = [f"-c{name}={value}" for name, value in OPTIONS.items()]
    return Part(
        name="postgres",
        command=(
            str(binaries.require("initdb").parent / "postgres"),
            "-D",
            str(folder / "data"),
            "-p",
            str(port),
            *options,
        ),
        environment={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        folder=str(folder),
        probe=PostgresProbe(admin_url(state, secrets)),
        rank=Rank.SERVER,
        user=owner,
        stop_signal=signal.SIGINT,
    )


def admin_url(state: State, secrets: Secrets) -> str:
    """Where the superuser signs in."""
    where = f"127.0.0.1:{state.ports['postgres']}"
    return f"postgresql://{ADMIN}:{secrets.postgres_password}@{where}/postgres"


def _initialize(folder: Path, owner: str | None, password: str) -> None:
    """Make the cluster beside its place and move it there: half a one never counts."""
    if (folder / "data").exists():
        return
    draft = Path(tempfile.mkdtemp(dir=folder, prefix="draft-"))
    word = draft / "word"
    word.touch(mode=0o600)
    word.write_text(password)
    for path in (draft, word):
        room.give(path, owner)
    _run_initdb(draft, word, owner)
    (draft / "data").rename(folder / "data")
    word.unlink()
    draft.rmdir()


def _run_initdb(draft: Path, word: Path, owner: str | None) -> None:
    entry = pwd.getpwnam(owner) if owner else None
    result = subprocess.run(
        [
            str(binaries.require("initdb")),
            *("-D", str(draft / "data"), "-U", ADMIN, "--pwfile", str(word)),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
        ],
        cwd=draft,
        user=entry.pw_uid if entry else None,
        group=entry.pw_gid if entry else None,
        extra_groups=[] if entry else None,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        message = f"PostgreSQL could not make its data folder:\n{result.stderr.strip()}"
        raise Refused(message)
