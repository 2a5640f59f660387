"""Files that a course refers to, found by the many ways in which packages write their names."""

import posixpath
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Asset
from services.courses.importing.folder import MEDIA_TYPES, Folder

SCHEME = "asset:"
WORD = re.compile(r"[^\w.-]+")


def reference(path: str) -> str:
    """How texts name a file of the course."""
    return SCHEME + quote(path)


class Shelf:
    """The files of a package; remembers which of them the course needs."""

    def __init__(self, folder: Folder, root: str, findings: Findings) -> None:
        self._folder = folder
        self._root = root
        self._findings = findings
        self._paths = dict.fromkeys(folder.list_files(root))
        self._by_word = {_word(path[len(root) :]): path for path in reversed(list(self._paths))}
        self.assets: dict[str, Asset] = {}

    def take(self, address: str, place: tuple[str, ...]) -> str | None:
        """The path of the file that an address means, as part of the course now."""
        path = self.find(address)
        if path is None:
            self._findings.add(place, Loss.MISSING, address)
            return None
        media_type = self._folder.media_type(path)
        found = self._folder.find(path)
        if media_type is None or found is None:
            self._findings.add(place, Loss.FILE_TYPE, posixpath.basename(path))
            return None
        name = posixpath.basename(path)
        self.assets[path] = Asset(path=path, name=name, media_type=media_type, place=found)
        return path

    def find(self, address: str) -> str | None:
        """The path of a file, spelled as it is or with other marks between its words."""
        name = unquote(urlsplit(address.strip()).path) if address.strip() else ""
        for candidate in (name, posixpath.normpath(posixpath.join(self._root, name))):
            if candidate in self._paths:
                return candidate
        return self._by_word.get(_word(name))

    def place_of(self, path: str) -> Path | None:
        """Where a file lies."""
        return self._folder.find(path)

    def report_unused(self, place: str) -> None:
        """Tell of files that nothing of the course refers to."""
        for path in self._paths:
            known = posixpath.splitext(path)[1].lower() in MEDIA_TYPES
            if path not in self.assets and known:
                self._findings.add((place,), Loss.UNUSED, posixpath.basename(path))


def _word(name: str) -> str:
    """Systems that store uploads put one mark in place of everything that is no word."""
    return WORD.sub("_", name.strip("/")).lower()
