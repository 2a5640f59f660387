"""What teachers ask of the courses service."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from contracts.base import Command, Query
from contracts.courses.outline import ReleaseAfter, SectionLabel
from contracts.courses.publication import Note
from contracts.courses.resources import (
    CourseCard,
    CourseDraft,
    CourseFile,
    LessonDraft,
    LessonKind,
    Level,
    Upload,
)
from contracts.types import (
    Cursor,
    Language,
    Minutes,
    Page,
    PageSize,
    Price,
    Slug,
    Summary,
    Text,
    Title,
)

MediaType = Annotated[str, Meta(pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$", max_length=100)]
FileName = Annotated[str, Meta(min_length=1, max_length=200)]
TagName = Annotated[str, Meta(min_length=1, max_length=40)]
TagNames = Annotated[list[TagName], Meta(max_length=10)]
Url = Annotated[str, Meta(max_length=500)]
Version = Annotated[int, Meta(ge=1)]
"""What a change was made on; a change on an older version is refused instead of overwriting."""
Moment = Annotated[datetime, Meta(tz=True)]
Days = Annotated[int, Meta(ge=1, le=3650)]
Prerequisites = Annotated[list[UUID], Meta(max_length=50)]


class ListTaughtCourses(Query[Page[CourseCard]], frozen=True, kw_only=True):
    """The caller's own courses in every status, newest first."""

    service: ClassVar[str] = "courses"

    after: Cursor | None = None
    limit: PageSize = 24


class GetCourseDraft(Query[CourseDraft], frozen=True, kw_only=True):
    """A course with everything its teacher and the admins may see."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class CreateCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Start a draft course taught by the caller."""

    service: ClassVar[str] = "courses"

    title: Title
    category: Slug
    summary: Summary = ""
    description: Text = ""
    level: Level = Level.BEGINNER
    language: Language = "en"
    price: Price
    tags: TagNames = []


class UpdateCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Change some fields of a course; absent fields stay as they are."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    title: Title | UnsetType = UNSET
    category: Slug | UnsetType = UNSET
    summary: Summary | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    price: Price | UnsetType = UNSET
    tags: TagNames | UnsetType = UNSET
    cover_file_id: UUID | UnsetType | None = UNSET
    section_label: SectionLabel | UnsetType = UNSET
    base_version: Version | UnsetType = UNSET


class AddModule(Command[CourseDraft], frozen=True, kw_only=True):
    """Append a module to a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    title: Title


class RenameModule(Command[CourseDraft], frozen=True, kw_only=True):
    """Give a module another title."""

    service: ClassVar[str] = "courses"

    module_id: UUID
    title: Title


class RemoveModule(Command[CourseDraft], frozen=True, kw_only=True):
    """Remove a module that holds no lessons."""

    service: ClassVar[str] = "courses"

    module_id: UUID


class AddLesson(Command[LessonDraft], frozen=True, kw_only=True):
    """Append a lesson to a topic, or to a module before its topics."""

    service: ClassVar[str] = "courses"

    module_id: UUID
    topic_id: UUID | None = None
    title: Title
    kind: LessonKind = LessonKind.ARTICLE
    body: Text = ""
    youtube_url: Url = ""
    video_url: Url = ""
    video_file_id: UUID | None = None
    duration_minutes: Minutes = 0
    preview: bool = False


class UpdateLesson(Command[LessonDraft], frozen=True, kw_only=True):
    """Change some fields of a lesson; absent fields stay as they are."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    title: Title | UnsetType = UNSET
    kind: LessonKind | UnsetType = UNSET
    body: Text | UnsetType = UNSET
    youtube_url: Url | UnsetType = UNSET
    video_url: Url | UnsetType = UNSET
    video_file_id: UUID | UnsetType | None = UNSET
    duration_minutes: Minutes | UnsetType = UNSET
    preview: bool | UnsetType = UNSET
    release_at: Moment | UnsetType | None = UNSET
    release_after_days: Days | UnsetType | None = UNSET
    release_after: ReleaseAfter | UnsetType = UNSET
    requires: Prerequisites | UnsetType = UNSET
    base_version: Version | UnsetType = UNSET


class RemoveLesson(Command[CourseDraft], frozen=True, kw_only=True):
    """Remove a lesson from a course that is not published."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class GetLessonDraft(Query[LessonDraft], frozen=True, kw_only=True):
    """A lesson as its teacher edits it and an admin reviews it."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class StartUpload(Command[Upload], frozen=True, kw_only=True):
    """Ask to add a file to a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    name: FileName
    size: Annotated[int, Meta(ge=1, le=5_000_000_000)]
    media_type: MediaType


class FinishUpload(Command[CourseFile], frozen=True, kw_only=True):
    """Tell that the bytes of an upload are stored; said by the gateway, not by clients."""

    service: ClassVar[str] = "courses"

    upload_id: UUID
    size: Annotated[int, Meta(ge=0)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    media_type: MediaType


class SubmitCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Hand a course in for review; `publishes_itself` once approved, else the teacher does."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    note: Note = ""
    publishes_itself: bool = True
