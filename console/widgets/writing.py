"""Dialogs in which something is written that is not thrown away without a question."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Button

from console.formats import counted
from console.widgets.confirm import ConfirmScreen

AnswerT = TypeVar("AnswerT")


class Writing(ModalScreen[AnswerT | None]):
    """Closes with what was written once nothing is missing, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
    ]

    @property
    @abstractmethod
    def answer(self) -> AnswerT:
        """What was written."""

    @property
    @abstractmethod
    def trouble(self) -> str:
        """What keeps it from being sent, or nothing."""

    @property
    @abstractmethod
    def written(self) -> int:
        """How many characters would be lost."""

    def action_send(self) -> None:
        """Close with the answer when it is one."""
        if not self.trouble:
            self.dismiss(self.answer)

    def action_give_up(self) -> None:
        """Close with nothing; what was written is not lost without a question."""
        if not self.written:
            self.dismiss(None)
            return
        lost = f"{counted(self.written, 'character')} would be lost."
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
