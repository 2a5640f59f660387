"""Dialogs with a reason of one line below something to choose."""

from typing import TypeVar

from textual import on
from textual.widgets import Input

from console.widgets.reason import LONGEST_REASON, reason_trouble
from console.widgets.writing import Writing

AnswerT = TypeVar("AnswerT")


class ShortReason(Writing[AnswerT]):
    """Enter in the reason sends; *kept* is one that could not be sent before."""

    def __init__(self, kept: str) -> None:
        super().__init__()
        self.kept = kept

    def reason_line(self) -> Input:
        """Where the reason is written; one goes on behind what is there."""
        return Input(
            self.kept,
            placeholder="Reason, for the audit log",
            max_length=LONGEST_REASON,
            select_on_focus=False,
        )

    @property
    def line(self) -> Input:
        """The line of the reason."""
        return self.query_one(Input)

    @property
    def reason(self) -> str:
        """The reason."""
        return self.line.value.strip()

    @property
    def trouble(self) -> str:
        """What keeps the reason from being sent, or nothing."""
        trouble = reason_trouble(self.reason)
        return f"Reason: {trouble[0].lower()}{trouble[1:]}" if trouble else ""

    @property
    def written(self) -> int:
        """How long the reason is so far."""
        return len(self.reason)

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in the reason sends."""
        self.action_send()
