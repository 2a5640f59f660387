"""Rows and imports as the console says them."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from console.formats import count, counted
from console.messages import LiveEvent
from console.palette import Palette
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.resource_table import Column
from contracts.accounts.imports import Import, ImportReport, ImportRow, RowFate

FATES: dict[RowFate, tuple[str, Tone]] = {
    RowFate.READY: ("ready", Tone.GOOD),
    RowFate.WAITING: ("waiting", Tone.WARN),
    RowFate.INVITED: ("invited", Tone.GOOD),
    RowFate.KNOWN: ("known", Tone.NEUTRAL),
    RowFate.WRONG: ("error", Tone.BAD),
}
CALM_SECONDS = 2.0
"""A large import tells of itself several times a second; rows are fetched less often."""
_BAR_CELLS = 24
_FULL, _EMPTY = "━", "─"
_HUNDRED = 100


def pill(row: ImportRow, say: Palette) -> Text:
    """What becomes of a row, as a word on a colored ground."""
    return say.badge(*FATES[row.fate])


def remarks(row: ImportRow) -> str:
    """What is wrong with a row, then what wants a look."""
    return " ".join([*row.problems, *row.warnings])


def _remarks(row: ImportRow, say: Palette, _: datetime) -> Text:
    return say.toned(remarks(row), Tone.BAD if row.fate is RowFate.WRONG else Tone.NEUTRAL)


ROW_COLUMNS: Sequence[Column[ImportRow]] = (
    Column(
        label="Line",
        width=6,
        right=True,
        cell=lambda row, say, _: say.muted(count(row.line), right=True),
    ),
    Column(label="E-mail", width=24, cell=lambda row, say, _: say.strong(row.email)),
    Column(label="Name", width=18, from_width=104, cell=lambda row, say, _: say.plain(row.name)),
    Column(label="Role", width=9, from_width=90, cell=lambda row, say, _: say.plain(row.role)),
    Column(label="State", width=9, cell=lambda row, say, _: pill(row, say)),
    Column(label="Remarks", cell=_remarks),
)


def described(row: ImportRow, say: Palette) -> Detail:
    """One row with everything that was read, and each remark on a line of its own."""
    parts = [("What is wrong", row.problems), ("Worth a look", row.warnings)]
    return Detail(
        title=say.strong(row.email or "no address"),
        facts=(
            ("Line", say.plain(count(row.line))),
            ("State", pill(row, say)),
            ("E-mail", say.plain(row.email or "missing")),
            ("Name", say.plain(row.name or "not given")),
            ("Role", say.plain(row.role)),
            ("Language", say.plain(row.locale)),
        ),
        paragraphs=[(title, say.prose("\n".join(said))) for title, said in parts if said],
    )


def findings(report: ImportReport, say: Palette) -> Text:
    """What a file has, in one line, and below what is odd about it as a whole."""
    parts = [
        say.toned(f"{count(report.ready)} ready", Tone.GOOD),
        say.toned(counted(report.wrong, "with errors", "with errors"), _tone(report.wrong)),
    ]
    if report.known:
        parts.append(say.muted(f"{count(report.known)} known already"))
    if report.warned:
        parts.append(say.toned(f"{count(report.warned)} worth a look", Tone.WARN))
    line = Text(" · ", style=say.color("muted")).join(parts)
    shown = len(report.rows)
    if shown < report.total:
        rows = f" · {count(shown)} of {count(report.total)} rows are shown"
        line.append(rows, style=say.color("muted"))
    return Text("\n").join([line, *(say.toned(f"▲ {note}", Tone.WARN) for note in report.notes)])


def done(item: Import) -> int:
    """How many rows need nothing more."""
    return item.total - item.waiting


def bar(item: Import, say: Palette, cells: int = _BAR_CELLS) -> Text:
    """How far an import is, as a bar with its share."""
    share = done(item) / item.total if item.total else 1.0
    full = int(cells * share)
    drawn = Text(_FULL * full, style=say.color("primary"), no_wrap=True)
    drawn.append(_EMPTY * (cells - full), style=say.color("line-strong"))
    return drawn.append(f" {int(_HUNDRED * share):3d} %", style=say.color("muted"))


def progress(item: Import, say: Palette) -> Text:
    """How far an import is, or what came of it, with its counts."""
    counts = f"{count(item.invited)} invited · {count(item.wrong)} with errors"
    counts += f" · {count(item.known)} known already"
    if item.finished_at is None:
        first = bar(item, say).append(f"  {count(item.waiting)} waiting", say.color("tone-warn"))
        return Text("\n").join([first, say.muted(counts)])
    first = say.toned(f"✓ All {counted(item.total, 'row')} are worked off.", Tone.GOOD)
    if left_out(item):
        first.append("  x saves what was left out.", style=say.color("muted"))
    return Text("\n").join([first, say.muted(counts)])


def waiting_in(event: LiveEvent) -> int:
    """How many rows of an import wait, as `ImportProgressed` tells it."""
    return int(event.data["waiting"])


def left_out(item: Import) -> int:
    """How many rows were not invited."""
    return item.wrong + item.known


def _tone(errors: int) -> Tone:
    return Tone.BAD if errors else Tone.NEUTRAL
