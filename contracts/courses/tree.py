"""How teachers arrange a course: modules, topics, lessons and their order."""

from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message
from contracts.courses.outline import SectionLabel
from contracts.courses.resources import CourseDraft
from contracts.types import Title

Index = Annotated[int, Meta(ge=0, le=100_000)]
"""A place among siblings, from 0; a place beyond the end is the end."""


class AddTopic(Command[CourseDraft], frozen=True, kw_only=True):
    """Append a topic to a module."""

    service: ClassVar[str] = "courses"

    module_id: UUID
    title: Title


class RenameTopic(Command[CourseDraft], frozen=True, kw_only=True):
    """Give a topic another title."""

    service: ClassVar[str] = "courses"

    topic_id: UUID
    title: Title


class RemoveTopic(Command[CourseDraft], frozen=True, kw_only=True):
    """Remove a topic; its lessons stay in the module, before its other topics."""

    service: ClassVar[str] = "courses"

    topic_id: UUID


class MoveModule(Command[CourseDraft], frozen=True, kw_only=True):
    """Put a module at another place in its course."""

    service: ClassVar[str] = "courses"

    module_id: UUID
    index: Index


class MoveTopic(Command[CourseDraft], frozen=True, kw_only=True):
    """Put a topic with its lessons at a place among the topics of a module of its course."""

    service: ClassVar[str] = "courses"

    topic_id: UUID
    module_id: UUID
    index: Index


class MoveLesson(Command[CourseDraft], frozen=True, kw_only=True):
    """Put a lesson at a place in a topic, or in a module before its topics."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    module_id: UUID
    topic_id: UUID | None = None
    index: Index


class DuplicateLesson(Command[CourseDraft], frozen=True, kw_only=True):
    """Put a copy of a lesson right after it."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class DuplicateCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Start a draft with everything that one of the caller's courses contains, without students."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class SketchedModule(Message, frozen=True, kw_only=True):
    """A module to begin with, and the titles of its lessons."""

    title: Title
    lessons: Annotated[list[Title], Meta(max_length=50)]


class SketchOutline(Command[CourseDraft], frozen=True, kw_only=True):
    """Append modules with empty lessons, to be filled afterwards."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    section_label: SectionLabel
    modules: Annotated[list[SketchedModule], Meta(max_length=30)]
