"""Choosing one of several ways to do something, with what follows and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, RadioButton, RadioSet, Static

from console.text import safe_line, safe_text
from console.widgets.dialog import Form, buttons
from console.widgets.reason import LONGEST_REASON, reason_trouble


@dataclass(frozen=True)
class Choice:
    """One way, and what follows."""

    label: str
    consequence: str


class ChoiceScreen(Form[tuple[int, str]]):
    """Closes with the index of the choice and the reason, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="Do it, for this reason.", priority=True),
        Binding("up", "step(-1)", "Choose above", tooltip="The choice above.", show=False),
        Binding("down", "step(1)", "Choose below", tooltip="The choice below.", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], *, send: str) -> None:
        super().__init__()
        self.question = question
        self.choices = choices
        self.send = send
        self.chosen = 0

    def compose(self) -> ComposeResult:
        """Question, choices, consequence, reason, two buttons."""
        with Vertical(classes="dialog -editor"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            with RadioSet(compact=True):
                for at, choice in enumerate(self.choices):
                    yield RadioButton(safe_line(choice.label).replace("[", r"\["), value=at == 0)
            yield Static(classes="consequence", markup=False)
            yield Input(placeholder="Reason, for the audit log", max_length=LONGEST_REASON)
            yield Static(classes="trouble", markup=False)
            yield from buttons(f"{self.send}  ^s", severe=True)

    def on_mount(self) -> None:
        """Type the reason at once; up and down choose meanwhile."""
        self.query_one(Input).focus()
        self.judge()

    @on(RadioSet.Changed)
    def choose(self, event: RadioSet.Changed) -> None:
        """Remember the choice."""
        self.chosen = event.index
        self.judge()

    @property
    def answer(self) -> tuple[int, str]:
        """The choice and the reason."""
        return self.chosen, self.query_one(Input).value.strip()

    @property
    def trouble(self) -> str:
        """What is missing, or nothing."""
        trouble = reason_trouble(self.answer[1])
        return f"Reason: {trouble[0].lower()}{trouble[1:]}" if trouble else ""

    def tell(self, trouble: str) -> None:
        """Say what follows and what is missing."""
        super().tell(trouble)
        consequence = self.choices[self.chosen].consequence
        self.query_one(".consequence", Static).update(safe_text(consequence))

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in the reason sends."""
        self.action_send()

    def action_step(self, by: int) -> None:
        """Take a neighbor, around the ends."""
        at = (self.chosen + by) % len(self.choices)
        button = list(self.query(RadioButton))[at]
        button.value = True
        button.scroll_visible(animate=False)
