"""A Carpentries lesson as a course without a format."""

from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.assets import reference
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Asset, Course, Lesson, Module
from services.courses.importing.addresses import Addresses, SourceFile
from services.courses.importing.carpentries import CONFIG, INDEX, SourcePage, read_course
from services.courses.importing.folder import Folder

LESSONS, REFERENCE = "Lessons", "Reference"


class NeutralAddresses(Addresses):
    """Names pages and files as courses without a format do."""

    def of_page(self, path: str) -> str:
        """A lesson by its key, which is the path of its page."""
        return f"lesson:{path}"

    def of_file(self, file: SourceFile) -> str:
        """A file by its path."""
        return reference(file.path)


def read_carpentries(folder: Folder, directory: str, findings: Findings) -> Course:
    """The lesson in the folder, or in the only folder of its package; its first page is open."""
    folder = folder.below(directory)
    source = read_course(folder)
    pages = [page.path for page in (*source.episodes, *source.reference)]
    addresses = NeutralAddresses(folder, uuid5(NAMESPACE_URL, source.key), pages)

    def lessons(listed: list[SourcePage]) -> list[Lesson]:
        return [_lesson(page, addresses) for page in listed]

    first, *others = lessons(source.episodes)
    opened = msgspec.structs.replace(first, preview=True)
    modules = [
        Module(key=LESSONS, title=LESSONS, lessons=[opened, *others]),
        Module(key=REFERENCE, title=REFERENCE, lessons=lessons(source.reference)),
    ]
    description = addresses.rewrite(INDEX, source.index)
    for missing in addresses.unmapped:
        page, _, address = missing.partition(": ")
        findings.add((page,), Loss.MISSING, address)
    if source.licence is None:
        findings.add((CONFIG,), Loss.SETTING, "license")
    return Course(
        key=source.key,
        title=source.title,
        language=source.language,
        description=description,
        licence=source.licence,
        modules=[module for module in modules if module.lessons],
        assets={file.path: _asset(file) for file in addresses.files.values()},
    )


def _lesson(page: SourcePage, addresses: Addresses) -> Lesson:
    body = addresses.rewrite(page.path, page.body)
    return Lesson(key=page.path, title=page.title, minutes=page.minutes, body=body)


def _asset(file: SourceFile) -> Asset:
    name = PurePosixPath(file.path).name
    return Asset(path=file.path, name=name, media_type=file.media_type, place=file.place)
