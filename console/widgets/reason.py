"""Asking for a reason that other people will read."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from console.formats import counted
from console.text import safe_line, safe_text
from console.widgets.confirm import ConfirmScreen

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


class ReasonScreen(ModalScreen[str | None]):
    """A small editor; closes with the reason, or with nothing.

    *reason* is what was written before, and could not be sent.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="Send with this reason.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
    ]

    def __init__(self, question: str, consequence: str, *, send: str, reason: str = "") -> None:
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
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="no", compact=True)
                yield Button(f"{self.send}  ^s", id="yes", variant="error", compact=True)

    def on_mount(self) -> None:
        """Type at once, behind what is there."""
        editor = self.query_one(TextArea)
        editor.focus()
        editor.move_cursor(editor.document.end)
        self.judge()

    def compose_more(self) -> ComposeResult:
        """What else is asked below the reason."""
        yield from ()

    @on(TextArea.Changed)
    def judge(self) -> None:
        """Say what is missing, or how much is written."""
        reason = self.query_one(TextArea).text
        trouble = reason_trouble(reason)
        line = self.query_one(".trouble", Static)
        line.set_class(bool(trouble) and bool(reason.strip()), "-wrong")
        line.update(trouble or f"{len(reason.strip()):,} of {LONGEST_REASON:,} characters")
        self.query_one("#yes", Button).disabled = bool(trouble)

    def action_send(self) -> None:
        """Close with the reason when it is one."""
        reason = self.query_one(TextArea).text.strip()
        if not reason_trouble(reason):
            self.dismiss(reason)

    def action_give_up(self) -> None:
        """Close with nothing; what was written is not lost without a question."""
        written = len(self.query_one(TextArea).text.strip())
        if not written:
            self.dismiss(None)
            return
        lost = f"{counted(written, 'character')} would be lost."
        question = ConfirmScreen(
            "Throw away what you wrote?", lost, yes="Throw away", no="Keep it", severe=True
        )
        self.app.push_screen(question, self.throw_away)

    def throw_away(self, yes: bool | None) -> None:  # noqa: FBT001 (called by Textual)
        """Close with nothing, or go on writing."""
        if yes:
            self.dismiss(None)

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Do what the pressed button says."""
        if event.button.id == "yes":
            self.action_send()
        else:
            self.action_give_up()
