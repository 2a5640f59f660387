"""Choosing one of several ways to do something, with what follows and a reason."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import RadioButton, RadioSet, Static

from console.choices import Choice, Chosen
from console.text import safe_line, safe_text
from console.widgets.dialog import buttons
from console.widgets.short_reason import ShortReason

WayT = TypeVar("WayT")


class ChoiceScreen(ShortReason[Chosen[WayT]]):
    """Closes with the way and the reason, or with nothing.

    *kept* is what was chosen before and could not be sent; a way that is gone since is not chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="Do it, for this reason.", priority=True),
        Binding("up", "step(-1)", "Choose above", tooltip="The choice above.", show=False),
        Binding("down", "step(1)", "Choose below", tooltip="The choice below.", show=False),
    ]

    def __init__(
        self, question: str, choices: Sequence[Choice[WayT]], kept: Chosen[WayT], *, send: str
    ) -> None:
        super().__init__(kept.reason)
        self.question = question
        self.choices = choices
        self.send = send
        ways = [choice.way for choice in choices]
        self.chosen = ways.index(kept.way) if kept.way in ways else 0

    def compose(self) -> ComposeResult:
        """Question, choices, consequence, reason, two buttons."""
        with Vertical(classes="dialog -editor"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            with RadioSet(compact=True):
                for at, choice in enumerate(self.choices):
                    label = safe_line(choice.label).replace("[", r"\[")
                    yield RadioButton(label, value=at == self.chosen)
            yield Static(classes="consequence", markup=False)
            yield self.reason_line()
            yield Static(classes="trouble", markup=False)
            yield from buttons(f"{self.send}  ^s", severe=True)

    def on_mount(self) -> None:
        """Type the reason at once; up and down choose meanwhile."""
        self.line.focus()
        self.judge()

    @on(RadioSet.Changed)
    def choose(self, event: RadioSet.Changed) -> None:
        """Remember the choice."""
        self.chosen = event.index
        self.judge()

    @property
    def answer(self) -> Chosen[WayT]:
        """The way and the reason."""
        return Chosen(self.choices[self.chosen].way, self.reason)

    def tell(self, trouble: str) -> None:
        """Say what follows and what is missing."""
        super().tell(trouble)
        consequence = self.choices[self.chosen].consequence
        self.query_one(".consequence", Static).update(safe_text(consequence))

    def action_step(self, by: int) -> None:
        """Take a neighbor, around the ends."""
        at = (self.chosen + by) % len(self.choices)
        button = list(self.query(RadioButton))[at]
        button.value = True
        button.scroll_visible(animate=False)
