"""What other systems cannot hold of a lesson, written beside the file that they read.

A sidecar counts only as long as the files that it belongs to are what they were: who edits them
elsewhere gets what they have edited.
"""

import hashlib
from collections.abc import Iterable

import msgspec

from contracts.base import Message
from contracts.courses.resources import Licence
from services.courses.exchange.assets import Shelf
from services.courses.exchange.decoding import ThingT, decoded
from services.courses.exchange.moving import assets_in, moved_lesson, moved_question, moved_text
from services.courses.exchange.tree import Course, Lesson, Question
from services.courses.importing.folder import Folder, FolderRefused


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
    saved = _read(folder, path, Sidecar)
    if saved is None or not saved.files or not _are_as_they_were(folder, root, saved.files):
        return None
    return with_files(saved.lesson, shelf, root)


def with_files(lesson: Lesson, shelf: Shelf, root: str = "") -> Lesson | None:
    """A lesson as it was kept, when the package has its files, too."""
    paths = {asset: f"{root}{asset}" for asset in _assets(lesson)}
    for moved in paths.values():
        if shelf.take(moved, (lesson.title,)) != moved:
            return None
    return moved_lesson(lesson, paths)


def _read(folder: Folder, path: str, kind: type[ThingT]) -> ThingT | None:
    try:
        return decoded(folder.read_text(path), kind) if path else None
    except FolderRefused:
        return None


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
    return [lesson.body, *(text for one in questions for text in texts_of_question(one))]


def texts_of_question(question: Question) -> list[str]:
    """Every Markdown text of a question."""
    return [question.prompt, question.explanation, *question.hints]


def _assets(lesson: Lesson) -> set[str]:
    return assets_in(texts_of(lesson)) | ({lesson.video} if lesson.video else set())


class CourseSidecar(Message, frozen=True, kw_only=True):
    """What a course says of itself, as the academy has it.

    `loose` are keys of topics that are none: they hold the lessons before all topics.
    """

    files: dict[str, str]
    title: str
    summary: str
    description: str
    licence: Licence | None
    cover: str
    loose: list[str] = []


def make_course_sidecar(
    course: Course, files: dict[str, bytes], loose: Iterable[str] = ()
) -> bytes:
    """The content of the sidecar of a course whose words were written as *files*."""
    return msgspec.json.encode(
        CourseSidecar(
            files={path: hashlib.sha256(one).hexdigest() for path, one in files.items()},
            title=course.title,
            summary=course.summary,
            description=course.description,
            licence=course.licence,
            cover=course.cover,
            loose=list(loose),
        )
    )


def loose_of(folder: Folder, path: str) -> set[str]:
    """Keys of the topics that only hold the lessons before all topics."""
    saved = _read(folder, path, CourseSidecar)
    return set(saved.loose) if saved else set()


def restore_course(
    folder: Folder, path: str, course: Course, shelf: Shelf, root: str = ""
) -> Course:
    """The course with its own words, unless somebody has changed them elsewhere."""
    saved = _read(folder, path, CourseSidecar)
    if saved is None or saved.title != course.title:
        return course
    if not _are_as_they_were(folder, root, saved.files):
        return course
    paths = {asset: f"{root}{asset}" for asset in assets_in([saved.description])}
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


def make_bank(questions: list[Question]) -> bytes:
    """The content of the sidecar of questions that no quiz asks."""
    return msgspec.json.encode(questions)


def restore_bank(folder: Folder, path: str, shelf: Shelf, root: str = "") -> list[Question]:
    """The questions that were kept, with the files that they show."""
    saved = _read(folder, path, list[Question])
    return [restore_question(one, shelf, root) for one in saved or []]


def restore_question(question: Question, shelf: Shelf, root: str = "") -> Question:
    """A question as it was kept, with the files that it shows."""
    paths = {asset: f"{root}{asset}" for asset in assets_in(texts_of_question(question))}
    for moved in paths.values():
        shelf.take(moved, (question.key,))
    return moved_question(question, paths)
