"""One line above a table: choices of which exactly one holds, and a search box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE_SECONDS = 0.25
_LONGEST_SEARCH = 200


class Chip(Static):
    """One choice."""

    def __init__(self, value: str, label: str) -> None:
        super().__init__(label, id=f"chip-{value}", markup=False)
        self.value = value

    def on_click(self) -> None:
        """Choose it."""
        self.post_message(FilterBar.Picked(self.value))


class SearchBox(Input):
    """Where one types what to look for; Esc gives up, Enter and Down go to the results."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(True)", "Clear", tooltip="Clear the search and go back."),
        Binding("down,enter", "leave(False)", "Results", tooltip="Go to the results."),
    ]

    @dataclass
    class Left(Message):
        """Done with typing; `text` is what to look for."""

        text: str

    def action_leave(self, clear: bool) -> None:  # noqa: FBT001 (called by a key binding)
        """Go back to the results, with or without what was typed."""
        if clear:
            self.value = ""
        self.post_message(self.Left(self.value))


class FilterBar(Horizontal):
    """Posts what is chosen and, after a short pause, what is searched for."""

    @dataclass
    class Picked(Message):
        """Another choice holds."""

        value: str

    @dataclass
    class Searched(Message):
        """Somebody looks for something, or for everything when it is empty."""

        text: str

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, chosen: str, search: str | None = None
    ) -> None:
        super().__init__()
        self.choices = choices
        self.chosen = chosen
        self.search = search
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Choices at the left, search at the right."""
        for value, label in self.choices:
            yield Chip(value, label)
        yield Static(id="filter-gap")
        if self.search is not None:
            yield SearchBox(
                placeholder=f"/ {self.search}",
                compact=True,
                max_length=_LONGEST_SEARCH,
                select_on_focus=False,
            )

    def on_mount(self) -> None:
        """Show the first choice."""
        self.mark()

    def mark(self) -> None:
        """Show which choice holds."""
        for chip in self.query(Chip):
            chip.set_class(chip.value == self.chosen, "-chosen")

    def step(self, by: int) -> None:
        """Choose a neighbor, around the ends."""
        values = [value for value, _ in self.choices]
        self.post_message(self.Picked(values[(values.index(self.chosen) + by) % len(values)]))

    def focus_search(self) -> None:
        """Give the keyboard to the search box at once, for keys that follow in one burst."""
        self.screen.set_focus(self.query_one(SearchBox))

    @on(Picked)
    def choose(self, event: Picked) -> None:
        """Remember the choice; the screen above hears of it too."""
        self.chosen = event.value
        self.mark()

    @on(Input.Changed)
    def wait_for_pause(self, event: Input.Changed) -> None:
        """Search when typing pauses, not at every key."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        text = event.value
        self._pause = self.set_timer(_PAUSE_SECONDS, lambda: self.post_message(self.Searched(text)))
