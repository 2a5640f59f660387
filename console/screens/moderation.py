"""Reviews that somebody reported, and those that a moderator has hidden."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Protocol, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType

from console.formats import ago, counted
from console.screens.acting import ActingList
from console.screens.listing import ListScreen
from console.shell import shell
from console.text import safe_line
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.reason import ReasonScreen
from console.widgets.resource_table import Column, ResourceTable, Wording
from contracts.base import Command
from contracts.courses.reviews import (
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ModeratedReview,
    RestoreReview,
    ReviewModerated,
    ReviewQueue,
    ReviewReport,
    ReviewReported,
)
from contracts.types import Page

ReplyT = TypeVar("ReplyT")


class ModerationDesk(Protocol):
    """What this screen asks of the gateway."""

    async def list_moderated_reviews(self, request: ListModeratedReviews) -> Page[ModeratedReview]:
        """One page of reviews, the longest reported or the last hidden first."""

    async def treat(self, request: Command[ReplyT]) -> ReplyT:
        """Decide about a review."""


COLUMNS: Sequence[Column[ModeratedReview]] = (
    Column(
        label="Stars",
        width=6,
        cell=lambda review, say, _: say.strong(stars(review)),
    ),
    Column(
        label="Review",
        cell=lambda review, say, _: say.plain(review.text or "Only stars, no words."),
    ),
    Column(label="By", width=15, cell=lambda review, say, _: say.plain(author(review))),
    Column(
        label="Course",
        width=20,
        from_width=96,
        cell=lambda review, say, _: say.muted(review.course_title),
    ),
    Column(
        label="Reported",
        width=11,
        right=True,
        cell=lambda review, say, now: say.muted(
            ago(review.reported_at, now) if review.reported_at else "settled", right=True
        ),
    ),
)


def stars(review: ModeratedReview) -> str:
    """As many as were given."""
    return "*" * review.stars


Decision = KeepReview | HideReview | RestoreReview


def author(review: ModeratedReview) -> str:
    """Who wrote it, while they are with the academy."""
    return review.author_name or "has left"


def reporter(report: ReviewReport) -> str:
    """Who objects, while they are with the academy."""
    return safe_line(report.reporter_name or "somebody who has left")


class ModerationScreen(ActingList[ModeratedReview], ListScreen[ModeratedReview]):
    """Let reported reviews stay, hide them, or show hidden ones again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "Keep", tooltip="Let the review stay and settle its reports."),
        Binding("x", "hide", "Hide", tooltip="Take the review out of sight and of the rating."),
        Binding("s", "restore", "Show again", tooltip="Let a hidden review be seen again."),
        Binding("escape", "back", "Back", tooltip="Go back to the courses.", show=False),
    ]
    DONE: ClassVar[str] = "Decided"
    REFUSED: ClassVar[str] = "Not decided"
    PLACE: ClassVar[str] = "courses"
    WORDING: ClassVar[Wording] = Wording(
        title="Reviews",
        noun="review",
        nouns="reviews",
        loading="Fetching reviews",
        empty="No reviews here",
        empty_hint="Nothing waits in this group. Press f for the other one.",
        failed="The reviews did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (ReviewQueue.REPORTED, "Reported"),
        (ReviewQueue.HIDDEN, "Hidden"),
    )
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        ReviewReported.event_type,
        ReviewModerated.event_type,
    )

    def __init__(self, gateway: ModerationDesk) -> None:
        super().__init__()
        self.gateway = gateway

    def on_mount(self) -> None:
        """Make room for what is under way."""
        self.mount(Doing(), after="#body")

    def columns(self) -> Sequence[Column[ModeratedReview]]:
        """What was said by whom about which course."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[ModeratedReview]:
        """One page of the chosen group."""
        request = ListModeratedReviews(queue=ReviewQueue(self.choice), after=after)
        return await self.gateway.list_moderated_reviews(request)

    def key(self, item: ModeratedReview) -> str:
        """The review's id."""
        return str(item.id)

    def describe(self, item: ModeratedReview) -> Detail:
        """The whole review, and everything that was said against it."""
        say, now = shell(self).palette, shell(self).clock()
        reports = tuple(
            (f"Reported {ago(each.created_at, now)} by {reporter(each)}", say.prose(each.reason))
            for each in item.reports
        )
        hidden = (("Hidden because", say.prose(item.hidden_reason)),) if item.hidden_at else ()
        reply = (("Reply of the teacher", say.prose(item.reply.text)),) if item.reply else ()
        return Detail(
            title=say.strong(f"{counted(item.stars, 'star')} by {author(item)}"),
            facts=(
                ("Course", say.plain(item.course_title)),
                ("Teacher", say.plain(item.teacher_name)),
                ("Written", say.plain(ago(item.created_at, now))),
                ("Reports", say.plain(str(len(item.reports)))),
            ),
            paragraphs=(
                ("Review", say.prose(item.text or "Only stars, no words.")),
                *reply,
                *reports,
                *hidden,
            ),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What fits the highlighted review; one decision at a time."""
        if action in {"keep", "hide", "restore"}:
            if busy(self):
                return None
            item = self.table.current
            return item is not None and (action == "restore") == (item.hidden_at is not None)
        return super().check_action(action, parameters)

    @on(ResourceTable.Highlighted)
    def renew_keys(self) -> None:
        """Another row, other acts."""
        self.refresh_bindings()

    async def action_back(self) -> None:
        """Go back to the courses."""
        self.dismiss()

    @work(exclusive=True, group="act")
    async def action_keep(self) -> None:
        """Ask why, then settle the reports."""
        consequence = "It stays as it is. Who reported it reads this reason."
        await self._decide(KeepReview, "Keep", consequence, "The review stays.")

    @work(exclusive=True, group="act")
    async def action_hide(self) -> None:
        """Ask why, then take it out of sight."""
        consequence = (
            "Nobody but its author sees it, and its stars no longer count. The author and who "
            "reported it read this reason."
        )
        await self._decide(HideReview, "Hide", consequence, "The review is hidden.")

    @work(exclusive=True, group="act")
    async def action_restore(self) -> None:
        """Ask why, then show it again."""
        consequence = "Everybody sees it, and its stars count. Its author reads this reason."
        await self._decide(RestoreReview, "Show again", consequence, "The review is shown again.")

    async def _decide(
        self, decision: type[Decision], verb: str, consequence: str, done: str
    ) -> None:
        """Ask why and send it; a reason that was refused is there the next time."""
        if (item := self.table.current) is None:
            return
        written = decision, self.key(item)
        question = f"{verb}: the review by {author(item)}?"
        asked = partial(ReasonScreen, question, consequence, send=verb)
        reason = await self.ask(written, asked, "")
        if reason is not None:
            act = self.gateway.treat(decision(review_id=item.id, reason=reason))
            await self.carry_out(act, "Sending your decision", done, written)
