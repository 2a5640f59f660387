"""Everything about one thing: facts in two columns, longer texts below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from console.palette import Palette
from console.widgets.key_bar import KeyBar


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One thing in words: its name, facts with labels, and paragraphs with headings."""

    title: Text
    facts: Sequence[tuple[str, Text]]
    paragraphs: Sequence[tuple[str, Text]] = field(default_factory=tuple)

    def render(self, colors: Palette) -> RenderableType:
        """The thing laid out for any width."""
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for label, value in self.facts:
            value.no_wrap, value.overflow = False, "fold"
            table.add_row(colors.muted(label), value)
        heading = self.title.copy()
        heading.no_wrap, heading.overflow = False, "fold"
        parts: list[RenderableType] = [heading, "", table]
        for label, text in self.paragraphs:
            parts += ["", colors.muted(label), Padding(text, (0, 0, 0, 1))]
        return Group(*parts)


class DetailPanel(VerticalScroll):
    """A side panel that follows the cursor of a table."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static()

    def show(self, detail: Detail | None, colors: Palette) -> None:
        """Show one thing, or that nothing is highlighted."""
        nothing = colors.muted("Nothing is highlighted.")
        self.query_one(Static).update(detail.render(colors) if detail else nothing)
        self.scroll_home(animate=False)


class DetailScreen(ModalScreen[None]):
    """The same on its own, for narrow terminals and for reading at length."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", "Back", tooltip="Go back to the list."),
    ]

    def __init__(self, title: str, detail: Detail, colors: Palette) -> None:
        super().__init__()
        self.heading = title
        self.detail = detail
        self.palette = colors

    def compose(self) -> ComposeResult:
        """A framed text that scrolls."""
        frame = VerticalScroll(Static(self.detail.render(self.palette)), classes="dialog -detail")
        frame.border_title = self.heading
        yield frame
        yield KeyBar(show_command_palette=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
