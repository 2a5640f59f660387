"""What a file of people would do, row by row, before anybody is invited."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from console.formats import counted
from console.messages import ActionDone, ActionRefused
from console.people_files.folders import read_people_file
from console.people_files.words import ROW_COLUMNS, described, findings
from console.screens.calm import CalmListScreen
from console.screens.import_run import ImportRuns, ImportRunScreen
from console.screens.listing import EVERYTHING
from console.shell import on_new_colors, shell
from console.text import safe_line
from console.widgets.confirm import ConfirmScreen
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.resource_table import Column, Wording
from console.widgets.state_panel import why
from contracts.accounts.errors import ImportRefused
from contracts.accounts.imports import (
    CheckImport,
    Import,
    ImportReport,
    ImportRow,
    RowFate,
    StartImport,
)
from contracts.errors import ServiceError
from contracts.types import Page

_LONGEST_FILE_NAME = 200


class ImportChecks(ImportRuns, Protocol):
    """What this screen asks of the gateway."""

    async def check_import(self, request: CheckImport) -> ImportReport:
        """What an import would do."""

    async def start_import(self, request: StartImport) -> Import:
        """The import that has begun."""


class CheckScreen(CalmListScreen[ImportRow]):
    """Rows with their errors; nothing happens before it is confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "start", "Start", tooltip="Invite everybody whose row is ready."),
        Binding("r", "reload", "Read again", tooltip="Read the file again, once it is mended."),
        Binding("escape", "back", "Back", tooltip="Leave without inviting anybody."),
    ]
    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        noun="row",
        nouns="rows",
        loading="Looking through the file",
        empty="No such rows",
        empty_hint="Press f for the others.",
        failed="Mend the file, then read it again",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "All rows"),
        (RowFate.WRONG, "Errors"),
        (RowFate.KNOWN, "Known already"),
        (RowFate.READY, "Ready"),
    )

    def __init__(self, gateway: ImportChecks, path: Path) -> None:
        super().__init__()
        self.gateway = gateway
        self.path = path
        self.content = b""
        self.report: ImportReport | None = None
        self.started: Import | None = None

    def on_mount(self) -> None:
        """Make room for the findings and for what is under way."""
        self.mount(Static(classes="findings"), before="#body")
        self.mount(Doing(), after="#body")
        on_new_colors(self, self.show_findings)
        self.table.border_title = Content(safe_line(self.path.name))

    def columns(self) -> Sequence[Column[ImportRow]]:
        """Which line, whom, what is wrong."""
        return ROW_COLUMNS

    async def fetch(self, after: str | None) -> Page[ImportRow]:  # noqa: ARG002 (one page is all)
        """The rows of the chosen fate; the file is read and judged once."""
        report = self.report or await self.judge()
        fate = self.choice
        rows = [row for row in report.rows if fate in {EVERYTHING, row.fate}]
        return Page(items=rows)

    async def judge(self) -> ImportReport:
        """Read the file and have it judged; raises the refusal of a file that is none."""
        self.content = await asyncio.to_thread(read_people_file, self.path)
        report = await self.gateway.check_import(CheckImport(content=self.content))
        if report.refusals:
            raise ImportRefused(" ".join(report.refusals))
        self.report = report
        self.show_findings()
        self.refresh_bindings()
        return report

    def show_findings(self) -> None:
        """Say how many rows are in order."""
        if self.report is not None:
            found = findings(self.report, shell(self).palette)
            self.query_one(".findings", Static).update(found)

    def key(self, item: ImportRow) -> str:
        """Its line."""
        return str(item.line)

    def describe(self, item: ImportRow) -> Detail:
        """What was read of the row, and what is wrong with it."""
        return described(item, shell(self).palette)

    def action_reload(self) -> None:
        """Read the file again."""
        self.report = None
        self.refresh_bindings()
        super().action_reload()

    def retry(self) -> None:
        """The same from the button below a refusal."""
        self.action_reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without anybody to invite there is nothing to start."""
        if action == "start":
            ready = self.report is not None and self.report.ready and self.started is None
            return True if ready and not busy(self) else None
        return super().check_action(action, parameters)

    @work(exclusive=True, group="act")
    async def action_start(self) -> None:
        """Ask once more, then begin."""
        if (report := self.report) is None:
            return
        left = report.wrong + report.known
        told = "Each gets a mail with a link that works for seven days."
        if left:
            told += f" {counted(left, 'row is', 'rows are')} left out."
        people = counted(report.ready, "person", "people")
        question = ConfirmScreen(f"Invite {people}?", told, yes="Invite")
        if await self.app.push_screen_wait(question):
            await self._start()

    async def _start(self) -> None:
        line = self.query_one(Doing)
        line.tell("Beginning the import")
        name = safe_line(self.path.name)[:_LONGEST_FILE_NAME]
        try:
            request = StartImport(content=self.content, file_name=name)
            started = await self.gateway.start_import(request)
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
        else:
            self.post_message(ActionDone("", started))
        finally:
            line.tell("")

    @on(ActionDone)
    def follow_import(self, done: ActionDone[Import]) -> None:
        """Show how it goes, at once or when this screen is looked at again."""
        self.started = done.outcome
        if self.is_active:
            self.show_run(self.started)
        else:
            self.app.notify("Find it among the imports.", title="The import has begun")

    @on(ScreenResume)
    def show_begun(self) -> None:
        """Another screen was shown when the import began."""
        if self.started is not None and self.is_active:
            self.show_run(self.started)

    def show_run(self, started: Import) -> None:
        """Give way to the import; only the screen on top can be switched."""
        self.app.switch_screen(ImportRunScreen(self.gateway, started))

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nobody was invited."""
        said = safe_line(why(refused.refusal))
        self.notify(said, title="Not imported", severity="error", markup=False)
