"""What the courses service answers with."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from contracts.base import Message
from contracts.courses.media import Playback, PreparedVideo
from contracts.courses.outline import LessonState, Missing, ReleaseAfter, SectionLabel, Topic
from contracts.types import Money


class CourseStatus(StrEnum):
    """Where the teacher's working copy of a course stands; `published` means unchanged since."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Level(StrEnum):
    """What a course expects its students to know."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class LessonKind(StrEnum):
    """How a lesson teaches."""

    ARTICLE = "article"
    VIDEO = "video"
    YOUTUBE = "youtube"
    LINK = "link"
    QUIZ = "quiz"


class CourseOrder(StrEnum):
    """How a list of courses is sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE_LOW = "price_low"
    PRICE_HIGH = "price_high"
    RATING = "rating"
    POPULAR = "popular"


class Category(Message, frozen=True, kw_only=True):
    """A shelf of the catalogue."""

    slug: str
    name: str
    course_count: int


class Teacher(Message, frozen=True, kw_only=True):
    """Who teaches a course, as the catalogue shows them."""

    id: UUID
    name: str


class Tag(Message, frozen=True, kw_only=True):
    """A word that a teacher put on a course; `slug` finds it however it is spelled."""

    slug: str
    name: str


class CourseCard(Message, frozen=True, kw_only=True):
    """A course in a list."""

    id: UUID
    slug: str
    title: str
    summary: str
    category: str
    category_name: str
    level: Level
    language: str
    teacher: Teacher
    price: Money
    lesson_count: int
    duration_minutes: int
    cover_url: str | None
    status: CourseStatus
    live: bool = False
    revision: int = 0
    taken_down: bool = False
    rating: float | None = None
    rating_count: int = 0
    student_count: int = 0


class LessonSummary(Message, frozen=True, kw_only=True):
    """A lesson in an outline."""

    id: UUID
    title: str
    kind: LessonKind
    duration_minutes: int
    preview: bool
    release_at: datetime | None = None
    release_after_days: int | None = None
    release_after: ReleaseAfter = ReleaseAfter.ENROLLMENT
    requires: list[UUID] = []
    topic_id: UUID | None = None


class Module(Message, frozen=True, kw_only=True):
    """A chapter of a course: lessons without a topic first, then those of each topic."""

    id: UUID
    title: str
    lessons: list[LessonSummary]
    topics: list[Topic] = []


class Licence(Message, frozen=True, kw_only=True):
    """Whose work the content is and under what terms it is shown."""

    name: str
    url: str
    credit: str
    credit_url: str


class Course(CourseCard, frozen=True, kw_only=True):
    """The public page of a course."""

    description_html: str
    outline: list[Module]
    licence: Licence | None
    published_at: datetime | None
    tags: list[Tag] = []
    rating_stars: list[int] = []
    """How many reviews gave one star, two, … five."""
    section_label: SectionLabel = SectionLabel.MODULE


class CourseDraft(Course, frozen=True, kw_only=True):
    """A course as its teacher and the admins see it."""

    description: str
    review_note: str
    submitted_at: datetime | None
    publishes_itself: bool = True
    version: int = 1
    lesson_states: list[LessonState] = []
    missing: list[Missing] = []


class CourseFile(Message, frozen=True, kw_only=True):
    """A file that belongs to a course; `url` is signed, short-lived and answers to Range."""

    id: UUID
    name: str
    media_type: str
    size: int
    url: str


class Lesson(LessonSummary, frozen=True, kw_only=True):
    """The content of a lesson."""

    course_id: UUID
    course_slug: str
    course_title: str
    module_title: str
    objectives: list[str]
    questions: list[str]
    body_html: str
    video: CourseFile | None
    youtube_id: str | None
    video_url: str | None = None
    files: list[CourseFile]
    completed: bool
    previous_id: UUID | None
    next_id: UUID | None
    licence: Licence | None
    playback: Playback | None = None


class LessonDraft(LessonSummary, frozen=True, kw_only=True):
    """A lesson as its teacher edits it and an admin reviews it."""

    course_id: UUID
    module_id: UUID
    body: str
    body_html: str
    youtube_id: str | None
    video_url: str | None = None
    video: CourseFile | None
    prepared: PreparedVideo | None = None
    version: int = 1
    asks: str = ""
    """What a quiz asks, with its key, in Markdown; for who reviews it."""


class AccessState(StrEnum):
    """Whether a person can study a course."""

    NONE = "none"
    ENROLLED = "enrolled"
    TEACHES = "teaches"


class Access(Message, frozen=True, kw_only=True):
    """Whether the caller can study a course, and where to go on."""

    course_id: UUID
    state: AccessState
    lesson_id: UUID | None


class StudiedLesson(LessonSummary, frozen=True, kw_only=True):
    """A lesson in a student's own outline, and what still locks it."""

    completed: bool
    opens_at: datetime | None = None
    waits_for: list[UUID] = []


class StudiedModule(Message, frozen=True, kw_only=True):
    """A chapter in a student's own outline."""

    id: UUID
    title: str
    lessons: list[StudiedLesson]
    topics: list[Topic] = []


class Enrollment(Message, frozen=True, kw_only=True):
    """A course that the caller studies."""

    course: CourseCard
    enrolled_at: datetime
    completed_lessons: int
    next_lesson_id: UUID | None


class StudyPlan(Message, frozen=True, kw_only=True):
    """A student's own outline of a course."""

    course_id: UUID
    course_slug: str
    course_title: str
    modules: list[StudiedModule]
    completed_lessons: int
    lesson_count: int
    revision: int = 0
    newest_revision: int = 0


class Progress(Message, frozen=True, kw_only=True):
    """How far a student is in a course."""

    course_id: UUID
    completed_lessons: int
    lesson_count: int
    completed_at: datetime | None = None


class Upload(Message, frozen=True, kw_only=True):
    """Permission to send one file; PUT its bytes to `url`."""

    id: UUID
    url: str
    max_bytes: Annotated[int, Meta(ge=0)]


class CoursesOverview(Message, frozen=True, kw_only=True):
    """How many courses and students there are."""

    published: int
    submitted: int
    drafts: int
    enrollments: int
    enrolled_today: int
