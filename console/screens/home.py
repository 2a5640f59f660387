"""The academy at a glance: figures, money, what waits, and what happens right now."""

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from console.figures import Overview
from console.formats import ago, count
from console.messages import LiveEvent, Loaded, LoadFailed
from console.screens.courses import COLUMNS, CourseQueue
from console.screens.review import ReviewScreen
from console.shell import on_new_colors, shell
from console.widgets.activity import ActivityFeed
from console.widgets.figure import Figure
from console.widgets.key_bar import KeyBar
from console.widgets.resource_table import ResourceTable, Wording
from console.widgets.revenue import revenue
from console.widgets.state_panel import StatePanel, why
from console.widgets.top_bar import TopBar
from contracts.courses.resources import CourseCard, CourseStatus
from contracts.courses.review import ListCoursesByStatus
from contracts.errors import ServiceError
from contracts.types import Page

if TYPE_CHECKING:
    from datetime import datetime

_REFRESH_SECONDS = 30
_CALM_SECONDS = 0.5


class OverviewDesk(CourseQueue, Protocol):
    """What this screen asks of the gateway."""

    async def get_overview(self) -> Overview:
        """The figures of this moment."""


class HomeScreen(Screen[None]):
    """Figures that follow events, and are asked for anew every half minute."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reload", "Reload", tooltip="Fetch the figures again."),
    ]
    AUTO_FOCUS = ""
    WORDING: ClassVar[Wording] = Wording(
        noun="course",
        nouns="courses",
        title="Waiting for review",
        loading="Fetching the queue",
        empty="Nothing waits for review",
        empty_hint="Courses that teachers hand in appear here.",
        failed="The queue did not arrive",
    )

    def __init__(self, gateway: OverviewDesk) -> None:
        super().__init__()
        self.gateway = gateway
        self.overview: Overview | None = None
        self.loaded_at: datetime | None = None
        self.due = False

    def compose(self) -> ComposeResult:
        """Places, figures, then money and news beside the queue."""
        self.set_class(shell(self).may(ListCoursesByStatus), "-reviewing")
        yield TopBar("home")
        yield Static(classes="banner", markup=False)
        yield StatePanel()
        with Horizontal(id="figures"):
            yield Figure("People", "people-figure")
            yield Figure("Catalog", "catalog-figure")
            yield Figure("In review", "review-figure")
            yield Figure("Enrolled", "enrolled-figure")
            yield Figure("Pending", "pending-figure")
        with Horizontal(id="lower"):
            with Vertical(id="left"):
                yield Static("fetching", id="revenue")
                yield ResourceTable(
                    COLUMNS, self.WORDING, key=lambda course: str(course.id), id="queue"
                )
            yield ActivityFeed()
        yield KeyBar()

    def on_mount(self) -> None:
        """Load, and keep fresh."""
        self.query_one("#revenue").border_title = "Revenue"
        shell(self).happened.subscribe(self, self.notice)
        on_new_colors(self, self.show_revenue)
        self.set_interval(_REFRESH_SECONDS, self.load)
        self.set_focus(self.query_one(ActivityFeed))
        self.load()

    def notice(self, _: LiveEvent) -> None:
        """Ask for the figures again, once for a burst of events."""
        if not self.due:
            self.due = True
            self.set_timer(_CALM_SECONDS, self.load)

    def action_reload(self) -> None:
        """Fetch the figures again."""
        self.query_one("#queue", ResourceTable).show_loading()
        self.load()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Fetch figures and queue together."""
        self.due = False
        waiting = ListCoursesByStatus(status=CourseStatus.SUBMITTED)
        try:
            overview = await self.gateway.get_overview()
            queue: Page[CourseCard] = Page(items=[])
            if shell(self).may(ListCoursesByStatus):
                queue = await self.gateway.list_courses(waiting)
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))
        else:
            self.post_message(Loaded((overview, queue)))

    @on(Loaded)
    def show_overview(self, loaded: Loaded[tuple[Overview, Page[CourseCard]]]) -> None:
        """Show everything that arrived."""
        first, (self.overview, queue) = self.overview is None, loaded.content
        self.loaded_at = shell(self).clock()
        self.remove_class("-stale", "-failed")
        self._show_figures(self.overview)
        self.show_revenue()
        table = self.query_one("#queue", ResourceTable)
        table.show_items(queue.items, more=queue.next is not None)
        if first:
            self.call_after_refresh(self.begin_with_queue)
        shell(self).waiting_courses = self.overview.courses.submitted

    def begin_with_queue(self) -> None:
        """What waits has the keyboard where it is shown, and else the news."""
        table = self.query_one("#queue", ResourceTable)
        if table.display:
            table.focus_rows()

    def show_revenue(self) -> None:
        """Show the money in the colors of the current theme."""
        if self.overview is not None:
            table = revenue(self.overview.payments, shell(self).palette)
            self.query_one("#revenue", Static).update(table)

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Keep old figures and say so; without any, say what went wrong."""
        refusal = failure.refusal
        if self.loaded_at is None:
            self.add_class("-failed")
            self.query_one("HomeScreen > StatePanel", StatePanel).say_failed(
                "The figures did not arrive", refusal
            )
            return
        age = ago(self.loaded_at, shell(self).clock())
        self.add_class("-stale")
        self.query_one("HomeScreen > .banner", Static).update(
            Content(f"▲ As of {age}. {why(refusal)} Press r to try again.")
        )

    @on(StatePanel.Retried)
    def retry(self) -> None:
        """Try again."""
        self.action_reload()

    @on(ResourceTable.Opened)
    def review(self) -> None:
        """Review the highlighted course."""
        course = self.query_one("#queue", ResourceTable).current
        if course is not None:
            self.app.push_screen(ReviewScreen(self.gateway, course.id), self.after_review)

    def after_review(self, decided: bool | None) -> None:  # noqa: FBT001 (called by Textual)
        """Count again when the course moved on."""
        if decided:
            self.load()

    def _show_figures(self, overview: Overview) -> None:
        people, courses, payments = overview.accounts, overview.courses, overview.payments
        shown = {
            "people": (people.users, f"+{count(people.registered_today)} today", False),
            "catalog": (courses.published, f"{count(courses.drafts)} drafts", False),
            "review": (
                courses.submitted,
                "waiting" if courses.submitted else "all done",
                courses.submitted > 0,
            ),
            "enrolled": (courses.enrolled_today, f"of {count(courses.enrollments)}", False),
            "pending": (payments.pending_orders, f"{count(payments.paid_orders)} paid", False),
        }
        for name, (number, context, calls) in shown.items():
            self.query_one(f"#{name}-figure", Figure).show(number, context, calls=calls)
