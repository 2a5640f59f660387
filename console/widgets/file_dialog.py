"""Asking where a file shall be written."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from console.people_files.folders import Found, as_path, found_at
from console.text import safe_line


class SaveScreen(ModalScreen[Path | None]):
    """A path to write to; closes with it, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Save", tooltip="Write the file.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Write nothing."),
    ]

    def __init__(self, question: str, consequence: str, suggestion: Path) -> None:
        super().__init__()
        self.question = question
        self.consequence = consequence
        self.suggestion = suggestion

    def compose(self) -> ComposeResult:
        """Question, what goes into the file, its path, what is wrong, two buttons."""
        with Vertical(classes="dialog -form"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            yield Static(safe_line(self.consequence), classes="consequence", markup=False)
            yield Input(str(self.suggestion), select_on_focus=False)
            yield Static(classes="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="no", compact=True)
                yield Button("Save  ^s", id="yes", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @property
    def path(self) -> Path:
        """What is typed, with `~` as the home folder."""
        return as_path(self.query_one(Input).value)

    @on(Input.Changed)
    def judge(self) -> None:
        """Say why nothing can be written there."""
        trouble = self._trouble()
        line = self.query_one(".trouble", Static)
        line.update(trouble)
        line.set_class(bool(trouble), "-wrong")
        self.query_one("#yes", Button).disabled = bool(trouble)

    def action_send(self) -> None:
        """Close with the path when it can be written."""
        if not self._trouble():
            self.dismiss(self.path)

    def action_give_up(self) -> None:
        """Close with nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in the path saves."""
        self.action_send()

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Do what the pressed button says."""
        if event.button.id == "yes":
            self.action_send()
        else:
            self.action_give_up()

    def _trouble(self) -> str:
        path = self.path
        folder, trouble = found_at(path.parent)
        if not trouble and folder is not Found.FOLDER:
            return f"There is no folder {safe_line(str(path.parent))}."
        there, unusable = found_at(path)
        taken = "There is such a file already; choose another name."
        return trouble or unusable or ("" if there is Found.NOTHING else taken)
