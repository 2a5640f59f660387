"""What other systems cannot hold of a lesson, written beside the file that they read.

A sidecar counts only as long as the files that it belongs to are what they were: who edits them
elsewhere gets what they have edited.
"""

import hashlib
import re
from urllib.parse import unquote

import msgspec

from contracts.base import Message
from contracts.courses.resources import Licence
from services.courses.exchange.assets import SCHEME, Shelf
from services.courses.exchange.moving import moved_lesson, moved_text
from services.courses.exchange.tree import Course, Lesson
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


def restore(folder: Folder, path: str, shelf: Shelf, root: str = "") -> Lesson | None:
    """The lesson as it was, when nobody has touched what it was written as below *root*."""
    if not path or not folder.find(path):
        return None
    try:
        saved = msgspec.json.decode(folder.read_text(path), type=Sidecar)
    except (msgspec.MsgspecError, FolderRefused):
        return None
    if not saved.files or not _are_as_they_were(folder, root, saved.files):
        return None
    paths = {asset: f"{root}{asset}" for asset in _assets(saved.lesson)}
    for moved in paths.values():
        if shelf.take(moved, (saved.lesson.title,)) != moved:
            return None
    return moved_lesson(saved.lesson, paths)


def _are_as_they_were(folder: Folder, root: str, files: dict[str, str]) -> bool:
    return all(_digest(folder, f"{root}{path}") == digest for path, digest in files.items())


def _digest(folder: Folder, path: str) -> str:
    place = folder.find(path)
    if place is None:
        return ""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


class CourseSidecar(Message, frozen=True, kw_only=True):
    """What a course says of itself, as the academy has it."""

    files: dict[str, str]
    title: str
    summary: str
    description: str
    licence: Licence | None
    cover: str


def make_course_sidecar(course: Course, files: dict[str, bytes]) -> bytes:
    """The content of the sidecar of a course whose words were written as *files*."""
    return msgspec.json.encode(
        CourseSidecar(
            files={path: hashlib.sha256(one).hexdigest() for path, one in files.items()},
            title=course.title,
            summary=course.summary,
            description=course.description,
            licence=course.licence,
            cover=course.cover,
        )
    )


def restore_course(
    folder: Folder, path: str, course: Course, shelf: Shelf, root: str = ""
) -> Course:
    """The course with its own words, unless somebody has changed them elsewhere."""
    if not folder.find(path):
        return course
    try:
        saved = msgspec.json.decode(folder.read_text(path), type=CourseSidecar)
    except (msgspec.MsgspecError, FolderRefused):
        return course
    same = _are_as_they_were(folder, root, saved.files)
    if not same or saved.title != course.title:
        return course
    named = {unquote(name) for name in ASSET.findall(saved.description)}
    paths = {asset: f"{root}{asset}" for asset in named}
    for moved in paths.values():
        shelf.take(moved, ("description",))
    cover = shelf.take(f"{root}{saved.cover}", ("cover",)) if saved.cover else None
    return msgspec.structs.replace(
        course,
        summary=saved.summary,
        description=moved_text(saved.description, paths),
        licence=saved.licence,
        cover=cover or course.cover,
        assets=shelf.assets,
    )
