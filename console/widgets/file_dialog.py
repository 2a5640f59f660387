"""Asking where a file shall be written."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from console.people_files.folders import Found, as_path, found_at
from console.text import safe_line
from console.widgets.dialog import LineForm, buttons


class SaveScreen(LineForm[Path]):
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
            yield from buttons("Save  ^s")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @property
    def answer(self) -> Path:
        """What is typed, with `~` as the home folder."""
        return as_path(self.query_one(Input).value)

    @property
    def trouble(self) -> str:
        """Why nothing can be written there."""
        path = self.answer
        folder, trouble = found_at(path.parent)
        if not trouble and folder is not Found.FOLDER:
            return f"There is no folder {safe_line(str(path.parent))}."
        there, unusable = found_at(path)
        taken = "There is such a file already; choose another name."
        return trouble or unusable or ("" if there is Found.NOTHING else taken)
