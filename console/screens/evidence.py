"""Screens that prove the audit log, and write it to a file."""

from abc import abstractmethod
from pathlib import Path
from typing import Any, Protocol

from textual import work
from textual.screen import Screen

from console.audit.export import Exporting, export_to
from console.audit.proof import Verifying, prove
from console.formats import counted
from console.shell import shell
from console.theme import Tone
from console.widgets.file_dialog import SaveScreen
from console.widgets.state_panel import why
from console.widgets.working import WorkingScreen
from contracts.accounts.audit import ExportAuditEntries
from contracts.errors import ServiceError


class Witness(Exporting, Verifying, Protocol):
    """What the proof and the file ask of the gateway."""


class Evidence(Screen[None]):
    """Long work on the log; leaving the screen that shows how far it is ends it."""

    gateway: Witness

    @property
    @abstractmethod
    def chosen_fields(self) -> dict[str, Any]:
        """Which entries are shown, as the fields of a request."""

    @property
    @abstractmethod
    def chosen_words(self) -> str:
        """Which entries are shown, or nothing when it is all of them."""

    def action_verify(self) -> None:
        """Follow the chain to its end."""
        self.verify(self._show_work("Is the audit log whole?"))

    def action_export(self) -> None:
        """Ask where to, then write."""
        at = shell(self).clock()
        suggestion = Path.home() / f"academy-audit-{at:%Y-%m-%d-%H%M%S}.csv"
        only = self.chosen_words or "everything of this list"
        question = SaveScreen(
            "Where shall the entries be written?",
            f"As CSV, {only}. The export is itself recorded.",
            suggestion,
        )

        def decide(path: Path | None) -> None:
            if path is not None:
                self.export(self._show_work("Writing the entries"), path)

        self.app.push_screen(question, decide)

    @work(exclusive=True, group="long")
    async def verify(self, screen: WorkingScreen) -> None:
        """Follow the chain, and show how far it holds."""
        try:
            outcome = await prove(
                self.gateway,
                lambda verdict: screen.tell(
                    f"{verdict.verified_to:,} of {verdict.head:,} entries hold",
                    done=verdict.verified_to,
                    total=verdict.head or None,
                ),
            )
        except ServiceError as refusal:
            outcome = why(refusal), Tone.BAD
        screen.finish(*outcome)

    @work(exclusive=True, group="long")
    async def export(self, screen: WorkingScreen, path: Path) -> None:
        """Write the entries of the choice to a file."""
        request = ExportAuditEntries(**self.chosen_fields)
        try:
            written = await export_to(
                path,
                self.gateway,
                request,
                lambda done: screen.tell(
                    counted(done, "entry", "entries") + " written", done=done, total=None
                ),
            )
        except (ServiceError, OSError) as failure:
            said = why(failure) if isinstance(failure, ServiceError) else str(failure)
            screen.finish(f"Nothing was written. {said}", Tone.BAD)
        else:
            entries = counted(written, "entry", "entries")
            screen.finish(f"✓ {entries} in {path}", Tone.GOOD)

    def _show_work(self, title: str) -> WorkingScreen:
        """A screen for long work; leaving it ends the work."""

        def stop(_: None) -> None:
            self.workers.cancel_group(self, "long")

        screen = WorkingScreen(title)
        self.app.push_screen(screen, stop)
        return screen
