"""The courses of the academy, those that wait for a review first."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType

from console.formats import count, counted, duration, price_tag
from console.screens.listing import EVERYTHING, ListScreen
from console.screens.moderation import ModerationDesk, ModerationScreen
from console.screens.review import CourseReview, ReviewScreen
from console.shell import shell
from console.widgets.detail import Detail
from console.widgets.resource_table import Column, Wording
from contracts.courses.events import CoursePublished, CourseRejected, CourseSubmitted
from contracts.courses.resources import CourseCard, CourseStatus
from contracts.courses.review import ListCoursesByStatus
from contracts.types import Page


class CourseQueue(CourseReview, ModerationDesk, Protocol):
    """What this screen asks of the gateway."""

    async def list_courses(self, request: ListCoursesByStatus) -> Page[CourseCard]:
        """One page of courses, the longest waiting submission first."""


COLUMNS: Sequence[Column[CourseCard]] = (
    Column(label="Title", cell=lambda course, say, _: say.strong(course.title)),
    Column(label="Teacher", width=16, cell=lambda course, say, _: say.plain(course.teacher.name)),
    Column(
        label="Category",
        width=16,
        from_width=110,
        cell=lambda course, say, _: say.muted(course.category_name),
    ),
    Column(
        label="Lessons",
        width=7,
        right=True,
        from_width=90,
        cell=lambda course, say, _: say.plain(count(course.lesson_count), right=True),
    ),
    Column(
        label="Length",
        width=9,
        right=True,
        from_width=96,
        cell=lambda course, say, _: say.muted(duration(course.duration_minutes), right=True),
    ),
    Column(
        label="Price",
        width=12,
        right=True,
        cell=lambda course, say, _: say.plain(price_tag(course.price), right=True),
    ),
    Column(label="Status", width=11, cell=lambda course, say, _: say.pill(course.status)),
)


class CoursesScreen(ListScreen[CourseCard]):
    """Browse courses and open one to review it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "reviews", "Reviews", tooltip="Look at reviews that somebody reported."),
    ]
    PLACE: ClassVar[str] = "courses"
    WORDING: ClassVar[Wording] = Wording(
        noun="course",
        nouns="courses",
        loading="Fetching courses",
        empty="No courses here",
        empty_hint="Nothing waits in this group. Press f for the next one.",
        failed="Courses did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (CourseStatus.SUBMITTED, "In review"),
        (CourseStatus.PUBLISHED, "Published"),
        (CourseStatus.CHANGES_REQUESTED, "Sent back"),
        (CourseStatus.DRAFT, "Drafts"),
        (CourseStatus.ARCHIVED, "Archived"),
        (EVERYTHING, "All"),
    )
    SEARCH: ClassVar[str | None] = "title"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        CourseSubmitted.event_type,
        CoursePublished.event_type,
        CourseRejected.event_type,
    )

    def __init__(self, gateway: CourseQueue) -> None:
        super().__init__()
        self.gateway = gateway

    def columns(self) -> Sequence[Column[CourseCard]]:
        """Title, teacher, size, price, status."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[CourseCard]:
        """One page under the current choice and search."""
        status = None if self.choice == EVERYTHING else CourseStatus(self.choice)
        return await self.gateway.list_courses(
            ListCoursesByStatus(status=status, search=self.search_text, after=after)
        )

    def key(self, item: CourseCard) -> str:
        """The course's id."""
        return str(item.id)

    def describe(self, item: CourseCard) -> Detail:
        """What the catalog would say of the course."""
        say = shell(self).palette
        return Detail(
            title=say.strong(item.title),
            facts=(
                ("Status", say.pill(item.status)),
                ("Teacher", say.plain(item.teacher.name)),
                ("Category", say.plain(item.category_name)),
                ("Level", say.plain(item.level.value)),
                ("Language", say.plain(item.language)),
                ("Price", say.plain(price_tag(item.price))),
                ("Content", say.plain(counted(item.lesson_count, "lesson"))),
                ("Length", say.plain(duration(item.duration_minutes))),
                ("Address", say.plain(f"/courses/{item.slug}")),
            ),
            paragraphs=(("Summary", say.prose(item.summary or "No summary yet.")),),
        )

    def open_item(self, item: CourseCard) -> None:
        """Review the course; what was decided changes the list."""
        self.app.push_screen(ReviewScreen(self.gateway, item.id), self.after_review)

    def action_reviews(self) -> None:
        """Decide about what students wrote."""
        self.app.push_screen(ModerationScreen(self.gateway))

    def after_review(self, decided: bool | None) -> None:  # noqa: FBT001 (called by Textual)
        """Fetch the list again when the course moved on."""
        if decided:
            self.load()
