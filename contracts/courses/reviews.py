"""What students think of courses: resources, requests and events."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, PageSize, Reason

Stars = Annotated[int, Meta(ge=1, le=5)]
ReviewText = Annotated[str, Meta(max_length=4000)]
ReplyText = Annotated[str, Meta(max_length=2000)]
ReportReason = Annotated[str, Meta(min_length=3, max_length=1000)]


class ReviewOrder(StrEnum):
    """How the reviews of a course are sorted."""

    NEWEST = "newest"
    HIGHEST = "highest"
    LOWEST = "lowest"


class ReviewQueue(StrEnum):
    """Which reviews moderators look at: those with open reports, or those they have hidden."""

    REPORTED = "reported"
    HIDDEN = "hidden"


class ReviewDecision(StrEnum):
    """What a moderator decided."""

    KEPT = "kept"
    HIDDEN = "hidden"
    RESTORED = "restored"


class ReviewReply(Message, frozen=True, kw_only=True):
    """What the teacher answers in public."""

    text: str
    teacher_name: str
    replied_at: datetime


class Review(Message, frozen=True, kw_only=True):
    """A student's stars and words; the name is empty when they have left the academy."""

    id: UUID
    course_id: UUID
    author_name: str
    stars: int
    text: str
    created_at: datetime
    edited_at: datetime | None
    reply: ReviewReply | None


class MyReview(Message, frozen=True, kw_only=True):
    """What the caller wrote about a course, and whether they may write."""

    review: Review | None
    may_write: bool
    hidden_reason: str | None = None


class TaughtReview(Review, frozen=True, kw_only=True):
    """A review of one of the caller's courses."""

    course_slug: str
    course_title: str


class ReviewReport(Message, frozen=True, kw_only=True):
    """Why somebody thinks that a review should not be seen."""

    reporter_name: str
    reason: str
    created_at: datetime


class ModeratedReview(TaughtReview, frozen=True, kw_only=True):
    """A review as moderators see it, with whom it is about and who objects."""

    teacher_name: str
    reports: list[ReviewReport]
    reported_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str


class ListReviews(Query[Page[Review]], frozen=True, kw_only=True):
    """The reviews of a published course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    order: ReviewOrder = ReviewOrder.NEWEST
    after: Cursor | None = None
    limit: PageSize = 10


class GetMyReview(Query[MyReview], frozen=True, kw_only=True):
    """What the caller wrote about a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class WriteReview(Command[Review], frozen=True, kw_only=True):
    """Say what one thinks of a course, or say it differently; one review for each student."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    stars: Stars
    text: ReviewText = ""


class RemoveReview(Command[None], frozen=True, kw_only=True):
    """Take one's review back."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class ReportReview(Command[None], frozen=True, kw_only=True):
    """Ask the moderators to look at a review."""

    service: ClassVar[str] = "courses"

    review_id: UUID
    reason: ReportReason


class ListTaughtReviews(Query[Page[TaughtReview]], frozen=True, kw_only=True):
    """The reviews of the caller's courses, newest first."""

    service: ClassVar[str] = "courses"

    course_id: UUID | None = None
    unanswered: bool = False
    after: Cursor | None = None
    limit: PageSize = 20


class ReplyToReview(Command[Review], frozen=True, kw_only=True):
    """Answer a review of one's course in public; nothing takes the answer back."""

    service: ClassVar[str] = "courses"

    review_id: UUID
    text: ReplyText


class ListModeratedReviews(Query[Page[ModeratedReview]], frozen=True, kw_only=True):
    """Reviews with open reports, the longest waiting first; or hidden ones, the latest first."""

    service: ClassVar[str] = "courses"

    queue: ReviewQueue = ReviewQueue.REPORTED
    after: Cursor | None = None
    limit: PageSize = 50


class KeepReview(Command[None], frozen=True, kw_only=True):
    """Let a reported review stay and settle its reports."""

    service: ClassVar[str] = "courses"

    review_id: UUID
    reason: Reason


class HideReview(Command[None], frozen=True, kw_only=True):
    """Take a review out of sight and out of the rating, and settle its reports."""

    service: ClassVar[str] = "courses"

    review_id: UUID
    reason: Reason


class RestoreReview(Command[None], frozen=True, kw_only=True):
    """Let a hidden review be seen and counted again."""

    service: ClassVar[str] = "courses"

    review_id: UUID
    reason: Reason


class ReviewsChanged(Event, frozen=True, kw_only=True):
    """What the catalogue says of students' opinions of a course changed."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.reviews.changed.v1"
    optional: ClassVar[bool] = True

    course_id: UUID
    course_slug: str


class ReviewReported(Event, frozen=True, kw_only=True):
    """Somebody asked the moderators to look at a review."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.review.reported.v1"
    optional: ClassVar[bool] = True

    review_id: UUID
    course_id: UUID
    course_title: str


class ReviewModerated(Event, frozen=True, kw_only=True):
    """A moderator decided about a review; its author and who reported it are told."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.review.moderated.v1"

    review_id: UUID
    course_id: UUID
    course_slug: str
    course_title: str
    author_id: UUID | None
    reporter_ids: list[UUID]
    decision: ReviewDecision
    reason: str
