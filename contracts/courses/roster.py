"""What teachers ask about the students of a course, and tell them all at once."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, PageSize, SearchText, Title

AnnouncementText = Annotated[str, Meta(min_length=1, max_length=20_000)]


class Risk(StrEnum):
    """Why a student may need a word."""

    NOT_STARTED = "not_started"
    INACTIVE = "inactive"


class StudentGroup(StrEnum):
    """Which students of a course are listed."""

    ALL = "all"
    AT_RISK = "at_risk"
    STUDYING = "studying"
    COMPLETED = "completed"


class StudentOrder(StrEnum):
    """How the students of a course are sorted."""

    NEWEST = "newest"
    LEAST_ACTIVE = "least_active"
    MOST_PROGRESS = "most_progress"


class CourseStudent(Message, frozen=True, kw_only=True):
    """A student of a course and how far they are; `risk` is null when nothing is amiss."""

    student_id: UUID
    name: str
    enrolled_at: datetime
    active_at: datetime
    completed_lessons: int
    lesson_count: int
    completed_at: datetime | None
    risk: Risk | None


class StudentSheet(Message, frozen=True, kw_only=True):
    """All students of a course as a CSV file (RFC 4180)."""

    name: str
    content: str


class StudiedPart(Message, frozen=True, kw_only=True):
    """A lesson of a student's outline, and when they completed it."""

    lesson_id: UUID
    title: str
    place: str
    completed_at: datetime | None


class StudentProgress(CourseStudent, frozen=True, kw_only=True):
    """One student's way through a course, lesson by lesson."""

    course_id: UUID
    course_title: str
    lessons: list[StudiedPart]


class LessonReach(Message, frozen=True, kw_only=True):
    """How many students completed a lesson, and for how many it is the last they did.

    `stopped` counts those who have not completed the course and were not active for two weeks.
    """

    lesson_id: UUID
    title: str
    place: str
    completed: int
    stopped: int


class CourseFigures(Message, frozen=True, kw_only=True):
    """How the students of a course fare; `average_progress` is a share from 0 to 1."""

    course_id: UUID
    students: int
    active_this_week: int
    at_risk: int
    completed: int
    average_progress: float
    lessons: list[LessonReach]


class Announcement(Message, frozen=True, kw_only=True):
    """What a teacher told all students of a course."""

    id: UUID
    course_id: UUID
    course_title: str
    subject: str
    body_html: str
    announced_at: datetime
    recipients: int


class ListStudents(Query[Page[CourseStudent]], frozen=True, kw_only=True):
    """The students of the caller's course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    search: SearchText = ""
    group: StudentGroup = StudentGroup.ALL
    order: StudentOrder = StudentOrder.NEWEST
    after: Cursor | None = None
    limit: PageSize = 50


class ExportStudents(Query[StudentSheet], frozen=True, kw_only=True):
    """All students of the caller's course, for a spreadsheet."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class GetStudentProgress(Query[StudentProgress], frozen=True, kw_only=True):
    """One student of the caller's course, lesson by lesson."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    student_id: UUID


class GetCourseFigures(Query[CourseFigures], frozen=True, kw_only=True):
    """How the students of the caller's course fare."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class Announce(Command[Announcement], frozen=True, kw_only=True):
    """Tell something to all students of the caller's course, by mail and on its pages."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    subject: Title
    body: AnnouncementText


class ListAnnouncements(Query[Page[Announcement]], frozen=True, kw_only=True):
    """What was told to the students of a course, newest first; for them and the teacher."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20


class AnnouncementSent(Event, frozen=True, kw_only=True):
    """An announcement goes to some of the students; all parts together reach each one once."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.announcement.sent.v1"

    announcement_id: UUID
    course_id: UUID
    course_slug: str
    course_title: str
    teacher_name: str
    subject: str
    body: str
    student_ids: list[UUID]
