"""Outlines: the ordered tree of modules and lessons that a course shows."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from contracts.courses.resources import (
    LessonKind,
    LessonSummary,
    Module,
    StudiedLesson,
    StudiedModule,
)


class OutlineRow(Protocol):
    """A module and one of its lessons, whose fields are None when it has none."""

    module_id: UUID
    module_title: str
    lesson_id: UUID | None
    title: str
    kind: LessonKind
    duration_minutes: int
    preview: bool


def build_outline(rows: Iterable[OutlineRow]) -> list[Module]:
    """Group rows, ordered by module and lesson, into modules."""
    modules: dict[UUID, Module] = {}
    for row in rows:
        module = modules.setdefault(
            row.module_id, Module(id=row.module_id, title=row.module_title, lessons=[])
        )
        if row.lesson_id is not None:
            module.lessons.append(_summary(row, row.lesson_id))
    return list(modules.values())


def lessons_of(outline: Sequence[Module]) -> list[LessonSummary]:
    """Every lesson in the order of study."""
    return [lesson for module in outline for lesson in module.lessons]


def neighbours(outline: Sequence[Module], lesson_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Ids of the lessons before and after one; None at the ends."""
    ids = [lesson.id for lesson in lessons_of(outline)]
    if lesson_id not in ids:
        return None, None
    at = ids.index(lesson_id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def next_lesson(outline: Sequence[Module], completed: set[UUID]) -> UUID | None:
    """Where a student goes on: the first lesson that is not completed, else the first."""
    ids = [lesson.id for lesson in lessons_of(outline)]
    return next((id_ for id_ in ids if id_ not in completed), ids[0] if ids else None)


def count_completed(outline: Sequence[Module], completed: set[UUID]) -> int:
    """How many lessons of the outline are completed."""
    return sum(lesson.id in completed for lesson in lessons_of(outline))


def mark_completed(outline: Sequence[Module], completed: set[UUID]) -> list[StudiedModule]:
    """The outline as one student sees it."""
    return [
        StudiedModule(
            id=module.id,
            title=module.title,
            lessons=[_studied(lesson, completed) for lesson in module.lessons],
        )
        for module in outline
    ]


def _summary(row: OutlineRow, lesson_id: UUID) -> LessonSummary:
    return LessonSummary(
        id=lesson_id,
        title=row.title,
        kind=row.kind,
        duration_minutes=row.duration_minutes,
        preview=row.preview,
    )


def _studied(lesson: LessonSummary, completed: set[UUID]) -> StudiedLesson:
    return StudiedLesson(
        id=lesson.id,
        title=lesson.title,
        kind=lesson.kind,
        duration_minutes=lesson.duration_minutes,
        preview=lesson.preview,
        completed=lesson.id in completed,
    )
