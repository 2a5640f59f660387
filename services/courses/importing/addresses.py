"""Links and figures of the source, led to lessons and stored files of the course."""

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid5

from contracts.base import Message
from services.courses.importing.folder import Folder

CODE_BLOCK = re.compile(r"(^(`{3,}|~{3,})[^\n]*\n.*?^\2[ \t]*$)", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(
    r"!\[(?P<caption>[^\]]*)\]\((?P<address>[^()\s]+)(?:\s+\"(?P<title>[^\"]*)\")?\)"
    r"(?:\{\s*alt=(?P<quote>[\"'])(?P<alt>.*?)(?P=quote)[^}]*\})?",
    re.DOTALL,
)
LINK = re.compile(r"(?<=\]\()(?P<address>[^()\s]+)(?=(?:\s+\"[^\"]*\")?\))")
DEFINITION = re.compile(r"(?<=\]: )(?P<address>\S+)$", re.MULTILINE)
ALSO_LOOKED_IN = ("episodes", "")
"""Where the site that the lessons are written for shows its figures and data."""


class SourceFile(Message, frozen=True, kw_only=True):
    """A file that the course needs; the id changes with its content."""

    id: UUID
    path: str
    place: Path
    media_type: str
    sha256: str


def lesson_id(course_id: UUID, path: str) -> UUID:
    """Id of the lesson made of a page: the same at every import."""
    return uuid5(course_id, path)


class Addresses:
    """Rewrites what pages refer to, and remembers the files they need."""

    def __init__(self, folder: Folder, course_id: UUID, pages: Iterable[str]) -> None:
        self._folder = folder
        self._course_id = course_id
        self._pages = set(pages)
        self.files: dict[UUID, SourceFile] = {}
        self.unmapped: list[str] = []

    def of_page(self, path: str) -> str:
        """Address of the lesson made of a page."""
        return f"/learn/{self._course_id}/{lesson_id(self._course_id, path)}"

    def of_file(self, file: SourceFile) -> str:
        """Address of a file that the course needs."""
        return f"file:{file.id}"

    def rewrite(self, path: str, text: str) -> str:
        """The Markdown of the page at *path* with every address led to where it is now."""
        parts = CODE_BLOCK.split(text)
        prose = [self._rewrite_prose(path, part) for part in parts[::3]]
        code = [*parts[1::3], ""]
        return "".join(text for pair in zip(prose, code, strict=True) for text in pair)

    def _rewrite_prose(self, path: str, text: str) -> str:
        def lead(found: re.Match[str]) -> str:
            return self._lead(path, found["address"])

        text = IMAGE.sub(self._image(path), text)
        return DEFINITION.sub(lead, LINK.sub(lead, text))

    def _image(self, path: str) -> Callable[[re.Match[str]], str]:
        """Write a figure with its alternative text where Markdown has it."""

        def write(found: re.Match[str]) -> str:
            alt = " ".join((found["alt"] or found["caption"]).split())
            title = found["title"] or (found["caption"] if found["alt"] else "")
            suffix = f' "{title}"' if title else ""
            return f"![{alt}]({self._lead(path, found['address'])}{suffix})"

        return write

    def _lead(self, page: str, address: str) -> str:
        """The new address; one that leads nowhere stays and is reported."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        for place in (posixpath.dirname(page), *ALSO_LOOKED_IN):
            path = posixpath.normpath(posixpath.join(place, unquote(parts.path)))
            as_page = re.sub(r"\.html$", ".md", path)
            if as_page in self._pages:
                return f"{self.of_page(as_page)}{fragment}"
            file = self._file(path)
            if file is not None:
                return self.of_file(file)
        self.unmapped.append(f"{page}: {address}")
        return address

    def _file(self, path: str) -> SourceFile | None:
        place, media_type = self._folder.find(path), self._folder.media_type(path)
        if place is None or media_type is None:
            return None
        digest = hashlib.sha256(place.read_bytes()).hexdigest()
        file = SourceFile(
            id=uuid5(self._course_id, f"{path}:{digest}"),
            path=path,
            place=place,
            media_type=media_type,
            sha256=digest,
        )
        self.files[file.id] = file
        return file
