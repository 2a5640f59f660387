"""One number that matters, with what it counts."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Digits, Static

from console.formats import count
from console.text import safe_line

UNKNOWN = "–"


class Figure(Vertical):
    """A framed number: large where there is room, with a line of context below."""

    def __init__(self, title: str, id: str) -> None:  # noqa: A002 (the name every widget uses)
        super().__init__(id=id)
        self.border_title = title

    def compose(self) -> ComposeResult:
        """The number twice, of which the style shows one, and its context."""
        yield Digits(UNKNOWN)
        yield Static(UNKNOWN, classes="number", markup=False)
        yield Static("fetching", classes="context", markup=False)

    def show(self, number: int, context: str, *, calls: bool = False) -> None:
        """Show a number; one that calls for somebody stands out."""
        self.query_one(Digits).update(count(number))
        self.query_one(".number", Static).update(count(number))
        self.query_one(".context", Static).update(safe_line(context))
        self.set_class(calls, "-calls")
