"""A package of strangers, written from its files and read as a course."""

from pathlib import Path
from uuid import UUID

from contracts.courses.exchange import Loss
from services.courses.exchange.reading import Reading, read_folder
from services.courses.exchange.tree import (
    Lesson,
    lessons_of,
)
from tests.factories.packages import unpacked

COURSE_ID = UUID(int=7)


def read(root: Path, files: dict[str, str | bytes]) -> Reading:
    unpacked(root, files)
    return read_folder(root, lambda _key: COURSE_ID)


def by_key(reading: Reading) -> dict[str, Lesson]:
    return {lesson.key: lesson for lesson in lessons_of(reading.course)}


def lost(reading: Reading, loss: Loss) -> list[tuple[str, str]]:
    return [(one.place, one.what) for one in reading.findings if one.loss is loss]
