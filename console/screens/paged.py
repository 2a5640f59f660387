"""Loading a list page by page, and keeping fresh what is shown of it."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from console.messages import LiveEvent, Loaded, LoadFailed, MoreLoaded
from console.shell import shell
from console.widgets.resource_table import ResourceTable
from console.widgets.state_panel import StatePanel
from contracts.errors import ServiceError
from contracts.types import Page

if TYPE_CHECKING:
    from datetime import datetime

ItemT = TypeVar("ItemT")
_RENEWED_PAGES = 4
"""So many pages are fetched again when something happens, however far somebody has gone down."""


class PagedScreen(Screen[None], Generic[ItemT]):
    """A screen around one table whose rows arrive in pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reload", "Reload", tooltip="Fetch the list again."),
    ]
    AUTO_FOCUS = ""
    CHANGED_BY: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.pages = 1
        self.cursor: str | None = None
        self.loaded_at: datetime | None = None
        self.outdated = False

    @abstractmethod
    async def fetch(self, after: str | None) -> Page[ItemT]:
        """One page under the current choice and search."""

    def on_mount(self) -> None:
        """Load, and hear of what happens from now on.

        Textual calls this besides the `on_mount` of a subclass, which must not call it again.
        """
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

    def action_reload(self) -> None:
        """Fetch the list again."""
        self.load(quietly=False)

    @work(exclusive=True, group="load")
    async def load_pages(self) -> None:
        """Fetch the first page and as many more as were shown before."""
        try:
            page = await self.fetch(None)
            items = list(page.items)
            for _ in range(min(self.pages, _RENEWED_PAGES) - 1):
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
        page = loaded.content
        rest: Sequence[ItemT] = ()
        if self.pages > _RENEWED_PAGES and page.next is not None:
            rest = self._rest_below(page.items)
        if not rest:
            self.cursor = page.next
        self.table.show_items([*page.items, *rest], more=self.cursor is not None)

    @on(MoreLoaded)
    def show_more(self, loaded: MoreLoaded[ItemT]) -> None:
        """Append what arrived."""
        self.pages += 1
        self.cursor = loaded.page.next
        self.table.append_items(loaded.page.items, more=self.cursor is not None)

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Say what went wrong."""
        self.table.show_failure(failure.refusal, self.loaded_at)

    @on(StatePanel.Retried)
    def answer_by_button(self) -> None:
        """Do what the button below a refusal says."""
        self.retry()

    def retry(self) -> None:
        """Try again."""
        self.load(quietly=False)

    @on(ResourceTable.EndNeared)
    def fetch_next(self) -> None:
        """Load more in time."""
        if self.cursor is not None:
            self.load_more(self.cursor)

    def _rest_below(self, renewed: Sequence[ItemT]) -> Sequence[ItemT]:
        """The shown rows below those that were fetched again; all rows at once would be too many.

        Without a common row nobody knows where they go on, and the list begins anew.
        """
        key, shown = self.table.key, self.table.items
        fresh = {key(item) for item in renewed}
        common = [at for at, item in enumerate(shown) if key(item) in fresh]
        if common:
            return shown[common[-1] + 1 :]
        self.pages = _RENEWED_PAGES
        return ()
