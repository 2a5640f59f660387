"""Long work in front of everything else: how far it is, then what came of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from console.shell import on_new_colors, shell
from console.text import safe_line
from console.theme import Tone


class WorkingScreen(ModalScreen[None]):
    """Title, a bar, a sentence; Esc stops the work, or closes what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", "Close", tooltip="Stop, or go back to the list."),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self.sentence = "Beginning"
        self.done = 0
        self.total: int | None = None
        self.outcome: Tone | None = None

    def compose(self) -> ComposeResult:
        """Title, bar, sentence, key."""
        with Vertical(classes="dialog -working"):
            yield Static(safe_line(self.heading), classes="question", markup=False)
            yield ProgressBar(show_eta=False)
            yield Static(classes="progress", markup=False)
            yield Static(classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show how far it is already."""
        on_new_colors(self, self.redraw)
        self.redraw()

    def tell(self, sentence: str, *, done: int, total: int | None) -> None:
        """Show how far it is."""
        self.sentence, self.done, self.total = sentence, done, total
        self.redraw()

    def finish(self, sentence: str, tone: Tone) -> None:
        """Show what came of it."""
        self.sentence, self.outcome = sentence, tone
        self.redraw()

    def redraw(self) -> None:
        """Draw the state; work may begin before there is anything to draw on."""
        if not self.query(".keys"):
            return
        bar = self.query_one(ProgressBar)
        bar.display = self.outcome is None
        bar.update(total=self.total, progress=self.done)
        said = shell(self).palette.prose(self.sentence)
        if self.outcome is not None:
            said.style = shell(self).palette.color(f"tone-{self.outcome}")
        self.query_one(".progress", Static).update(said)
        hint = "esc stops" if self.outcome is None else "esc goes back"
        self.query_one(".keys", Static).update(hint)

    def action_close(self) -> None:
        """Stop, or go back."""
        self.dismiss()
