"""Choosing a file of this machine by typing its path or walking through folders."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.people_files.folders import Found, as_path, completed, found_at, matching
from console.text import safe_line, safe_text
from console.widgets.dialog import Dialog, buttons


class PathInput(Input):
    """A path that Tab completes, as in a shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", "Complete", tooltip="Write as much as is certain."),
        Binding("down", "screen.walk", "Folder", tooltip="Go to the list below."),
    ]


class OpenFileScreen(Dialog[Path]):
    """Closes with the path of a file that is there, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Choose nothing."),
    ]

    def __init__(self, question: str, hint: str, beginning: str) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.beginning = beginning
        self.choices: list[str] = []

    def compose(self) -> ComposeResult:
        """Question, what is expected of the file, path, what is there, two buttons."""
        with Vertical(classes="dialog -wider"):
            yield Static(safe_line(self.question), classes="question -tight", markup=False)
            yield Static(safe_text(self.hint), classes="consequence", markup=False)
            yield PathInput(self.beginning, select_on_focus=False)
            yield OptionList(compact=True)
            yield Static(classes="trouble", markup=False)
            yield from buttons("Choose  enter")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(PathInput).focus()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(PathInput).value

    @on(Input.Changed)
    def look(self) -> None:
        """What was wrong may be right now; see what is there."""
        self.say("")
        self.list_matching(self.typed)

    @work(exclusive=True, group="look")
    async def list_matching(self, typed: str) -> None:
        """Look into the folder; one on another machine may take its time."""
        self.choices = await asyncio.to_thread(matching, typed)
        names = [Content(safe_line(_name(choice))) for choice in self.choices]
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options([Option(name) for name in names])

    def say(self, trouble: str) -> None:
        """Say why this cannot be chosen."""
        line = self.query_one(".trouble", Static)
        line.set_class(bool(trouble), "-wrong")
        line.update(safe_line(trouble))

    def write(self, path: str) -> None:
        """Put a path into the field, with the cursor behind it."""
        field = self.query_one(PathInput)
        field.value = path
        field.cursor_position = len(path)
        field.focus()

    def action_complete(self) -> None:
        """Write as much as all choices have in common; with nothing to add, go to them."""
        # While the folder is still being looked into, the list is that of what was typed before.
        fitting = [choice for choice in self.choices if choice.startswith(self.typed)]
        whole = completed(self.typed, fitting)
        if whole != self.typed:
            self.write(whole)
        elif fitting:
            self.action_walk()

    def action_walk(self) -> None:
        """Go to the list."""
        if self.choices:
            shown = self.query_one(OptionList)
            shown.highlighted = 0
            shown.focus()

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Go into a folder, or choose a file."""
        choice = self.choices[event.option_index]
        self.write(choice)
        if not choice.endswith("/"):
            self.action_send()

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Close with the path when there is such a file."""
        path = as_path(self.typed)
        there, trouble = found_at(path)
        if there is Found.FOLDER:
            self.write(f"{self.typed.rstrip('/')}/")
        elif there is Found.FILE:
            self.dismiss(path)
        else:
            self.say(trouble or f"There is no file {path.name or path}.")


def _name(choice: str) -> str:
    """The last part of a path, with the slash of a folder."""
    return choice[choice.rstrip("/").rfind("/") + 1 :]
