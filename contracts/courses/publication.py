"""How a working copy becomes a published revision, and how courses leave the catalogue."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.resources import CourseDraft, StudyPlan
from contracts.types import Cursor, Page, PageSize, Reason

Note = Annotated[str, Meta(max_length=2000)]


class Decision(StrEnum):
    """What became of a submission."""

    WAITING = "waiting"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    WITHDRAWN = "withdrawn"


class ReviewCheck(StrEnum):
    """What a reviewer has looked at."""

    CONTENT = "content"
    RIGHTS = "rights"
    LANGUAGE = "language"
    ACCESSIBILITY = "accessibility"
    CONDUCT = "conduct"
    PRICE = "price"


class Submission(Message, frozen=True, kw_only=True):
    """A request for review, and what staff answered."""

    id: UUID
    note: str
    submitted_at: datetime
    decision: Decision
    decided_at: datetime | None
    reason: str
    checks: list[ReviewCheck]
    revision: int | None


class Change(StrEnum):
    """How something differs from what is published."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"


class FieldChange(Message, frozen=True, kw_only=True):
    """A field whose words differ; empty where there was, or will be, nothing."""

    field: str
    before: str
    after: str


class LessonChange(Message, frozen=True, kw_only=True):
    """A lesson of either side; `place` names its module, and its topic if it has one."""

    lesson_id: UUID
    title: str
    place: str
    change: Change


class RevisionDiff(Message, frozen=True, kw_only=True):
    """What a working copy would change in the published revision; number 0 means none is."""

    course_id: UUID
    revision: int
    fields: list[FieldChange]
    lessons: list[LessonChange]


class LessonDiff(Message, frozen=True, kw_only=True):
    """What a working copy would change in one lesson; `body` is Markdown."""

    lesson_id: UUID
    title: str
    change: Change
    fields: list[FieldChange]


class WithdrawCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Take a submission back before staff have answered."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class PublishCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Publish a working copy that staff have approved."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class ArchiveCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Take the caller's course out of the catalogue; its students keep it."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class RestoreCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Put an archived course back; what staff took down only staff put back."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class TakeDownCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Take any course out of the catalogue, for a reason that its teacher reads."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    reason: Reason


class ReinstateCourse(Command[CourseDraft], frozen=True, kw_only=True):
    """Put a course back that staff took down."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    reason: Reason


class ListSubmissions(Query[Page[Submission]], frozen=True, kw_only=True):
    """The reviews of a course, newest first, for its teacher and for reviewers."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20


class GetRevisionDiff(Query[RevisionDiff], frozen=True, kw_only=True):
    """What publishing the working copy would change, for its teacher and for reviewers."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class GetLessonDiff(Query[LessonDiff], frozen=True, kw_only=True):
    """The same for one lesson, with both texts."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class AdoptRevision(Command[StudyPlan], frozen=True, kw_only=True):
    """Go on with the newest revision of a course that the caller has completed."""

    service: ClassVar[str] = "courses"

    course_id: UUID
