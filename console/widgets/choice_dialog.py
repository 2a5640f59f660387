"""Choosing one of several ways to do something, with what follows and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioButton, RadioSet, Static

from console.text import safe_line, safe_text
from console.widgets.reason import LONGEST_REASON, reason_trouble


@dataclass(frozen=True)
class Choice:
    """One way, and what follows."""

    label: str
    consequence: str


class ChoiceScreen(ModalScreen[tuple[int, str] | None]):
    """Closes with the index of the choice and the reason, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="Do it, for this reason.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
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
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="no", compact=True)
                yield Button(f"{self.send}  ^s", id="yes", variant="error", compact=True)

    def on_mount(self) -> None:
        """Type the reason at once; up and down choose meanwhile."""
        self.query_one(Input).focus()
        self.judge()

    @on(RadioSet.Changed)
    def choose(self, event: RadioSet.Changed) -> None:
        """Remember the choice."""
        self.chosen = event.index
        self.judge()

    @on(Input.Changed)
    def judge(self) -> None:
        """Say what follows and what is missing."""
        consequence = self.choices[self.chosen].consequence
        self.query_one(".consequence", Static).update(safe_text(consequence))
        trouble = reason_trouble(self.query_one(Input).value)
        said = f"Reason: {trouble[0].lower()}{trouble[1:]}" if trouble else ""
        self.query_one(".trouble", Static).update(said)
        self.query_one("#yes", Button).disabled = bool(trouble)

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Close with the choice when the reason is one."""
        reason = self.query_one(Input).value.strip()
        if not reason_trouble(reason):
            self.dismiss((self.chosen, reason))

    def action_step(self, by: int) -> None:
        """Take a neighbor, around the ends."""
        at = (self.chosen + by) % len(self.choices)
        button = list(self.query(RadioButton))[at]
        button.value = True
        button.scroll_visible(animate=False)

    def action_give_up(self) -> None:
        """Close with nothing."""
        self.dismiss(None)

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Do what the pressed button says."""
        if event.button.id == "yes":
            self.action_send()
        else:
            self.action_give_up()
