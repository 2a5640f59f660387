"""What a course and its lessons lack, as its teacher is told while building it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from contracts.courses.outline import LessonState, Missing, MissingPart, ReleaseAfter
from contracts.courses.resources import LessonKind

CONTENT = {
    LessonKind.ARTICLE: MissingPart.TEXT,
    LessonKind.VIDEO: MissingPart.VIDEO,
    LessonKind.YOUTUBE: MissingPart.LINK,
    LessonKind.LINK: MissingPart.LINK,
}
"""What a lesson of each kind promises; any other kind lacks its content."""


class DescribedCourse(Protocol):
    """What rules look at in a course that is to be handed in."""

    summary: str
    description: str
    cover_file_id: UUID | None


class PlacedLesson(Protocol):
    """What rules look at in a lesson of an outline, whose fields are None when there is none."""

    lesson_id: UUID | None
    title: str
    kind: LessonKind
    ready: bool
    preview: bool
    release_at: datetime | None
    release_after_days: int | None
    release_after: ReleaseAfter
    requires: list[UUID]


def states_of(rows: Iterable[PlacedLesson]) -> list[LessonState]:
    """How each lesson stands."""
    return [_state(row, row.lesson_id) for row in rows if row.lesson_id is not None]


def missing_from(course: DescribedCourse, rows: Sequence[PlacedLesson]) -> list[Missing]:
    """What has to be added before the course is handed in, then what would help it."""
    lessons = [row for row in rows if row.lesson_id is not None]
    required = [_missing_lesson(row) for row in lessons if not row.ready]
    if not lessons:
        required = [Missing(part=MissingPart.LESSONS, required=True)]
    advised = {
        MissingPart.SUMMARY: not course.summary.strip(),
        MissingPart.DESCRIPTION: not course.description.strip(),
        MissingPart.COVER: course.cover_file_id is None,
        MissingPart.PREVIEW: not any(row.preview for row in lessons),
    }
    return [
        *required,
        *(Missing(part=part, required=False) for part, lacks in advised.items() if lacks),
    ]


def _missing_lesson(row: PlacedLesson) -> Missing:
    return Missing(part=_part(row), required=True, lesson_id=row.lesson_id, lesson_title=row.title)


def _state(row: PlacedLesson, lesson_id: UUID) -> LessonState:
    return LessonState(
        lesson_id=lesson_id,
        missing=None if row.ready else _part(row),
        release_at=row.release_at,
        release_after_days=row.release_after_days,
        release_after=row.release_after,
        requires=row.requires,
    )


def _part(row: PlacedLesson) -> MissingPart:
    return CONTENT.get(row.kind, MissingPart.CONTENT)
