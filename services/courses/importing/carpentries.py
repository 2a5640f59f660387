"""The layout of a Carpentries lesson: `config.yaml`, `episodes/`, `learners/`, `index.md`."""

import math
import re
from typing import Any

from contracts.base import Message
from contracts.courses.resources import Licence
from services.courses.importing.folder import Folder, FolderRefused
from services.courses.importing.front_matter import read_mapping, split_front_matter

CONFIG = "config.yaml"
INDEX = "index.md"
KRAMDOWN_ATTRIBUTES = re.compile(r"^\{:[^}]*\}[ \t]*\n", re.MULTILINE)
NOT_ARTICLES = {"learners/README.md"}
FIRST_REFERENCE = "learners/setup.md"
WORDS_A_MINUTE = 180
MOST_PAGES = 500
LONGEST_TITLE = 200

CC_BY = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    credit="The Carpentries",
    credit_url="https://carpentries.org/",
)


class SourcePage(Message, frozen=True, kw_only=True):
    """One page of the lesson; `path` says where it lies in the folder."""

    path: str
    title: str
    minutes: int
    body: str


class SourceCourse(Message, frozen=True, kw_only=True):
    """A lesson as it lies in its folder; `key` is the same at every import."""

    key: str
    title: str
    language: str
    licence: Licence | None
    index: str
    episodes: list[SourcePage]
    reference: list[SourcePage]


def read_course(folder: Folder) -> SourceCourse:
    """Read a whole lesson; raises `FolderRefused` when the folder does not hold one."""
    config = read_mapping(folder.read_text(CONFIG), CONFIG)
    paths = _listed(folder, config, "episodes")
    if not paths:
        raise FolderRefused("The folder holds no episodes.")
    reference = _listed(folder, config, "learners")
    reference.sort(key=lambda path: (path != FIRST_REFERENCE, path))
    if len(paths) + len(reference) > MOST_PAGES:
        raise FolderRefused(f"The folder holds more than {MOST_PAGES} pages.")
    return SourceCourse(
        key=str(config.get("source") or folder.name),
        title=str(config.get("title") or folder.name)[:LONGEST_TITLE],
        language=str(config.get("lang") or "en"),
        licence=_licence(config),
        index=split_front_matter(folder.read_text(INDEX), INDEX)[1] if folder.find(INDEX) else "",
        episodes=[_read_page(folder, path) for path in paths],
        reference=[_read_page(folder, path) for path in reference],
    )


def _listed(folder: Folder, config: dict[str, Any], directory: str) -> list[str]:
    """Pages in the order that the configuration gives, else by name."""
    names = config.get(directory)
    if not isinstance(names, list):
        return [path for path in folder.list_pages(directory) if path not in NOT_ARTICLES]
    return [f"{directory}/{name}" for name in names]


def _read_page(folder: Folder, path: str) -> SourcePage:
    fields, body = split_front_matter(folder.read_text(path), path)
    minutes = _number(fields.get("teaching")) + _number(fields.get("exercises"))
    return SourcePage(
        path=path,
        title=str(fields.get("title") or path.rsplit("/", 1)[-1])[:LONGEST_TITLE],
        minutes=minutes or math.ceil(len(body.split()) / WORDS_A_MINUTE),
        body=KRAMDOWN_ATTRIBUTES.sub("", body).strip() + "\n",
    )


def _licence(config: dict[str, Any]) -> Licence | None:
    written = re.sub(r"[^a-z0-9.]", "", str(config.get("license") or "").lower())
    return CC_BY if written == "ccby4.0" else None


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
