"""What was done, newest first, as it happens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType

from console.audit.choice import SECURITY, AuditChoice
from console.audit.entry import COLUMNS, describe
from console.messages import LiveEvent, LoadFailed, NewerLoaded
from console.screens.evidence import Evidence, Witness
from console.screens.listing import EVERYTHING, ListScreen
from console.shell import shell
from console.widgets.audit_filter import NarrowScreen
from console.widgets.detail import Detail
from console.widgets.follow_line import FollowLine
from console.widgets.key_bar import roomy
from console.widgets.resource_table import Column, Wording
from contracts.accounts.audit import AuditEntryRecorded
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.errors import ServiceError
from contracts.types import Page

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE_SECONDS = 0.2
_NEWER = 100


class AuditTrail(Witness, Protocol):
    """What this screen asks of the gateway."""

    async def list_audit_entries(self, request: ListAuditEntries) -> Page[AuditEntry]:
        """One page of what was done, newest first."""


class AuditScreen(Evidence, ListScreen[AuditEntry]):
    """Read who changed what, and why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "narrow", "Narrow", tooltip="Only by somebody, of a kind, in a time."),
        Binding("p", "pause", "Pause", tooltip="Hold new entries back, or show them again."),
        roomy("v", "verify", "Verify", "Prove that no entry was changed or removed."),
        roomy("x", "export", "Export", "Write the entries of this choice to a file."),
        roomy("r", "reload", "Reload", "Fetch the list again."),
    ]

    PLACE: ClassVar[str] = "audit"
    WORDING: ClassVar[Wording] = Wording(
        title="Audit log",
        noun="entry",
        nouns="entries",
        loading="Fetching the audit log",
        empty="Nothing recorded here",
        empty_hint="What staff does and what touches security is kept for good.",
        failed="The audit log did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "Everything"),
        ("accounts", "People"),
        ("courses", "Courses"),
        ("payments", "Money"),
        (SECURITY, "Security"),
    )
    SEARCH: ClassVar[str | None] = "words of an entry"

    def __init__(self, gateway: AuditTrail) -> None:
        super().__init__()
        self.gateway: AuditTrail = gateway
        self.narrowed = AuditChoice()
        self.paused = False
        self.waiting = 0
        self._soon: Timer | None = None

    def on_mount(self) -> None:
        """Say above the rows whether they follow what happens."""
        self.mount(FollowLine(), before="#body")

    def columns(self) -> Sequence[Column[AuditEntry]]:
        """When, who, what, whom, why."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[AuditEntry]:
        """One page of the choice, newest first."""
        return await self.gateway.list_audit_entries(self._request(after=after))

    @property
    def chosen_fields(self) -> dict[str, Any]:
        """What is narrowed, filtered and searched."""
        origin = "" if self.choice == EVERYTHING else self.choice
        return self.narrowed.as_fields(origin, self.search_text)

    @property
    def chosen_words(self) -> str:
        """What is narrowed, in words."""
        return self.narrowed.in_words()

    def key(self, item: AuditEntry) -> str:
        """The entry's id."""
        return str(item.id)

    def describe(self, item: AuditEntry) -> Detail:
        """The entry with what changed."""
        return describe(item, shell(self).palette, shell(self).clock())

    def notice(self, event: LiveEvent) -> None:
        """Fetch what is new, or count it; many events in a moment are one question."""
        if event.event_type != AuditEntryRecorded.event_type:
            return
        if not self.is_current and not self.paused:
            self.outdated = True
        elif self._soon is None:
            self._soon = self.set_timer(_PAUSE_SECONDS, self.catch_up)

    def catch_up(self) -> None:
        """Ask for what is new."""
        self._soon = None
        self.load_newer()

    def start_over(self) -> None:
        """Forget the rows and what waits, and load the first page."""
        self.waiting = 0
        self.show_state()
        super().start_over()

    def show_state(self) -> None:
        """Show the line above the rows."""
        line = self.query_one(FollowLine)
        line.tell(paused=self.paused, waiting=self.waiting, choice=self.chosen_words)

    def action_pause(self) -> None:
        """Hold new entries back, or show them."""
        self.paused, self.waiting = not self.paused, 0
        self.show_state()
        if not self.paused:
            self.load_newer()

    def action_narrow(self) -> None:
        """Ask by whom, what, to whom, when."""

        def decide(choice: AuditChoice | None) -> None:
            if choice is not None and choice != self.narrowed:
                self.narrowed = choice
                self.start_over()

        self.app.push_screen(NarrowScreen(self.narrowed), decide)

    async def action_back(self) -> None:
        """Clear the search, then the narrowing; else go home."""
        if not self.search_text and not self.narrowed.is_wide:
            self.narrowed = AuditChoice()
            self.start_over()
        else:
            await super().action_back()

    @work(exclusive=True, group="newer")
    async def load_newer(self) -> None:
        """Fetch what is newer than the first row."""
        newest = self.table.items[0].position if self.table.items else 0
        request = self._request(newer_than=newest, limit=_NEWER)
        try:
            self.post_message(NewerLoaded(await self.gateway.list_audit_entries(request)))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @on(NewerLoaded)
    def show_newer(self, loaded: NewerLoaded[AuditEntry]) -> None:
        """Put new entries on top, or say how many wait; very many are a list of their own."""
        page = loaded.page
        if self.paused:
            self.waiting = len(page.items)
            self.show_state()
        elif page.next is not None:
            self.load()
        else:
            known = {item.id for item in self.table.items}
            fresh = [item for item in page.items if item.id not in known]
            if fresh:
                self.table.show_items([*fresh, *self.table.items], more=self.cursor is not None)

    def _request(
        self, *, after: str | None = None, newer_than: int | None = None, limit: int = 50
    ) -> ListAuditEntries:
        chosen = self.chosen_fields
        return ListAuditEntries(**chosen, after=after, newer_than=newer_than, limit=limit)
