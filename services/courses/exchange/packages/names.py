"""Names of entries: where in the fresh folder a file may come to lie."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from contracts.courses.errors import PackageUnsafe

LONGEST_PATH, LONGEST_NAME, DEEPEST = 400, 200, 20
BAD = re.compile(r"[\x00-\x1f\x7f\\]|^[A-Za-z]:")
LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|\._[^/]*$)")


def is_litter(name: str) -> bool:
    """Whether the entry is what a file manager left behind."""
    return LITTER.search(name) is not None


class Names:
    """Hands out each place once; names that differ by case only are the same place elsewhere."""

    def __init__(self) -> None:
        self._spelled: dict[str, str] = {}
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def claim_file(self, name: str) -> PurePosixPath:
        """The place of a file."""
        path = safe_path(name)
        self._enter(path.parents)
        key = self._spell(path)
        if key in self._files:
            raise PackageUnsafe(f"“{shown(name)}” stands in the package more than once.")
        if key in self._folders:
            raise PackageUnsafe(f"“{shown(name)}” is both a file and a folder in the package.")
        self._files.add(key)
        return path

    def claim_folder(self, name: str) -> None:
        """A folder may be named any number of times, as long as no file is called the same."""
        path = safe_path(name)
        self._enter((path, *path.parents))

    def _enter(self, folders: Iterable[PurePosixPath]) -> None:
        for folder in folders:
            key = self._spell(folder)
            if key in self._files:
                raise PackageUnsafe(f"“{shown(str(folder))}” is both a file and a folder.")
            self._folders.add(key)

    def _spell(self, path: PurePosixPath) -> str:
        """The key of a path; one that was spelled otherwise before is refused."""
        key = unicodedata.normalize("NFC", str(path)).casefold()
        if self._spelled.setdefault(key, str(path)) != str(path):
            raise PackageUnsafe(f"“{shown(str(path))}” differs from another name by case only.")
        return key


def safe_path(name: str) -> PurePosixPath:
    """The path that a name means, if it stays inside; raises `PackageUnsafe`."""
    path = PurePosixPath(name)
    if BAD.search(name) or path.is_absolute() or ".." in path.parts or not path.parts:
        raise PackageUnsafe(f"“{shown(name)}” leads out of the package.")
    too_long = len(name) > LONGEST_PATH or any(len(part) > LONGEST_NAME for part in path.parts)
    if too_long or len(path.parts) > DEEPEST:
        raise PackageUnsafe(f"“{shown(name)}” is too long or too deep.")
    return path


def shown(name: str) -> str:
    """The name as it can be shown to a person."""
    return re.sub(r"[^\w ./\\:-]", "?", name)[:120]
