"""The question before an act: which object, and what follows."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from console.text import safe_line, safe_text


class ConfirmScreen(ModalScreen[bool]):
    """Yes or no; No has the focus, so that Enter by habit changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", tooltip="Go ahead."),
        Binding("n,escape", "answer(False)", "No", tooltip="Change nothing."),
        Binding("left,right", "app.focus_next", "Choose", show=False),
        Binding("down", "read(1)", "Read on", tooltip="Further down in a long text.", show=False),
        Binding("up", "read(-1)", "Read back", tooltip="Further up in a long text.", show=False),
    ]

    def __init__(
        self,
        question: str,
        consequence: str,
        *,
        yes: str,
        no: str = "No",
        severe: bool = False,
    ) -> None:
        super().__init__()
        self.question = question
        self.consequence = consequence
        self.yes = yes
        self.no = no
        self.severe = severe

    def compose(self) -> ComposeResult:
        """Question, consequence, two buttons."""
        with Vertical(classes="dialog -severe" if self.severe else "dialog"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            with VerticalScroll(classes="reading", can_focus=False):
                yield Static(safe_text(self.consequence), classes="consequence", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(f"{self.no}  n", id="no", compact=True)
                yield Button(
                    f"{self.yes}  y",
                    id="yes",
                    variant="error" if self.severe else "primary",
                    compact=True,
                )

    def on_mount(self) -> None:
        """Enter by habit means no."""
        self.query_one("#no").focus()

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 (called by a key binding)
        """Close with the answer."""
        self.dismiss(answer)

    def action_read(self, by: int) -> None:
        """Read on in a text that is longer than its place."""
        self.query_one(".reading").scroll_relative(y=by, animate=False, immediate=True)

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Close with the answer of the pressed button."""
        self.dismiss(event.button.id == "yes")
