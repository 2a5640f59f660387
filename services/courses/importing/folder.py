"""Reading a folder that strangers wrote, without ever leaving it."""

import re
from pathlib import Path, PurePosixPath

MOST_TEXT_BYTES = 1_000_000
MOST_FILE_BYTES = 2_000_000_000
MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".zip": "application/zip",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
ACTIVE_SVG = re.compile(
    rb"<\s*(script|foreignobject|iframe|object|embed)|\son\w+\s*=|javascript:|<!entity",
    re.IGNORECASE,
)


class FolderRefused(Exception):
    """The folder is not a course, or something in it is not what it should be."""


class Folder:
    """A course folder; paths in it are relative and written with slashes."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        if not self._root.is_dir():
            raise FolderRefused(f"There is no folder {root}.")

    @property
    def name(self) -> str:
        """What the folder is called."""
        return self._root.name

    def below(self, directory: str) -> "Folder":
        """A folder inside, or this one when *directory* is empty."""
        return Folder(self._root / directory) if directory else self

    def find(self, path: str) -> Path | None:
        """The file at *path*; None for links, for what lies outside and for what is not a file."""
        parts = PurePosixPath(path).parts
        if not parts or ".." in parts or PurePosixPath(path).is_absolute() or "\0" in path:
            return None
        place = self._root
        for part in parts:
            place = place / part
            if place.is_symlink():
                return None
        return place if place.is_file() else None

    def read_text(self, path: str) -> str:
        """The text of a file of reasonable size; raises `FolderRefused`."""
        place = self.find(path)
        if place is None:
            raise FolderRefused(f"{path} is missing.")
        if place.stat().st_size > MOST_TEXT_BYTES:
            raise FolderRefused(f"{path} is larger than {MOST_TEXT_BYTES} bytes.")
        try:
            return place.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise FolderRefused(f"{path} is not a text in UTF-8.") from None

    def list_pages(self, directory: str) -> list[str]:
        """Paths of the Markdown files directly in a directory, by name."""
        place = self._root / directory
        if place.is_symlink() or not place.is_dir():
            return []
        paths = [f"{directory}/{entry.name}" for entry in place.iterdir() if entry.suffix == ".md"]
        return sorted(path for path in paths if self.find(path))

    def list_files(self, directory: str) -> list[str]:
        """Paths of all files below a directory, by name; links are not followed."""
        place = self._root / directory
        if place.is_symlink() or not place.is_dir():
            return []
        paths = (entry.relative_to(self._root) for entry in place.rglob("*") if entry.is_file())
        return sorted(str(path) for path in paths if self.find(str(path)))

    def media_type(self, path: str) -> str | None:
        """The type of a file that can be taken over; None when it cannot."""
        place = self.find(path)
        if place is None or place.stat().st_size > MOST_FILE_BYTES:
            return None
        media_type = MEDIA_TYPES.get(place.suffix.lower())
        if media_type == "image/svg+xml" and not _is_still(place):
            return None
        return media_type


def _is_still(place: Path) -> bool:
    """Whether a drawing only draws; one too large to be looked at is not trusted."""
    if place.stat().st_size > MOST_TEXT_BYTES:
        return False
    return ACTIVE_SVG.search(place.read_bytes()) is None
