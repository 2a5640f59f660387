"""The shape that every list of the console shares: filter, search, rows, more rows, detail."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, Input

from console.messages import LiveEvent, Loaded, LoadFailed, MoreLoaded
from console.shell import shell
from console.widgets.detail import Detail, DetailPanel, DetailScreen
from console.widgets.filter_bar import FilterBar, SearchBox
from console.widgets.resource_table import Column, ResourceTable, Wording
from console.widgets.state_panel import StatePanel
from console.widgets.top_bar import TopBar
from contracts.errors import ServiceError
from contracts.types import Page

if TYPE_CHECKING:
    from datetime import datetime

ItemT = TypeVar("ItemT")
EVERYTHING = "all"


class ListScreen(Screen[None], Generic[ItemT]):
    """A list of the academy that keeps itself fresh."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            tooltip="Look for something.",
            key_display="/",
            priority=True,
        ),
        Binding("f", "step(1)", "Filter", tooltip="Show the next group."),
        Binding("F,shift+f", "step(-1)", "Filter back", tooltip="The group before.", show=False),
        Binding("r", "reload", "Reload", tooltip="Fetch the list again."),
        Binding("escape", "back", "Back", tooltip="Clear the search, or go home.", show=False),
    ]

    AUTO_FOCUS = ""
    PLACE: ClassVar[str]
    WORDING: ClassVar[Wording]
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = ((EVERYTHING, "All"),)
    SEARCH: ClassVar[str | None] = None
    CHANGED_BY: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.choice = self.CHOICES[0][0]
        self.search_text = ""
        self.pages = 1
        self.cursor: str | None = None
        self.loaded_at: datetime | None = None
        self.outdated = False

    @abstractmethod
    def columns(self) -> Sequence[Column[ItemT]]:
        """The columns of the table, the most telling first."""

    @abstractmethod
    async def fetch(self, after: str | None) -> Page[ItemT]:
        """One page under the current choice and search."""

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
        yield Footer()

    def on_mount(self) -> None:
        """Load, and hear of what happens from now on."""
        shell(self).happened.subscribe(self, self.notice)
        self.table.focus_rows()
        self.load(quietly=False)

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was shown."""
        if self.outdated:
            self.load()

    @property
    def table(self) -> ResourceTable[ItemT]:
        """The rows."""
        return self.query_one(ResourceTable)

    def notice(self, event: LiveEvent) -> None:
        """Reload when something happened that changes the rows."""
        if event.event_type not in self.CHANGED_BY:
            return
        self.outdated = True
        if self.is_current:
            self.load()

    def start_over(self) -> None:
        """Forget the rows and load the first page."""
        self.pages, self.cursor = 1, None
        self.table.show_items([], more=False)
        self.load(quietly=False)

    def load(self, *, quietly: bool = True) -> None:
        """Fetch as many pages as are shown; quietly means without the look of loading."""
        self.outdated = False
        if not quietly:
            self.table.show_loading()
        self.load_pages()

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one(FilterBar).focus_search()

    def action_step(self, by: int) -> None:
        """Show a neighboring group."""
        self.query_one(FilterBar).step(by)

    def action_reload(self) -> None:
        """Fetch the list again."""
        self.load(quietly=False)

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
            return len(self.CHOICES) > 1
        return super().check_action(action, parameters)

    @work(exclusive=True, group="load")
    async def load_pages(self) -> None:
        """Fetch the first page and as many more as were shown before."""
        try:
            page = await self.fetch(None)
            items = list(page.items)
            for _ in range(self.pages - 1):
                if page.next is None:
                    break
                page = await self.fetch(page.next)
                items += page.items
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))
        else:
            self.post_message(Loaded(Page(items=items, next=page.next)))

    @work(exclusive=True, group="load")
    async def load_more(self, after: str) -> None:
        """Fetch the page after the rows that are shown."""
        try:
            self.post_message(MoreLoaded(await self.fetch(after)))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @on(Loaded)
    def show_page(self, loaded: Loaded[Page[ItemT]]) -> None:
        """Show what arrived."""
        self.loaded_at = shell(self).clock()
        self._show(loaded.content.items, loaded.content.next)

    @on(MoreLoaded)
    def show_more(self, loaded: MoreLoaded[ItemT]) -> None:
        """Append what arrived."""
        self.pages += 1
        self._show([*self.table.items, *loaded.page.items], loaded.page.next)

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Say what went wrong."""
        self.table.show_failure(failure.refusal, self.loaded_at)

    @on(FilterBar.Picked)
    def choose(self, event: FilterBar.Picked) -> None:
        """Show another group."""
        self.choice = event.value
        self.start_over()

    @on(FilterBar.Searched)
    def look_for(self, event: FilterBar.Searched) -> None:
        """Show what matches."""
        if event.text.strip() != self.search_text:
            self.search_text = event.text.strip()
            self.start_over()

    @on(SearchBox.Left)
    def leave_search(self) -> None:
        """Go back to the rows."""
        self.table.focus_rows()

    @on(StatePanel.Retried)
    def retry(self) -> None:
        """Try again."""
        self.load(quietly=False)

    @on(ResourceTable.EndNeared)
    def fetch_next(self) -> None:
        """Load more in time."""
        if self.cursor is not None:
            self.load_more(self.cursor)

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

    def open_item(self, item: ItemT) -> None:
        """Show one item on its own."""
        noun = self.WORDING.noun.capitalize()
        self.app.push_screen(DetailScreen(noun, self.describe(item), shell(self).palette))

    def _show(self, items: Sequence[ItemT], cursor: str | None) -> None:
        self.cursor = cursor
        self.table.show_items(items, more=cursor is not None)
