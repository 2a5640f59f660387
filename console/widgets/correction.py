"""Correcting a certificate: the name as it should be, and why."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from console.text import safe_line
from console.widgets.dialog import buttons
from console.widgets.reason import reason_trouble
from console.widgets.writing import Writing

LONGEST_NAME = 120
EDITOR_LINES = 4
"""So that the dialog fits on the smallest screen."""


class Correction(NamedTuple):
    """The name to print, and the reason."""

    holder: str
    reason: str


class CorrectionScreen(Writing[Correction]):
    """Closes with the correction, or with nothing; *kept* is one that could not be sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Correct", tooltip="Issue the corrected one.", priority=True),
    ]

    def __init__(self, code: str, holder: str, kept: Correction) -> None:
        super().__init__()
        self.code = code
        self.holder = holder
        self.kept = kept

    def compose(self) -> ComposeResult:
        """Question, consequence, name, reason, what is missing, two buttons."""
        told = "A new one takes its place, and the old code leads to it. The holder gets a mail."
        with Vertical(classes="dialog -editor"):
            question = f"Correct certificate {self.code}?"
            yield Static(safe_line(question), classes="question", markup=False)
            yield Static(told, classes="consequence", markup=False)
            yield Static("Name as it should be printed", classes="field", markup=False)
            yield Input(self.kept.holder, id="holder", max_length=LONGEST_NAME, compact=True)
            yield Static("Reason, for the audit log", classes="field", markup=False)
            yield TextArea(self.kept.reason, tab_behavior="focus", compact=True)
            yield Static(classes="trouble", markup=False)
            yield from buttons("Correct  ^s")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextArea).styles.max_height = EDITOR_LINES
        self.query_one("#holder").focus()
        self.judge()

    @property
    def answer(self) -> Correction:
        """The name and the reason."""
        holder = self.query_one("#holder", Input).value.strip()
        return Correction(holder, self.query_one(TextArea).text.strip())

    @property
    def trouble(self) -> str:
        """What keeps the correction from being sent, or nothing."""
        return reason_trouble(self.answer.reason) if self.answer.holder else "Write the name."

    @property
    def written(self) -> int:
        """How long the reason is so far, and the name unless it is still the printed one."""
        holder, reason = self.answer
        return len(reason) + (len(holder) if holder != self.holder else 0)
