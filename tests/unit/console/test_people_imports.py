"""People who come in a file: choosing it, what is wrong with it, how it goes, what was left out."""

import csv
import stat
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.timer import Timer

from console.messages import LiveEvent
from console.people_files.folders import LARGEST_BYTES, completed, matching
from console.screens.import_check import CheckScreen
from console.screens.import_run import ImportRunScreen
from console.screens.imports import ImportsScreen
from console.screens.people import PeopleScreen
from console.widgets.file_chooser import OpenFileScreen, PathInput
from console.widgets.resource_table import ResourceTable
from console.widgets.working import WorkingScreen
from contracts.accounts.errors import ImportRefused
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    ImportProgressed,
    ImportRow,
    ListImportRows,
    RowFate,
    StartImport,
)
from contracts.errors import TooMany
from contracts.types import Page
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, SMALL, Desk, open_desk
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import StubAcademy

CONTENT = b"email,name\npupil.2@example.org,Pupil 2\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a file of people in one of its folders."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "class-7b.csv").write_bytes(CONTENT)
    (tmp_path / "letter.odt").touch()
    (tmp_path / ".hidden").mkdir()
    return tmp_path


def shows(desk: Desk, *words: str) -> bool:
    return all(word in desk.text() for word in words)


def progressed(waiting: int, item: object = samples.make_import().id) -> LiveEvent:
    data = {"import_id": str(item), "waiting": waiting}
    return LiveEvent(ImportProgressed.event_type, data, samples.NOW)


def work_off(desk: Desk, waiting: int) -> None:
    """All but so many rows are worked off, of which the console hears."""
    desk.academy.leave_waiting(waiting)
    desk.live.post(progressed(waiting))


def chooser(desk: Desk) -> OpenFileScreen:
    assert isinstance(desk.app.screen, OpenFileScreen)
    return desk.app.screen


def tables_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


async def choose(desk: Desk, home: Path) -> None:
    """Open the file by its path."""
    await desk.press("u", "n")
    desk.app.screen.query_one(PathInput).value = f"{home}/lists/class-7b.csv"
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, CheckScreen))


async def test_a_file_is_found_by_typing_and_walking(home: Path) -> None:
    async with open_desk(at="people") as desk:
        await desk.press("u", "n")
        await desk.until(lambda: shows(desk, "lists/"))
        assert not shows(desk, "letter.odt")
        field = desk.app.screen.query_one(PathInput)
        field.value = "~/nobody.csv"
        await desk.press("enter")
        assert shows(desk, "There is no file nobody.csv.", "Choose  enter")
        field.value = "~/li"
        await desk.until(lambda: chooser(desk).choices == ["~/lists/"])
        await desk.press("tab")
        assert field.value == "~/lists/"
        await desk.until(lambda: shows(desk, "class-7b.csv"))
        field.value = "~/lists"
        await desk.press("enter")
        assert field.value == "~/lists/"
        await desk.until(lambda: shows(desk, "class-7b.csv"))
        await desk.press("down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CheckScreen))
        assert CheckImport(content=CONTENT) in desk.academy.asked
        await desk.press("escape", "n", "escape", "escape")
        assert isinstance(desk.app.screen, PeopleScreen)


def test_what_is_typed_is_completed_as_a_shell_does_it(home: Path) -> None:
    for name in ("class-7a.csv", "CLASS.TSV", "x.txt", "y.xlsx"):
        (home / "lists" / name).touch()

    assert matching("~/lists/cl") == ["~/lists/class-7a.csv", "~/lists/class-7b.csv"]
    assert completed("~/lists/cl", matching("~/lists/cl")) == "~/lists/class-7"
    assert matching("~/lists/")[:1] == ["~/lists/CLASS.TSV"]
    assert matching("~/.h") == ["~/.hidden/"]
    assert matching("~/") == ["~/lists/"]
    assert matching("/no/such/folder/") == []
    assert completed("x", []) == "x"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_every_error_of_a_file_is_shown_before_anybody_is_invited(
    home: Path, size: tuple[int, int]
) -> None:
    async with open_desk(size=size, at="people") as desk:
        await choose(desk, home)
        await desk.until(lambda: shows(desk, "3 ready", "1 with errors", "1 known already"))
        assert shows(desk, "The column “class” is not read.", "“pupil” is no e-mail")
        await assert_looks_like(desk, f"import-check-{'small' if size == SMALL else 'large'}")
        await desk.press("f")
        assert [row.line for row in desk.app.screen.query_one(ResourceTable).items] == [4]
        await desk.press("enter")
        assert shows(desk, "“king” is no role; there are student and teacher.", "Line", "4")
        await desk.press("escape", "s")
        assert shows(desk, "Invite 3 people?", "rows are left out.")
        await desk.press("n")
        assert not any(isinstance(asked, StartImport) for asked in desk.academy.asked)
        assert sum(isinstance(asked, CheckImport) for asked in desk.academy.asked) == 1


async def test_a_file_that_is_none_says_why_and_is_read_again_once_mended(home: Path) -> None:
    path = home / "lists" / "class-7b.csv"
    academy = StubAcademy()
    academy.report = samples.make_report(rows=[], refusals=["Line 2 is not in UTF-8."], ready=0)
    async with open_desk(academy, at="people") as desk:
        await choose(desk, home)
        await desk.until(lambda: shows(desk, "Mend the file", "not in UTF-8."))
        await assert_looks_like(desk, "import-refused")
        path.write_bytes(b"x" * (LARGEST_BYTES + 1))
        await desk.press("r")
        await desk.until(lambda: shows(desk, "It is larger than 700 kB. Split it."))
        path.unlink()
        await desk.press("r")
        await desk.until(lambda: shows(desk, "cannot be opened"))
        await desk.press("s")
        assert isinstance(desk.app.screen, CheckScreen)

        path.write_bytes(b"email\nmended@example.org\n")
        academy.report = samples.make_report(rows=[samples.make_row(2)], total=1, wrong=1)
        await desk.press("enter")
        await desk.until(lambda: shows(desk, "pupil.2@example.org"))
        assert academy.asked[-1] == CheckImport(content=path.read_bytes())


async def test_an_import_goes_on_while_nobody_looks_and_ends_with_its_outcome(home: Path) -> None:
    async with open_desk(size=LARGE, at="people") as desk:
        await choose(desk, home)
        desk.academy.refusal = ImportRefused("Not today.")
        await desk.press("s", "y")
        await desk.until(lambda: desk.told("Not today."))
        desk.app.clear_notifications()
        desk.academy.refusal = None
        await desk.press("s", "y")
        await desk.until(lambda: isinstance(desk.app.screen, ImportRunScreen))
        assert StartImport(content=CONTENT, file_name="class-7b.csv") in desk.academy.asked
        await desk.until(lambda: shows(desk, "40 %", "3 waiting", "pupil.6@example.org"))
        work_off(desk, waiting=1)
        desk.live.post(progressed(0, samples.make_id("another import")))
        await desk.until(lambda: shows(desk, "80 %", "1 waiting"))
        await assert_looks_like(desk, "import-running")

        await desk.press("escape")
        await desk.until(lambda: shows(desk, "class-7b.csv", "80 %"))
        work_off(desk, waiting=2)
        await desk.until(lambda: shows(desk, "60 %"))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ImportRunScreen))
        desk.academy.finish_import()
        desk.live.post(progressed(0))
        await desk.until(lambda: shows(desk, "✓ All 5 rows are worked off.", "3 invited"))
        await assert_looks_like(desk, "import-done")
        await desk.press("escape")
        await desk.until(lambda: shows(desk, "✓ done"))
        assert isinstance(desk.app.screen, ImportsScreen)


