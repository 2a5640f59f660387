"""Dialogs: a question with two buttons, one that sends and one that changes nothing."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

AnswerT = TypeVar("AnswerT")


def buttons(send: str, *, severe: bool = False) -> ComposeResult:
    """Giving up, and what the dialog is there for."""
    with Horizontal(classes="buttons"):
        yield Button("Cancel  esc", id="no", compact=True)
        yield Button(send, id="yes", variant="error" if severe else "primary", compact=True)


class Dialog(ModalScreen[AnswerT | None]):
    """Closes with an answer, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
    ]

    @abstractmethod
    def action_send(self) -> None:
        """Close with the answer when it is one."""

    def action_give_up(self) -> None:
        """Close with nothing."""
        self.dismiss(None)

    @on(Button.Pressed, "#yes")
    def send_by_button(self) -> None:
        """Do what the dialog is there for."""
        self.action_send()

    @on(Button.Pressed, "#no")
    def give_up_by_button(self) -> None:
        """Change nothing."""
        self.action_give_up()


class Form(Dialog[AnswerT]):
    """A dialog that says what is missing, and sends once nothing is."""

    @property
    @abstractmethod
    def answer(self) -> AnswerT:
        """What was filled in."""

    @property
    @abstractmethod
    def trouble(self) -> str:
        """What keeps it from being sent, or nothing."""

    def action_send(self) -> None:
        """Close with the answer when it is one."""
        if not self.trouble:
            self.dismiss(self.answer)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def judge(self) -> None:
        """Look at what is filled in."""
        self.tell(self.trouble)

    def tell(self, trouble: str) -> None:
        """Say what is missing, and offer to send once nothing is."""
        self.query_one(".trouble", Static).update(trouble)
        self.query_one("#yes", Button).disabled = bool(trouble)


class LineForm(Form[AnswerT]):
    """A form of single lines: Enter sends, and what is said of them is something wrong."""

    def tell(self, trouble: str) -> None:
        """Say it as something wrong."""
        super().tell(trouble)
        self.query_one(".trouble").set_class(bool(trouble), "-wrong")

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in a line sends."""
        self.action_send()
