"""Asking for a reason that other people will read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from console.text import safe_line, safe_text
from console.widgets.dialog import buttons
from console.widgets.writing import Writing

SHORTEST_REASON = 3
LONGEST_REASON = 2000


def reason_trouble(reason: str) -> str:
    """What keeps a reason from being sent, or nothing (the limits are those of `Reason`)."""
    length = len(reason.strip())
    if length < SHORTEST_REASON:
        return f"At least {SHORTEST_REASON} characters."
    if length > LONGEST_REASON:
        return f"{length - LONGEST_REASON:,} characters too many."
    return ""


class ReasonScreen(Writing[str]):
    """A small editor; closes with the reason, or with nothing.

    *reason* is what was written before, and could not be sent.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="Send with this reason.", priority=True),
    ]

    def __init__(self, question: str, consequence: str, reason: str = "", *, send: str) -> None:
        super().__init__()
        self.question = question
        self.consequence = consequence
        self.send = send
        self.reason = reason

    def compose(self) -> ComposeResult:
        """Question, consequence, editor, what is missing, two buttons."""
        with Vertical(classes="dialog -severe -editor"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            yield Static(safe_text(self.consequence), classes="consequence", markup=False)
            yield TextArea(self.reason, tab_behavior="focus", compact=True)
            yield from self.compose_more()
            yield Static(classes="trouble", markup=False)
            yield from buttons(f"{self.send}  ^s", severe=True)

    def on_mount(self) -> None:
        """Type at once, behind what is there."""
        editor = self.query_one(TextArea)
        editor.focus()
        editor.move_cursor(editor.document.end)
        self.judge()

    def compose_more(self) -> ComposeResult:
        """What else is asked below the reason."""
        yield from ()

    @property
    def answer(self) -> str:
        """The reason."""
        return self.query_one(TextArea).text.strip()

    @property
    def trouble(self) -> str:
        """What keeps the reason from being sent, or nothing."""
        return reason_trouble(self.answer)

    @property
    def written(self) -> int:
        """How long the reason is so far."""
        return len(self.answer)

    def tell(self, trouble: str) -> None:
        """Say what is missing, or how much is written."""
        super().tell(trouble)
        line = self.query_one(".trouble", Static)
        line.set_class(bool(trouble) and self.written > 0, "-wrong")
        line.update(trouble or f"{self.written:,} of {LONGEST_REASON:,} characters")
