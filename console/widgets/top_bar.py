"""The first line of every screen: where one is, where one can go, and whether news arrives."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from console.messages import LiveState
from console.shell import PLACES, on_new_colors, shell
from console.text import safe_line
from contracts.accounts.messages import User

_LIVE = {
    LiveState.OFF: ("○ offline", "muted", "No live connection."),
    LiveState.CONNECTING: ("◌ connecting", "tone-warn", "Connecting to the academy."),
    LiveState.LIVE: ("● live", "tone-good", "News arrives as it happens."),
    LiveState.LOST: ("◌ reconnecting", "tone-bad", "Connection lost; trying again."),
}


class PlaceTab(Static):
    """A place one can go to, with its key."""

    def __init__(self, place: str, *, current: bool) -> None:
        super().__init__(id=f"tab-{place}", classes="-current" if current else "")
        self.place = place
        self.waiting = 0

    def render(self) -> Text:
        """Key, name and, where something waits, how much."""
        key, name = PLACES[self.place]
        colors = shell(self).palette
        tab = Text.assemble((key, colors.color("primary")), " ", name, no_wrap=True)
        if self.waiting:
            tab.append(f" {self.waiting}", style=f"bold {colors.color('accent')}")
        return tab

    def on_click(self) -> None:
        """Go there."""
        self.app.call_later(self.app.run_action, f"go('{self.place}')")


class TopBar(Horizontal):
    """Brand, the places of who is at the desk, live state and their name."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def compose(self) -> ComposeResult:
        """Brand at the left, state at the right."""
        yield Static("◆ Academy", id="brand")
        for place in shell(self).places:
            yield PlaceTab(place, current=place == self.current)
        yield Static(id="gap")
        yield Static(id="live")
        yield Static(id="who", markup=False)

    def on_mount(self) -> None:
        """Follow the app's state."""
        app = shell(self)
        self.watch(app, "live_state", self.show_live)
        self.watch(app, "waiting_courses", lambda waiting: self.show_waiting("courses", waiting))
        self.watch(app, "waiting_proposals", lambda waiting: self.show_waiting("people", waiting))
        self.watch(app, "user", self.show_user)
        on_new_colors(self, self.redraw)

    def redraw(self) -> None:
        """Take on the colors of the current theme."""
        self.show_live(shell(self).live_state)
        for tab in self.query(PlaceTab):
            tab.refresh()

    def show_live(self, state: LiveState) -> None:
        """Say whether news arrives."""
        label, variable, tooltip = _LIVE[state]
        live = self.query_one("#live", Static)
        live.update(Text(label, style=shell(self).palette.color(variable), no_wrap=True))
        live.tooltip = tooltip

    def show_waiting(self, place: str, waiting: int) -> None:
        """Say how many courses wait for a review, or proposals for this admin."""
        for tab in self.query(f"#tab-{place}").results(PlaceTab):
            tab.waiting = waiting
            tab.refresh(layout=True)

    def show_user(self, user: User | None) -> None:
        """Say who is at the desk."""
        self.query_one("#who", Static).update(safe_line(user.name) if user else "")
