"""The proof of the audit log, and the file that its entries are written to."""

import csv
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from console.audit.proof import in_words
from console.theme import Tone
from console.widgets.file_dialog import SaveScreen
from console.widgets.working import WorkingScreen
from contracts.accounts.audit import (
    AuditFault,
    ExportAuditEntries,
    FaultKind,
    VerifyAuditLog,
)
from contracts.errors import TooMany, Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy


def outcome(desk: Desk) -> str:
    """What came of long work, on one line."""
    assert isinstance(desk.app.screen, WorkingScreen)
    return desk.app.screen.sentence


async def save_to(desk: Desk, path: Path) -> None:
    await desk.press("x")
    assert isinstance(desk.app.screen, SaveScreen)
    desk.app.screen.query_one(Input).value = str(path)
    await desk.press("ctrl+s")


async def test_the_entries_of_the_choice_are_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "taken.csv"
    academy = StubAcademy()
    academy.page_size = 2
    academy.entries[0] = replace(academy.entries[0], reason="=1+1")
    async with open_desk(academy, at="audit") as desk:
        await desk.press("f")

        await save_to(desk, target)

        await desk.until(lambda: "3 entries in" in desk.text())
        exports = [one for one in desk.academy.asked if isinstance(one, ExportAuditEntries)]
        assert [one.after for one in exports] == [None, "2"]
        assert {one.origin for one in exports} == {"accounts"}
    with target.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["position"] for row in rows] == ["4", "3", "2"]
    assert rows[0]["reason"] == "'=1+1"
    assert rows[0]["after"] == '{"role":"teacher"}'
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


async def test_an_export_that_breaks_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "taken.csv"
    async with open_desk(at="audit") as desk:
        desk.academy.refusal = Unavailable("Away.")

        await save_to(desk, target)

        await desk.until(lambda: "Nothing was written." in desk.text())
        assert "Away." in desk.text()
    assert not target.exists()


async def test_an_export_waits_when_the_gateway_says_so(tmp_path: Path) -> None:
    async with open_desk(at="audit") as desk:
        desk.academy.refusal = TooMany("Slow down.", {"retry_after": 0.001})

        await save_to(desk, tmp_path / "taken.csv")
        desk.academy.refusal = None

        await desk.until(lambda: "4 entries in" in desk.text())


async def test_leaving_the_export_stops_it_and_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "taken.csv"
    async with open_desk(at="audit") as desk:
        desk.academy.silent = True
        await save_to(desk, target)
        assert isinstance(desk.app.screen, WorkingScreen)

        await desk.press("escape")

        await desk.until(lambda: not target.exists())
        assert desk.app.current_mode == "audit"


@pytest.mark.parametrize(
    ("name", "trouble"),
    [("there.csv", "There is such a file already"), ("nowhere/x.csv", "There is no folder")],
)
async def test_a_file_is_written_only_where_none_is(
    name: str, trouble: str, tmp_path: Path
) -> None:
    (tmp_path / "there.csv").touch()
    async with open_desk(at="audit") as desk:
        await save_to(desk, tmp_path / name)

        assert isinstance(desk.app.screen, SaveScreen)
        assert trouble in desk.text()


async def test_the_proof_follows_the_chain_to_its_end() -> None:
    async with open_desk() as desk:
        desk.academy.verdicts = [
            samples.make_verdict(verified_to=2000, head=4000, anchors=3, finished=False),
            samples.make_verdict(verified_to=4000, head=4000, anchors=1),
        ]
        await desk.press("5", "v")

        await desk.until(lambda: "The log holds" in desk.text())
        assert "4,000 entries" in outcome(desk)
        assert "4 anchors match" in outcome(desk)
        asked = [one for one in desk.academy.asked if isinstance(one, VerifyAuditLog)]
        assert [one.after for one in asked] == [0, 2000]


async def test_the_proof_names_the_entry_that_is_wrong() -> None:
    fault = AuditFault(
        kind=FaultKind.CHANGED,
        position=3,
        entry_id=samples.make_id("x"),
        detail="Entry 3 does not say what was written.",
    )
    async with open_desk(at="audit") as desk:
        desk.academy.verdicts = [samples.make_verdict(verified_to=2, fault=fault)]
        await desk.press("v")

        await desk.until(lambda: "tampered" in desk.text())
        assert "Entry 3 does not say what was written." in outcome(desk)
        assert "Entries 1 to 2 hold." in outcome(desk)
        await desk.press("escape")
        assert desk.app.current_mode == "audit"


async def test_a_proof_that_is_refused_says_why() -> None:
    async with open_desk(at="audit") as desk:
        desk.academy.refusal = Unavailable("Away.")
        await desk.press("v")

        await desk.until(lambda: "Away." in desk.text())


def test_a_fault_without_an_entry_names_no_id() -> None:
    fault = AuditFault(kind=FaultKind.TRUNCATED, position=1, detail="It ends too early.")

    said, tone = in_words(samples.make_verdict(verified_to=0, fault=fault), 0)

    assert (said, tone) == ("✕ The log was tampered with. It ends too early.", Tone.BAD)
