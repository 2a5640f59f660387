"""Outlines: the ordered tree of modules and lessons that a course shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

import msgspec

from contracts.courses.outline import ReleaseAfter, Topic
from contracts.courses.resources import (
    LessonKind,
    LessonSummary,
    Module,
    StudiedLesson,
    StudiedModule,
)
from services.courses.policies import releases


class OutlineRow(Protocol):
    """A module, a topic and one of its lessons; what is not there is None.

    Lessons without a topic come before the topics of their module; an empty topic has a row.
    """

    module_id: UUID
    module_title: str
    topic_id: UUID | None
    topic_title: str | None
    lesson_id: UUID | None
    title: str
    kind: LessonKind
    duration_minutes: int
    preview: bool
    release_at: datetime | None
    release_after_days: int | None
    release_after: ReleaseAfter
    requires: list[UUID]


class Standing(NamedTuple):
    """How a student stands to a course; who is not enrolled sees it without locks."""

    enrolled_at: datetime | None
    completions: Mapping[UUID, datetime]
    now: datetime


def build_outline(rows: Iterable[OutlineRow]) -> list[Module]:
    """Group rows, ordered by module and lesson, into modules."""
    modules: dict[UUID, Module] = {}
    for row in rows:
        module = modules.setdefault(
            row.module_id, Module(id=row.module_id, title=row.module_title, lessons=[], topics=[])
        )
        _add_topic(module, row)
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


def module_title_of(outline: Sequence[Module], lesson_id: UUID) -> str:
    """Title of the module that holds a lesson; empty when none does."""
    return next(
        (
            module.title
            for module in outline
            if any(lesson.id == lesson_id for lesson in module.lessons)
        ),
        "",
    )


def mark_studied(outline: Sequence[Module], standing: Standing) -> list[StudiedModule]:
    """The outline as one student sees it."""
    return [
        StudiedModule(
            id=module.id,
            title=module.title,
            topics=module.topics,
            lessons=[_studied(lesson, outline, standing) for lesson in module.lessons],
        )
        for module in outline
    ]


def lessons_before(outline: Sequence[Module], lesson: releases.ReleasedLesson) -> list[UUID]:
    """The lessons of the module before it whose end a lesson's days count from; mostly none."""
    if not releases.follows_module(lesson):
        return []
    before: list[UUID] = []
    for module in outline:
        ids = [one.id for one in module.lessons]
        if lesson.id in ids:
            break
        before = ids or before
    return before


def _add_topic(module: Module, row: OutlineRow) -> None:
    known = {topic.id for topic in module.topics}
    if row.topic_id is not None and row.topic_id not in known:
        module.topics.append(Topic(id=row.topic_id, title=row.topic_title or ""))


def _summary(row: OutlineRow, lesson_id: UUID) -> LessonSummary:
    return LessonSummary(
        id=lesson_id,
        title=row.title,
        kind=row.kind,
        duration_minutes=row.duration_minutes,
        preview=row.preview,
        release_at=row.release_at,
        release_after_days=row.release_after_days,
        release_after=row.release_after or ReleaseAfter.ENROLLMENT,
        requires=row.requires or [],
        topic_id=row.topic_id,
    )


def locks(
    outline: Sequence[Module], lesson: releases.ReleasedLesson, standing: Standing
) -> tuple[datetime | None, list[UUID]]:
    """When a lesson opens, if it is not open, and which lessons are to be completed first."""
    if standing.enrolled_at is None:
        return None, []
    before = lessons_before(outline, lesson)
    since = releases.counts_from(before, standing.completions, standing.enrolled_at)
    needed, studied = [*lesson.requires, *before], [one.id for one in lessons_of(outline)]
    return (
        releases.still_closed(lesson, since, standing.now),
        releases.waits_for(needed, studied, standing.completions),
    )


def _studied(lesson: LessonSummary, outline: Sequence[Module], standing: Standing) -> StudiedLesson:
    opens_at, missing = locks(outline, lesson, standing)
    return StudiedLesson(
        **msgspec.structs.asdict(lesson),
        completed=lesson.id in standing.completions,
        opens_at=opens_at,
        waits_for=missing,
    )
