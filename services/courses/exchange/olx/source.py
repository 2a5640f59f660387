"""The files of an OLX course: blocks that point to each other by kind and name."""

import posixpath
import re
from xml.etree.ElementTree import Element

from contracts.courses.errors import PackageUnknown, PackageXmlRefused
from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.xml import read_xml
from services.courses.importing.folder import Folder

ROOT_FILE = "course.xml"
POINTER = {"url_name", "org", "course", "slug"}
NAME = re.compile(r"^[\w.:@+-]{1,200}$")
MOST_BLOCKS = 20_000


def find_root(folder: Folder) -> str | None:
    """The directory that holds `course.xml`: the top or one below; empty, or with a slash."""
    paths = [path for path in folder.list_files("") if posixpath.basename(path) == ROOT_FILE]
    tops = sorted((one for one in paths if one.count("/") <= 1), key=lambda one: one.count("/"))
    return tops[0].removesuffix(ROOT_FILE) if tops else None


class OlxSource:
    """Reads blocks; one that stands in several places is read each time, within limits."""

    def __init__(self, folder: Folder, root: str, findings: Findings) -> None:
        self.folder = folder
        self.root = root
        self._findings = findings
        self._count = 0
        self._open: list[tuple[str, str]] = []

    def course(self) -> tuple[Element, str]:
        """The element of the course, and its url_name; raises `PackageUnknown`."""
        pointer = read_xml(self.folder, f"{self.root}{ROOT_FILE}")
        if pointer.tag != "course":
            raise PackageUnknown("course.xml of the package does not hold a course.")
        name = pointer.get("url_name", "course")
        loaded = self._load("course", name) if len(pointer) == 0 else pointer
        if loaded is None:
            raise PackageUnknown("The package does not hold the course that course.xml names.")
        for key in ("org", "course"):
            loaded.set(key, pointer.get(key, loaded.get(key, "")))
        return loaded, name

    def resolve(self, element: Element, place: tuple[str, ...]) -> Element | None:
        """The block that an element is or points to; None when the package does not have it."""
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise PackageXmlRefused(f"The course has more than {MOST_BLOCKS} blocks.")
        name = element.get("url_name", "")
        if len(element) or set(element.attrib) - POINTER or not name:
            return element
        loaded = self._load(str(element.tag), name)
        if loaded is None:
            if (element.text or "").strip():
                return element
            self._findings.add(place, Loss.MISSING, f"{element.tag}/{name}.xml")
            return None
        loaded.set("url_name", name)
        return loaded

    def text(self, path: str) -> str | None:
        """The text of a file of the course, or None."""
        path = posixpath.normpath(f"{self.root}{path}")
        return self.folder.read_text(path) if self.folder.find(path) else None

    def _load(self, kind: str, name: str) -> Element | None:
        if not NAME.match(name) or not NAME.match(kind):
            return None
        path = f"{self.root}{kind}/{name.replace(':', '/')}.xml"
        return read_xml(self.folder, path) if self.folder.find(path) else None