class Hasty(StubAcademy):
    """Asks to slow down once."""

    slow = True

    async def list_import_rows(self, request: ListImportRows) -> Page[ImportRow]:
        if request.limit == 100 and self.slow:
            self.slow = False
            raise TooMany("Slow down.", {"retry_after": 0})
        return await super().list_import_rows(request)


async def test_what_was_left_out_is_saved_to_be_mended(home: Path) -> None:
    academy = Hasty()
    academy.imports = [samples.make_import()]
    academy.report.rows[0] = samples.make_row(
        4, RowFate.WRONG, email="=pupil", problems=["“=pupil” is no e-mail address."]
    )
    async with open_desk(academy, at="people") as desk:
        await desk.press("u", "enter")
        await desk.until(lambda: shows(desk, "3 waiting"))
        await desk.press("x")
        assert isinstance(desk.app.screen, ImportRunScreen)
        academy.finish_import()
        desk.live.post(progressed(0))
        await desk.until(lambda: shows(desk, "worked off"))
        await desk.press("x")
        await desk.press("ctrl+s")
        screen = desk.app.screen
        await desk.until(lambda: isinstance(desk.app.screen, WorkingScreen))
        screen = desk.app.screen
        assert isinstance(screen, WorkingScreen)
        await desk.until(lambda: "2 lines in" in screen.sentence)

    (path,) = tables_in(home)
    assert path.name.startswith("class-7b-left-out-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(newline="") as file:
        header, known, wrong = csv.reader(file)
    assert header == ["email", "name", "role", "language", "line", "state", "why"]
    assert known[4:] == ["3", "known", "There is an account with this address."]
    assert (wrong[0], wrong[4], wrong[5]) == ("'=pupil", "4", "wrong")


async def test_what_is_under_way_is_looked_at_by_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks: list[object] = []
    tick = ImportRunScreen.set_interval

    def count(screen: ImportRunScreen, interval: float, callback: Any, **options: Any) -> Timer:
        clocks.append(callback)
        return tick(screen, interval, callback, **options)

    monkeypatch.setattr(ImportRunScreen, "set_interval", count)
    academy = StubAcademy()
    academy.imports = [samples.make_import()]
    async with open_desk(academy, at="people") as desk:
        await desk.press("u", "enter")
        await desk.until(lambda: shows(desk, "3 waiting"))
        screen = desk.app.screen
        assert isinstance(screen, ImportRunScreen)
        assert clocks.count(screen.poll) == 1


async def test_lines_that_do_not_come_are_not_written(home: Path) -> None:
    academy = StubAcademy()
    academy.imports = [samples.make_import()]
    academy.finish_import()
    async with open_desk(academy, at="people") as desk:
        await desk.press("u", "enter")
        await desk.until(lambda: shows(desk, "worked off"))
        await desk.press("x")
        academy.refusal = ImportRefused("Gone.")
        await desk.press("enter")
        await desk.until(partial(shows, desk, "Nothing was written."))
        await desk.press("escape")
        assert isinstance(desk.app.screen, ImportRunScreen)
    assert tables_in(home) == []
    assert any(isinstance(asked, GetImport) for asked in academy.asked)
