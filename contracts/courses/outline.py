"""The parts of a course's outline, and what its teacher sees of each."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.base import Message


class SectionLabel(StrEnum):
    """What a course calls its chapters."""

    MODULE = "module"
    WEEK = "week"


class ReleaseAfter(StrEnum):
    """From when the days until a lesson opens are counted."""

    ENROLLMENT = "enrollment"
    PREVIOUS_MODULE = "previous_module"


class Topic(Message, frozen=True, kw_only=True):
    """A heading within a module; its lessons name it as theirs."""

    id: UUID
    title: str


class MissingPart(StrEnum):
    """What a course or a lesson does not have yet."""

    LESSONS = "lessons"
    TEXT = "text"
    VIDEO = "video"
    LINK = "link"
    CONTENT = "content"
    SUMMARY = "summary"
    DESCRIPTION = "description"
    COVER = "cover"
    PREVIEW = "preview"


class Missing(Message, frozen=True, kw_only=True):
    """Something to add; what is not required only helps the course to be found and bought."""

    part: MissingPart
    required: bool
    lesson_id: UUID | None = None
    lesson_title: str | None = None


class LessonState(Message, frozen=True, kw_only=True):
    """How a lesson stands: what it lacks, when it opens and what comes before it."""

    lesson_id: UUID
    missing: MissingPart | None
    release_at: datetime | None
    release_after_days: int | None
    release_after: ReleaseAfter
    requires: list[UUID]
