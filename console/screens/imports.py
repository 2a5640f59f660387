"""Files of people that were imported, and how far each is."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from msgspec.structs import replace
from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType

from console.formats import ago, count, moment
from console.messages import LiveEvent
from console.palette import Palette
from console.people_files.words import CALM_SECONDS, bar, left_out, waiting_in
from console.screens.calm import CalmListScreen
from console.screens.import_check import CheckScreen, ImportChecks
from console.screens.import_run import ImportRuns, ImportRunScreen
from console.shell import shell
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.file_chooser import OpenFileScreen
from console.widgets.resource_table import Column, Wording
from contracts.accounts.imports import Import, ImportProgressed, ListImports
from contracts.types import Page

_BAR_CELLS = 12
_HINT = (
    "A table as CSV in UTF-8. Its first line names the columns: email, and if you like name, "
    "role and language. Nothing is sent before you have seen what is in it."
)


class ImportDesk(ImportChecks, ImportRuns, Protocol):
    """What this screen asks of the gateway."""

    async def list_imports(self, request: ListImports) -> Page[Import]:
        """One page of imports, newest first."""


def _state(item: Import, say: Palette) -> Text:
    if item.finished_at is None:
        return bar(item, say, _BAR_CELLS)
    return say.toned("✓ done", Tone.GOOD)


COLUMNS: Sequence[Column[Import]] = (
    Column(label="File", cell=lambda each, say, _: say.strong(each.file_name)),
    Column(
        label="By",
        width=16,
        from_width=90,
        cell=lambda each, say, _: say.plain(each.started_by_name),
    ),
    Column(
        label="Started",
        width=11,
        right=True,
        cell=lambda each, say, now: say.muted(ago(each.started_at, now), right=True),
    ),
    Column(label="State", width=18, cell=lambda each, say, _: _state(each, say)),
    Column(
        label="Invited",
        width=7,
        right=True,
        cell=lambda each, say, _: say.plain(count(each.invited), right=True),
    ),
    Column(
        label="Left out",
        width=8,
        right=True,
        cell=lambda each, say, _: say.plain(count(left_out(each)), right=True),
    ),
)


class ImportsScreen(CalmListScreen[Import]):
    """Import a file, or open an import to see what became of its rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "choose", "New import", tooltip="Choose a file of people."),
        Binding("escape", "back", "Back", tooltip="Back to the people."),
    ]
    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        noun="import",
        nouns="imports",
        loading="Fetching imports",
        empty="No file was imported yet",
        empty_hint="Press n to choose one.",
        failed="The imports did not arrive",
    )
    CALM_SECONDS: ClassVar[float] = CALM_SECONDS
    CHANGED_BY: ClassVar[tuple[str, ...]] = (ImportProgressed.event_type,)

    def __init__(self, gateway: ImportDesk) -> None:
        super().__init__()
        self.gateway = gateway

    def columns(self) -> Sequence[Column[Import]]:
        """Which file, by whom, when, how far, with what outcome."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[Import]:
        """One page of imports."""
        return await self.gateway.list_imports(ListImports(after=after))

    def key(self, item: Import) -> str:
        """The import's id."""
        return str(item.id)

    def describe(self, item: Import) -> Detail:
        """Everything about one import."""
        say, now = shell(self).palette, shell(self).clock()
        return Detail(
            title=say.strong(item.file_name),
            facts=(
                ("State", _state(item, say)),
                ("Started by", say.plain(item.started_by_name)),
                ("Started", say.plain(ago(item.started_at, now))),
                ("", say.muted(moment(item.started_at))),
                ("Rows", say.plain(count(item.total))),
                ("Waiting", say.plain(count(item.waiting))),
                ("Invited", say.plain(count(item.invited))),
                ("With errors", say.plain(count(item.wrong))),
                ("Known", say.plain(count(item.known))),
                ("Finished", say.plain(moment(item.finished_at))),
            ),
        )

    def under_way(self) -> bool:
        """Whether an import goes on."""
        return any(item.finished_at is None for item in self.table.items)

    def concerns(self, event: LiveEvent) -> bool:
        """Every import; the bar of the row moves at once."""
        if not super().concerns(event):
            return False
        told = event.data["import_id"], waiting_in(event)
        self.table.items = [
            replace(item, waiting=told[1]) if str(item.id) == told[0] else item
            for item in self.table.items
        ]
        self.table.redraw()
        return True

    def ends(self, event: LiveEvent) -> bool:
        """Whether no row of an import waits any more."""
        return not waiting_in(event)

    def on_screen_resume(self) -> None:
        """An import may have begun above this screen; what Textual calls next catches up."""
        self.outdated = self.loaded_at is not None

    def open_item(self, item: Import) -> None:
        """Show what became of its rows."""
        self.app.push_screen(ImportRunScreen(self.gateway, item))

    @work(exclusive=True, group="choose")
    async def action_choose(self) -> None:
        """Ask which file, then show what is in it."""
        asked = OpenFileScreen("Which file of people?", _HINT, f"{Path.home()}/")
        path = await self.app.push_screen_wait(asked)
        if path is not None:
            self.app.push_screen(CheckScreen(self.gateway, path))
