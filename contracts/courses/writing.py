"""What teachers ask while they write: how a text looks, and which files a course has."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Message, Query
from contracts.courses.resources import CourseFile
from contracts.types import Text


class RenderedText(Message, frozen=True, kw_only=True):
    """A text as students read it."""

    html: str
    objectives: list[str]
    questions: list[str]


class RenderMarkdown(Query[RenderedText], frozen=True, kw_only=True):
    """How a text of a course will look; nothing is stored."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    text: Text


class StoredFile(CourseFile, frozen=True, kw_only=True):
    """A file of a course, and the titles of the lessons that use it."""

    used_in: list[str]
    in_use: bool


class ListCourseFiles(Query[list[StoredFile]], frozen=True, kw_only=True):
    """Every file of a course, newest first."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class RemoveCourseFile(Command[list[StoredFile]], frozen=True, kw_only=True):
    """Remove a file that nothing in its course uses; answers with the files that are left."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    file_id: UUID
