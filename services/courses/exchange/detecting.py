"""Which format a folder is in."""

from typing import NamedTuple

from contracts.courses.errors import PackageUnknown
from contracts.courses.exchange import ExchangeFormat
from services.courses.exchange.olx.source import find_root
from services.courses.importing.carpentries import CONFIG
from services.courses.importing.folder import Folder

MANIFEST = "imsmanifest.xml"


class Detected(NamedTuple):
    """The format, and the directory that the course lies in; empty, or with a slash."""

    format: ExchangeFormat
    root: str


def detect(folder: Folder) -> Detected:
    """The format of the course; raises `PackageUnknown`."""
    for path in (MANIFEST, *_one_below(folder, MANIFEST)):
        if folder.find(path):
            return Detected(ExchangeFormat.COMMON_CARTRIDGE, path.removesuffix(MANIFEST))
    root = find_root(folder)
    if root is not None:
        return Detected(ExchangeFormat.OLX, root)
    for path in (CONFIG, *_one_below(folder, CONFIG)):
        if folder.find(path):
            return Detected(ExchangeFormat.CARPENTRIES, path.removesuffix(CONFIG))
    raise PackageUnknown(
        "The package holds no course.xml (OLX), imsmanifest.xml (Common Cartridge) "
        "or config.yaml (Carpentries)."
    )


def _one_below(folder: Folder, name: str) -> list[str]:
    ending = f"/{name}"
    return [one for one in folder.list_files("") if one.endswith(ending) and one.count("/") == 1]
