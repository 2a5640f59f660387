"""From a package or a folder to a course without a format, with its files in the store.

Everything here works on plain files and takes its time, so services call it in a thread.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from contracts.courses.errors import PackageUnknown, PackageUnreadable
from contracts.courses.exchange import ExchangeFormat, Finding
from services.common.storage import FileStore
from services.courses.exchange.carpentries import read_carpentries
from services.courses.exchange.cartridge.reader import read_cartridge
from services.courses.exchange.detecting import detect
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.reader import read_olx
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.tidying import tidied
from services.courses.exchange.tree import Asset, Course, lessons_of
from services.courses.importing.addresses import SourceFile
from services.courses.importing.folder import Folder, FolderRefused

SCRATCH = "scratch"
Progress = Callable[[int], None]


class Reading(NamedTuple):
    """What was read: the course, its files as they are stored, and what could not be mapped."""

    format: ExchangeFormat
    course: Course
    files: dict[str, SourceFile]
    findings: list[Finding]


def read_package(package: Path, scratch: Path, course_id: UUID, store: FileStore) -> Reading:
    """Unpack a package beside the stored files, read it, and leave nothing behind."""
    scratch.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(dir=scratch))
    try:
        unpack(package, root)
        reading = read_folder(root, lambda _key: course_id)
        return reading._replace(files=stow(store, course_id, reading.course.assets.values()))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def read_folder(root: Path, course_id_of: Callable[[str], UUID]) -> Reading:
    """Read a course from a folder; its files are where they were."""
    try:
        folder = Folder(root)
        kind, directory = detect(folder)
        findings = Findings()
        course = tidied(_read(folder, kind, directory, findings), findings)
    except FolderRefused as refusal:
        raise PackageUnreadable(str(refusal)) from None
    if not lessons_of(course):
        raise PackageUnknown("The package holds a course without a single lesson.")
    files = describe_files(course_id_of(course.key), course.assets.values())
    return Reading(kind, course, files, findings.list_all())


def _read(folder: Folder, kind: ExchangeFormat, directory: str, findings: Findings) -> Course:
    if kind is ExchangeFormat.OLX:
        return read_olx(folder, directory, findings)
    if kind is ExchangeFormat.COMMON_CARTRIDGE:
        return read_cartridge(folder, directory, findings)
    return read_carpentries(folder, directory, findings)


def describe_files(course_id: UUID, assets: Iterable[Asset]) -> dict[str, SourceFile]:
    """The files as the course will have them, by their path; an id tells of path and content."""
    return {asset.path: _source_file(course_id, asset) for asset in assets}


def stow(store: FileStore, course_id: UUID, assets: Iterable[Asset]) -> dict[str, SourceFile]:
    """The same, with the bytes in the store."""
    files = describe_files(course_id, assets)
    for path, file in files.items():
        store.put(file.id, file.place)
        files[path] = msgspec.structs.replace(file, place=store.path(file.id))
    return files


def _source_file(course_id: UUID, asset: Asset) -> SourceFile:
    with asset.place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceFile(
        id=uuid5(course_id, f"{asset.path}:{digest}"),
        path=asset.path,
        place=asset.place,
        media_type=asset.media_type,
        sha256=digest,
    )
