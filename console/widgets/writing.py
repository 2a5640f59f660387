"""Dialogs in which something is written that is not thrown away without a question."""

from abc import abstractmethod
from typing import TypeVar

from console.formats import counted
from console.widgets.confirm import ConfirmScreen
from console.widgets.dialog import Form

AnswerT = TypeVar("AnswerT")


class Writing(Form[AnswerT]):
    """Closes with what was written once nothing is missing, or with nothing."""

    @property
    @abstractmethod
    def written(self) -> int:
        """How many characters would be lost."""

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
