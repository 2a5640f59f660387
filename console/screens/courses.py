"""The courses of the academy, those that wait for a review first."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType

from console.formats import count, counted, duration, price_tag
from console.screens.casework import CourseReview
from console.screens.listing import EVERYTHING, ListScreen
from console.screens.moderation import ModerationDesk, ModerationScreen
from console.screens.review import ReviewScreen
from console.screens.shelving import Shelving, shelving_keys
from console.shell import shell
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.doing import Doing
from console.widgets.key_bar import roomy
from console.widgets.lesson_view import edition
from console.widgets.resource_table import Column, Wording
from contracts.courses.events import (
    CourseApproved,
    CourseArchived,
    CoursePublished,
    CourseRejected,
    CourseSubmitted,
    CourseWithdrawn,
)
from contracts.courses.resources import CourseCard, CourseStatus
from contracts.courses.review import ListCoursesByStatus
from contracts.types import Page


class CourseQueue(CourseReview, ModerationDesk, Protocol):
    """What this screen asks of the gateway."""

    async def list_courses(self, request: ListCoursesByStatus) -> Page[CourseCard]:
        """One page of courses, the longest waiting submission first."""


def live_mark(course: CourseCard) -> str:
    """Which edition there is, and whether it is in the catalog, out of it, or taken down."""
    if not course.revision:
        return "-"
    mark = "●" if course.live else "✕" if course.taken_down else "○"
    return f"{mark} {course.revision}"


def live_tone(course: CourseCard) -> Tone:
    """The color of that mark."""
    if course.live:
        return Tone.GOOD
    return Tone.BAD if course.taken_down else Tone.NEUTRAL


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
    Column(
        label="Live",
        width=4,
        cell=lambda course, say, _: say.toned(live_mark(course), live_tone(course)),
    ),
    Column(label="Status", width=11, cell=lambda course, say, _: say.pill(course.status)),
)


class CoursesScreen(Shelving[None], ListScreen[CourseCard]):
    """Browse courses, open one to review it, take one down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *shelving_keys(),
        roomy("c", "app.certificates", "Certificates", "Find, revoke or correct a certificate."),
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
        (CourseStatus.APPROVED, "Approved"),
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
        CourseApproved.event_type,
        CourseArchived.event_type,
        CourseWithdrawn.event_type,
    )

    def __init__(self, gateway: CourseQueue) -> None:
        super().__init__()
        self.gateway: CourseQueue = gateway

    def on_mount(self) -> None:
        """Make room for what is under way."""
        self.mount(Doing(), after="#body")

    @property
    def subject(self) -> CourseCard | None:
        """The highlighted course."""
        return self.table.current

    def look_again(self) -> None:
        """Fetch the list again."""
        self.load()

    def columns(self) -> Sequence[Column[CourseCard]]:
        """Title, teacher, size, price, edition, status."""
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
                ("Edition", say.toned(edition(item), live_tone(item))),
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
