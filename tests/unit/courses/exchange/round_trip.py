"""A course as a package, and the course that another system reads from it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.courses.exchange import Finding
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import read_folder
from services.courses.exchange.tree import Course, Lesson, Question, lessons_of
from tests.factories.neutral import neutral_course

Write = Callable[..., None]
BOTH = pytest.mark.parametrize("write", [write_olx, write_cartridge], ids=["olx", "cartridge"])


def written(tmp_path: Path, write: Write, questions: list[Question]) -> tuple[Path, list[Finding]]:
    """A whole course as a package, unpacked as another system would do it."""
    package, root, findings = tmp_path / "package", tmp_path / "again", Findings()
    course = neutral_course(tmp_path / "files", "web_resources/", questions)
    write(course, package, findings, lambda _percent: None)
    root.mkdir()
    unpack(package, root)
    return root, findings.list_all()


def read(root: Path) -> Course:
    return read_folder(root, lambda _key: UUID(int=1)).course


def by_title(course: Course) -> dict[str, Lesson]:
    return {lesson.title: lesson for lesson in lessons_of(course)}


def questions_of(course: Course, title: str) -> list[Question]:
    quiz = by_title(course)[title].quiz
    assert quiz is not None
    return quiz.questions


def unkeyed(parts: Iterable[Any]) -> list[Any]:
    """Parts without the names that only their own system knows."""
    return [replace(one, key="") for one in parts]
