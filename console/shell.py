"""What every screen and widget may count on of the app they run in."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.signal import Signal

from console.messages import LiveEvent, LiveState
from console.palette import Palette
from console.rules import KnownRules
from contracts import permissions
from contracts.accounts.messages import ListAuditEntries, ListUsers, User
from contracts.base import Request
from contracts.courses.certificate_register import ListAllCertificates
from contracts.courses.review import ListCoursesByStatus
from contracts.payments.messages import ListAllOrders

Clock = Callable[[], datetime]

PLACES = {
    "home": ("1", "Home"),
    "courses": ("2", "Courses"),
    "people": ("3", "People"),
    "orders": ("4", "Orders"),
    "audit": ("5", "Audit"),
}
_SHOWS: dict[str, type[Request[Any]]] = {
    "courses": ListCoursesByStatus,
    "people": ListUsers,
    "orders": ListAllOrders,
    "audit": ListAuditEntries,
}
"""What a place asks for; who may not ask it does not see the place."""
_EVERYWHERE: dict[str, type[Request[Any]] | None] = {
    "go": None,
    "help": None,
    "leave": None,
    "set_up_app": None,
    "sign_out": None,
    "certificates": ListAllCertificates,
}
"""Acts of the whole console, and what they ask for, if anything."""


def place_bindings() -> list[Binding]:
    """One key per place, the same everywhere; the first line of the screen shows them."""
    return [
        Binding(
            key,
            f"app.go('{place}')",
            f"Go to {name}",
            tooltip=f"Open the {name.lower()} screen.",
            show=False,
            id=f"go.{place}",
        )
        for place, (key, name) in PLACES.items()
    ]


def utc_now() -> datetime:
    """The time on the wall."""
    return datetime.now(UTC)


class Shell(App[None]):
    """The app as its parts see it: a clock, a palette, and the state of the live connection."""

    live_state: reactive[LiveState] = reactive(LiveState.OFF)
    waiting_courses: reactive[int] = reactive(0)
    waiting_proposals: reactive[int] = reactive(0)
    user: reactive[User | None] = reactive(None)

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__()
        self.stylesheet = KnownRules()
        self.stylesheet.set_variables(self.get_css_variables())
        self.clock = clock
        self.happened: Signal[LiveEvent] = Signal(self, "happened")

    @property
    def places(self) -> list[str]:
        """The places that are open to who is at the desk; home is open to all staff."""
        return [place for place in PLACES if place not in _SHOWS or self.may(_SHOWS[place])]

    def may(self, request: type[Request[Any]]) -> bool:
        """Whether who is at the desk may ask this at all (contracts/permissions.toml)."""
        return self.user is not None and permissions.may(self.user.role, request)

    def offers(self, action: str, screen: Screen[Any]) -> bool:
        """Whether an act is open to who is at the desk; above a dialog and at the door none is.

        Of acts that belong to a single screen, or to nobody, this knows nothing.
        """
        if action not in _EVERYWHERE:
            return True
        asks = _EVERYWHERE[action]
        allowed = self.user is not None if asks is None else self.may(asks)
        return allowed and not screen.is_modal

    @property
    def palette(self) -> Palette:
        """Pieces of text in the colors of the current theme."""
        return Palette(self.theme_variables)


def on_new_colors(node: DOMNode, redraw: Callable[[], object]) -> None:
    """Call `redraw` whenever the theme has changed and its colors are known."""
    node.app.theme_changed_signal.subscribe(node, lambda _: redraw())


def shell(node: DOMNode) -> Shell:
    """The app that a screen or widget runs in."""
    app = node.app
    if not isinstance(app, Shell):
        raise TypeError(f"{node!r} runs outside the console.")
    return app
