"""Whatever path is typed, and whatever a file is called, the console goes on and says why."""

import os
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from console.people_files.folders import Found, as_path, found_at, matching
from console.people_files.leftovers import suggested_name
from console.screens.import_check import CheckScreen
from console.screens.import_run import ImportRunScreen
from console.widgets import file_chooser
from console.widgets.file_chooser import OpenFileScreen
from console.widgets.file_dialog import SaveScreen
from contracts.accounts.imports import StartImport
from tests.unit.console import samples
from tests.unit.console.driving import open_desk
from tests.unit.console.stub import StubAcademy
from tests.unit.console.test_safe_text import obeyed

LONG_NAME = "ن" * 130 + ".csv"
HOSTILE = "x[/y]\x1b]0;mine\x07\udcff[final].csv"


def forbid(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """Nothing below a folder can be looked at, as for somebody who is not root."""
    look = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if str(path).startswith(folder):
            raise PermissionError(13, "Permission denied")
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)


def test_what_is_at_a_path_is_known_or_said_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    forbid(monkeypatch, "/vault/")

    assert found_at(tmp_path) == (Found.FOLDER, "")
    assert found_at(tmp_path / "file") == (Found.FILE, "")
    assert found_at(tmp_path / "pipe") == (Found.OTHER, "")
    assert found_at(tmp_path / "file" / "below") == (Found.NOTHING, "")
    assert found_at(tmp_path / LONG_NAME) == (Found.NOTHING, "File name too long.")
    assert found_at(Path("/vault/c")) == (Found.NOTHING, "Permission denied.")
    assert found_at(Path("a\0b")) == (Found.NOTHING, "No file can have this name.")


def test_the_home_of_nobody_is_a_name_like_any_other(tmp_path: Path) -> None:
    assert as_path("~nobody-here/x.csv") == Path("~nobody-here/x.csv")
    assert matching("~nobody-here/") == []
    assert matching("a\0b/") == []


async def test_no_path_to_write_to_ends_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "/vault")
    async with open_desk() as desk:
        desk.app.push_screen(SaveScreen("Where to?", "Codes.", tmp_path / LONG_NAME))
        await desk.until(lambda: "File name too long." in desk.text())
        for typed, words in (
            ("~nobody-here/x.csv", "There is no folder ~nobody-here."),
            ("/vault/codes", "Permission denied."),
            (str(tmp_path), "There is such a file already"),
        ):
            desk.app.screen.query_one(Input).value = typed
            await desk.press("enter")
            assert words in desk.text()


async def test_no_path_to_read_from_ends_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "/vault/")
    async with open_desk() as desk:
        desk.app.push_screen(OpenFileScreen("Which file?", "", ""))
        await desk.settle()
        for typed, words in (
            ("~nobody-here/x.csv", "There is no file x.csv."),
            ("/vault/x.csv", "Permission denied."),
            (str(tmp_path / LONG_NAME), "File name too long."),
        ):
            desk.app.screen.query_one(Input).value = typed
            await desk.press("enter")
            assert words in desk.text()


async def test_tab_never_completes_by_a_list_of_what_was_typed_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = Event()

    def matching_in_time(typed: str) -> list[str]:
        if typed != "./":
            looked.wait(timeout=20)
        return [f"{typed}lists/"]

    monkeypatch.setattr(file_chooser, "matching", matching_in_time)
    async with open_desk() as desk:
        screen = OpenFileScreen("Which file?", "", "./")
        desk.app.push_screen(screen)
        await desk.until(lambda: screen.choices == ["./lists/"])
        field = screen.query_one(Input)
        field.value = "/srv/"
        await desk.press("tab")
        assert (field.value, field.has_focus) == ("/srv/", True)
        looked.set()
        await desk.until(lambda: screen.choices == ["/srv/lists/"])
        await desk.press("tab")
        assert field.value == "/srv/lists/"


@pytest.mark.parametrize("name", [LONG_NAME, HOSTILE])
def test_a_suggested_name_can_be_written_and_shown(name: str, tmp_path: Path) -> None:
    suggested = suggested_name(name, samples.NOW)

    assert obeyed(suggested) == []
    (tmp_path / suggested).touch()


def test_names_that_a_terminal_would_obey_are_not_suggested(tmp_path: Path) -> None:
    (tmp_path / "good[1].csv").touch()
    (tmp_path / "bad\x1b[2J.csv").touch()

    assert matching(f"{tmp_path}/") == [f"{tmp_path}/good[1].csv"]


async def test_a_file_is_imported_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / HOSTILE.replace("/", "")
    path.write_text("email\npupil@example.org\n")
    async with open_desk(at="people") as desk:
        desk.app.push_screen(CheckScreen(desk.academy, path))
        await desk.until(lambda: "3 ready" in desk.text())
        assert "x[y]␛]0;mine␇�[final].csv" in desk.text()
        await desk.press("s", "y")
        await desk.until(lambda: isinstance(desk.app.screen, ImportRunScreen))
        (started,) = [each for each in desk.academy.asked if isinstance(each, StartImport)]
        assert obeyed(started.file_name) == []


async def test_the_name_of_an_import_is_no_markup() -> None:
    academy = StubAcademy()
    item = samples.make_import(file_name="x[/y].csv")
    academy.imports = [item]
    async with open_desk(academy, at="people") as desk:
        desk.app.push_screen(ImportRunScreen(academy, item))
        await desk.until(lambda: "x[/y].csv" in desk.text())
