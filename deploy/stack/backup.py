"""Backups: a dump of every database and a copy of the files, with a SHA-256 for each."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deploy.stack import control, files, restoring, roster, steps, stillness
from deploy.stack import state as memory
from deploy.stack import up as bring
from deploy.stack.environment import Environment
from deploy.stack.report import Refused, step
from deploy.stack.servers import binaries

MANIFEST = "manifest.json"
FORMAT = 1


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: when it was begun, which services, the SHA-256 of every file."""

    format: int
    made_at: datetime
    services: list[str]
    sha256: dict[str, str]


def save(environment: Environment, folder: Path) -> Path:
    """Write a backup of the running academy; the manifest comes last and makes it complete."""
    made_at = datetime.now(UTC).replace(microsecond=0)
    target = folder / f"academy-{made_at:%Y-%m-%d-%H%M%S}"
    target.mkdir(parents=True, mode=0o700)
    with step("Saving") as line, stillness.snapshots(environment) as snapshots:
        for name, snapshot in snapshots.items():
            line.tell(name)
            _dump(environment, name, snapshot, target / f"{name}.dump")
        line.tell("files")
        shutil.copytree(environment.files_dir, target / "files")
        sums = {str(path.relative_to(target)): _sha256(path) for path in _contents(target)}
        manifest = Manifest(FORMAT, made_at, environment.services, sums)
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        files.write(target / MANIFEST, text)
    return target


def verify(folder: Path) -> Manifest:
    """The manifest of an undamaged, complete backup; anything else is refused."""
    path = folder / MANIFEST
    if not path.exists():
        message = f"{folder} is not a complete backup: it has no {MANIFEST}."
        raise Refused(message)
    manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    found = {str(path.relative_to(folder)): _sha256(path) for path in _contents(folder)}
    wrong = sorted(
        name
        for name in manifest.sha256.keys() | found.keys()
        if manifest.sha256.get(name) != found.get(name)
    )
    if wrong:
        message = f"The backup is damaged; nothing was changed. Different or missing: {wrong[:5]}"
        raise Refused(message)
    return manifest


def load(environment: Environment, folder: Path) -> None:
    """Make the backup this academy's data; until everything is read in, nothing changes."""
    manifest = verify(folder)
    unknown = sorted(set(manifest.services) - set(environment.services))
    if unknown:
        message = f"The backup has services that this version does not know: {unknown}"
        raise Refused(message)
    with step("Reading the backup in"):
        for name in manifest.services:
            restoring.read_in(environment, name, folder / f"{name}.dump")
    with step("Exchanging the data"):
        _stop_academy(environment)
        for name in manifest.services:
            restoring.exchange(environment, name)
        restoring.exchange_files(environment, folder / "files")
        restoring.forget_messages(environment)
    environment.state.done = {"demo": steps.RESTORED}
    memory.save_state(environment.stack, environment.state)
    bring.up(environment.stack)


def _dump(environment: Environment, name: str, snapshot: str, target: Path) -> None:
    url = stillness.database_url(environment, name)
    program = binaries.require("initdb").with_name("pg_dump")
    _run([str(program), "--format=custom", f"--snapshot={snapshot}", f"--file={target}", url])


def _stop_academy(environment: Environment) -> None:
    parts = [part.name for part in roster.parts(environment)]
    control.keep_only(environment.stack, [part.name for part in environment.servers.parts])
    for name in parts:
        control.wait_gone(environment.stack, name)


def _run(command: list[str]) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        message = f"{Path(command[0]).name} failed: {result.stderr.strip()}"
        raise Refused(message)


def _contents(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
