"""Which keys do what, where one stands."""

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from console.shell import shell
from console.widgets.key_bar import KeyBar

_INTRODUCTION = (
    "Everything here can also be found by name: press ctrl+p and type what you want to do. "
    "Lists load more as you go down and renew themselves as things happen."
)


class HelpScreen(ModalScreen[None]):
    """The keys of the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "close", "Back", tooltip="Close the help."),
    ]

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self.rows = keys_in_words(bindings)

    def compose(self) -> ComposeResult:
        """A short introduction and a table of keys."""
        say = shell(self).palette
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, justify="right")
        table.add_column()
        for key, meaning in self.rows:
            table.add_row(say.strong(self.app.get_key_display(key)), say.prose(meaning))
        with VerticalScroll(classes="dialog -detail") as frame:
            frame.border_title = "Help"
            yield Static(_INTRODUCTION, classes="introduction", markup=False)
            yield Static(table)
        yield KeyBar(show_command_palette=False)

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()


def keys_in_words(bindings: Iterable[ActiveBinding]) -> list[tuple[Binding, str]]:
    """Each key that says what it does, once per act."""
    rows: dict[str, tuple[Binding, str]] = {}
    for active in bindings:
        binding = active.binding
        if binding.tooltip and active.enabled:
            rows.setdefault(binding.action, (binding, binding.tooltip))
    return list(rows.values())
