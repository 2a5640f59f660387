"""The shape that every list of the console shares: groups, search, rows, details."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from console.screens.paged import PagedScreen
from console.shell import shell
from console.widgets.detail import Detail, DetailPanel, DetailScreen
from console.widgets.filter_bar import FilterBar, SearchBox
from console.widgets.key_bar import KeyBar
from console.widgets.resource_table import Column, ResourceTable, Wording
from console.widgets.top_bar import TopBar

ItemT = TypeVar("ItemT")
EVERYTHING = "all"


class ListScreen(PagedScreen[ItemT]):
    """A list of the academy with groups to choose from, a search box and details."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # In one burst the search box has the keyboard before keys that wait for their turn.
        Binding(
            "slash",
            "search",
            "Search",
            tooltip="Look for something.",
            key_display="/",
            priority=True,
        ),
        Binding("f", "step(1)", "Filter", tooltip="Show the next group.", priority=True),
        Binding(
            "F,shift+f",
            "step(-1)",
            "Filter back",
            tooltip="The group before.",
            show=False,
            priority=True,
        ),
        Binding("escape", "back", "Back", tooltip="Clear the search, or go home.", show=False),
    ]

    PLACE: ClassVar[str]
    WORDING: ClassVar[Wording]
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = ((EVERYTHING, "All"),)
    SEARCH: ClassVar[str | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.choice = self.CHOICES[0][0]
        self.search_text = ""

    @abstractmethod
    def columns(self) -> Sequence[Column[ItemT]]:
        """The columns of the table, the most telling first."""

    @abstractmethod
    def describe(self, item: ItemT) -> Detail:
        """Everything known about one item."""

    @abstractmethod
    def key(self, item: ItemT) -> str:
        """What tells an item from all others."""

    def compose(self) -> ComposeResult:
        """Places, filter, rows beside their detail, keys."""
        yield TopBar(self.PLACE)
        if len(self.CHOICES) > 1:
            yield FilterBar(self.CHOICES, chosen=self.choice, search=self.SEARCH)
        with Horizontal(id="body"):
            yield ResourceTable(self.columns(), self.WORDING, key=self.key, id=self.PLACE)
            yield DetailPanel()
        yield KeyBar()

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one(FilterBar).focus_search()

    def action_step(self, by: int) -> None:
        """Show a neighboring group."""
        self.query_one(FilterBar).step(by)

    async def action_back(self) -> None:
        """Clear the search when there is one, else go home."""
        if self.search_text:
            self.query_one(SearchBox).value = ""
        else:
            await self.app.run_action("go('home')")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer search and filter only where there are any."""
        if action == "search":
            return self.SEARCH is not None and not isinstance(self.focused, Input)
        if action == "step":
            return len(self.CHOICES) > 1 and not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    @on(FilterBar.Picked)
    def choose(self, event: FilterBar.Picked) -> None:
        """Show another group."""
        self.choice = event.value
        self.start_over()

    @on(FilterBar.Searched)
    def look_for(self, event: FilterBar.Searched | SearchBox.Left) -> None:
        """Show what matches."""
        if event.text.strip() != self.search_text:
            self.search_text = event.text.strip()
            self.start_over()

    @on(SearchBox.Left)
    def leave_search(self, event: SearchBox.Left) -> None:
        """Go back to the rows, those of the last letters."""
        self.look_for(event)
        self.table.focus_rows()

    @on(ResourceTable.Highlighted)
    def follow(self) -> None:
        """Describe the highlighted row at the side, where there is room."""
        item = self.table.current
        detail = self.describe(item) if item is not None else None
        self.query_one(DetailPanel).show(detail, shell(self).palette)

    @on(ResourceTable.Opened)
    def open(self) -> None:
        """Open the row."""
        item = self.table.current
        if item is not None:
            self.open_item(item)
        else:
            self.table.open_soon()

    def open_item(self, item: ItemT) -> None:
        """Show one item on its own."""
        noun = self.WORDING.noun.capitalize()
        self.app.push_screen(DetailScreen(noun, self.describe(item), shell(self).palette))
