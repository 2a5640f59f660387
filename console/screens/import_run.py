"""One import: how far it is, and what became of each row."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from console.formats import counted
from console.messages import LiveEvent
from console.people_files.leftovers import Rows, save_left_out, suggested_name
from console.people_files.words import (
    CALM_SECONDS,
    ROW_COLUMNS,
    described,
    left_out,
    progress,
    waiting_in,
)
from console.screens.calm import CalmListScreen
from console.screens.listing import EVERYTHING
from console.shell import on_new_colors, shell
from console.text import safe_line
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.file_dialog import SaveScreen
from console.widgets.resource_table import Column, Wording
from console.widgets.state_panel import why
from console.widgets.working import WorkingScreen
from contracts.accounts.imports import (
    GetImport,
    Import,
    ImportProgressed,
    ImportRow,
    ListImportRows,
    RowFate,
)
from contracts.errors import ServiceError
from contracts.types import Page


class ImportRuns(Rows, Protocol):
    """What this screen asks of the gateway."""

    async def get_import(self, request: GetImport) -> Import:
        """How far the import is."""


class ImportRunScreen(CalmListScreen[ImportRow]):
    """Goes on without being looked at; whoever comes back sees how far it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "save", "Save left out", tooltip="Write those lines to a file."),
        Binding("escape", "back", "Back", tooltip="Go back; the import goes on."),
    ]
    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        noun="row",
        nouns="rows",
        loading="Fetching the rows",
        empty="No such rows",
        empty_hint="Press f for the others.",
        failed="The rows did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "All rows"),
        (RowFate.WRONG, "Errors"),
        (RowFate.KNOWN, "Known already"),
        (RowFate.INVITED, "Invited"),
        (RowFate.WAITING, "Waiting"),
    )
    CALM_SECONDS: ClassVar[float] = CALM_SECONDS
    CHANGED_BY: ClassVar[tuple[str, ...]] = (ImportProgressed.event_type,)

    def __init__(self, gateway: ImportRuns, item: Import) -> None:
        super().__init__()
        self.gateway = gateway
        self.item = item

    def on_mount(self) -> None:
        """Make room for the progress."""
        self.mount(Static(classes="findings"), before="#body")
        on_new_colors(self, self.show_progress)
        self.show_progress()
        self.table.border_title = Content(safe_line(self.item.file_name))

    def columns(self) -> Sequence[Column[ImportRow]]:
        """Which line, whom, what became of it."""
        return ROW_COLUMNS

    async def fetch(self, after: str | None) -> Page[ImportRow]:
        """One page of rows; with the first comes how far the import is."""
        if after is None:
            self.item = await self.gateway.get_import(GetImport(import_id=self.item.id))
            self.show_progress()
        fate = None if self.choice == EVERYTHING else RowFate(self.choice)
        request = ListImportRows(import_id=self.item.id, fate=fate, after=after)
        return await self.gateway.list_import_rows(request)

    def show_progress(self) -> None:
        """Draw the bar, or what came of it."""
        shown = progress(self.item, shell(self).palette)
        self.query_one(".findings", Static).update(shown)
        self.refresh_bindings()

    def key(self, item: ImportRow) -> str:
        """Its line."""
        return str(item.line)

    def describe(self, item: ImportRow) -> Detail:
        """What was read of the row, and what became of it."""
        return described(item, shell(self).palette)

    def under_way(self) -> bool:
        """Whether rows wait."""
        return self.item.finished_at is None

    def concerns(self, event: LiveEvent) -> bool:
        """Only the events of this import; what they say is shown at once."""
        if not super().concerns(event) or event.data.get("import_id") != str(self.item.id):
            return False
        self.item = replace(self.item, waiting=waiting_in(event))
        self.show_progress()
        return True

    def ends(self, event: LiveEvent) -> bool:
        """Whether no row waits any more."""
        return not waiting_in(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was left out is known at the end."""
        if action == "save":
            over = self.item.finished_at is not None
            return True if over and left_out(self.item) else None
        return super().check_action(action, parameters)

    def action_save(self) -> None:
        """Ask where to, then write."""
        name = suggested_name(self.item.file_name, shell(self).clock())
        question = SaveScreen(
            "Where shall the lines be written?",
            "As CSV with the reason behind each. Mend it and import it again.",
            Path.home() / name,
        )

        def decide(path: Path | None) -> None:
            if path is not None:
                screen = WorkingScreen("Writing what was left out")
                self.app.push_screen(screen, self.stop_saving)
                self.save(screen, path)

        self.app.push_screen(question, decide)

    def stop_saving(self, _: None) -> None:
        """Leaving the work ends it."""
        self.workers.cancel_group(self, "save")

    @work(exclusive=True, group="save")
    async def save(self, screen: WorkingScreen, path: Path) -> None:
        """Write the lines and say how many."""
        total = left_out(self.item)
        try:
            written = await save_left_out(
                path,
                self.gateway,
                self.item.id,
                lambda done: screen.tell(
                    counted(done, "line") + " fetched", done=done, total=total
                ),
            )
        except (ServiceError, OSError) as failure:
            said = why(failure) if isinstance(failure, ServiceError) else str(failure)
            screen.finish(f"Nothing was written. {said}", Tone.BAD)
        else:
            screen.finish(f"✓ {counted(written, 'line')} in {path}", Tone.GOOD)
