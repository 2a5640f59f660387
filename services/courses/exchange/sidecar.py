"""What other systems cannot hold of a lesson, written beside the file that they read.

A sidecar counts only as long as the files that it belongs to are what they were: who edits them
elsewhere gets what they have edited.
"""

import hashlib
import re
from urllib.parse import unquote

import msgspec

from contracts.base import Message
from services.courses.exchange.assets import SCHEME, Shelf
from services.courses.exchange.tree import Lesson
from services.courses.importing.folder import Folder, FolderRefused

ASSET = re.compile(rf"\({SCHEME}([^()\s]+)\)")


class Sidecar(Message, frozen=True, kw_only=True):
    """A lesson as the academy has it, and the digests of the files that others read."""

    files: dict[str, str]
    lesson: Lesson


def make_sidecar(lesson: Lesson, files: dict[str, bytes]) -> bytes:
    """The content of the sidecar of a lesson that was written as *files*."""
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    return msgspec.json.encode(Sidecar(files=digests, lesson=lesson))


def restore(folder: Folder, path: str, shelf: Shelf) -> Lesson | None:
    """The lesson as it was, when nobody has touched what it was written as."""
    if not path or not folder.find(path):
        return None
    try:
        saved = msgspec.json.decode(folder.read_text(path), type=Sidecar)
    except (msgspec.MsgspecError, FolderRefused):
        return None
    if not saved.files or not all(_is_as_it_was(folder, *one) for one in saved.files.items()):
        return None
    for asset in _assets(saved.lesson):
        if shelf.take(asset, (saved.lesson.title,)) is None:
            return None
    return saved.lesson


def _is_as_it_was(folder: Folder, path: str, digest: str) -> bool:
    place = folder.find(path)
    if place is None:
        return False
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def texts_of(lesson: Lesson) -> list[str]:
    """Every Markdown text of a lesson."""
    questions = lesson.quiz.questions if lesson.quiz else []
    return [
        lesson.body,
        *(text for one in questions for text in (one.prompt, one.explanation, *one.hints)),
        *(text for one in questions for part in one.choices for text in (part.text, part.feedback)),
    ]


def _assets(lesson: Lesson) -> set[str]:
    found = {unquote(name) for text in texts_of(lesson) for name in ASSET.findall(text)}
    return found | ({lesson.video} if lesson.video else set())
