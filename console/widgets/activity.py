"""What happens in the academy, as it happens."""

from collections import deque

from rich.table import Table
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from console.formats import ago
from console.happenings import in_words
from console.messages import LiveEvent
from console.shell import on_new_colors, shell
from console.widgets.state_panel import StatePanel
from contracts.accounts.audit import AuditEntryRecorded

_KEPT = 200
_REFRESH_SECONDS = 15


class ActivityFeed(VerticalScroll):
    """The latest events, the newest first, with their age."""

    def __init__(self) -> None:
        super().__init__(id="activity")
        self.events: deque[LiveEvent] = deque(maxlen=_KEPT)

    def compose(self) -> ComposeResult:
        """The lines, or the panel that says that nothing happened yet."""
        yield Static(id="lines")
        yield StatePanel()

    def on_mount(self) -> None:
        """Hear of everything; ages grow by themselves."""
        self.border_title = "Activity"
        shell(self).happened.subscribe(self, self.add)
        self.query_one(StatePanel).say(
            "○", "Quiet so far", "Registrations, orders and reviews appear here.", kind="empty"
        )
        self.set_interval(_REFRESH_SECONDS, self.redraw)
        on_new_colors(self, self.redraw)

    def add(self, event: LiveEvent) -> None:
        """Put an event on top; that it was also written down is no news."""
        if event.event_type == AuditEntryRecorded.event_type:
            return
        self.events.appendleft(event)
        self.set_class(True, "-busy")  # noqa: FBT003 (Textual's signature)
        self.redraw()

    def redraw(self) -> None:
        """Draw all lines in the current time and theme."""
        say, now = shell(self).palette, shell(self).clock()
        lines = Table.grid(padding=(0, 1, 0, 0))
        lines.add_column(no_wrap=True)
        lines.add_column(ratio=1)
        lines.add_column(no_wrap=True, justify="right")
        for event in self.events:
            sentence, tone = in_words(event.event_type, event.data)
            lines.add_row(
                say.toned("●", tone),
                say.prose(sentence),
                say.muted(ago(event.at, now), right=True),
            )
        self.query_one("#lines", Static).update(lines)
