"""The audit log in the console: following, narrowing, comparing, taking along, proving."""

import csv
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from console.audit.choice import AuditChoice, read_day, read_end, written_day
from console.audit.proof import in_words
from console.messages import LiveEvent
from console.theme import Tone
from console.widgets.audit_filter import NarrowScreen
from console.widgets.file_dialog import SaveScreen
from console.widgets.resource_table import ResourceTable
from console.widgets.working import WorkingScreen
from contracts.accounts.audit import (
    AuditEntryRecorded,
    AuditFault,
    ExportAuditEntries,
    FaultKind,
    VerifyAuditLog,
)
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.errors import TooMany, Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, Desk, open_desk
from tests.unit.console.stub import StubAcademy


def shown(desk: Desk) -> list[int]:
    """Numbers of the entries on the screen."""
    table: ResourceTable[AuditEntry] = desk.app.screen.query_one(ResourceTable)
    return [entry.position for entry in table.items]


def questions(desk: Desk) -> list[ListAuditEntries]:
    """What was asked about the log."""
    return [asked for asked in desk.academy.asked if isinstance(asked, ListAuditEntries)]


def outcome(desk: Desk) -> str:
    """What came of long work, on one line."""
    assert isinstance(desk.app.screen, WorkingScreen)
    return desk.app.screen.sentence


def write_down(desk: Desk, *positions: int, live: bool = True) -> None:
    """The log gets new entries, of which the console hears."""
    for position in positions:
        desk.academy.entries.insert(0, samples.make_entry(position, target_label=f"New {position}"))
        if live:
            desk.live.post(LiveEvent(AuditEntryRecorded.event_type, {}, samples.NOW))


async def test_new_entries_appear_on_top_as_they_are_recorded() -> None:
    async with open_desk(at="audit") as desk:
        before = len(questions(desk))

        write_down(desk, 5, 6, 7)

        await desk.until(lambda: shown(desk) == [7, 6, 5, 4, 3, 2, 1])
        assert "New 7" in desk.text()
        assert [asked.newer_than for asked in questions(desk)[before:]] == [4]


async def test_paused_new_entries_wait_and_are_counted() -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("p")
        assert "paused" in desk.text()

        write_down(desk, 5, 6)

        await desk.until(lambda: "2 new entries, p shows them" in desk.text())
        assert shown(desk) == [4, 3, 2, 1]

        await desk.press("p")
        await desk.until(lambda: shown(desk) == [6, 5, 4, 3, 2, 1])
        assert "new entries appear here" in desk.text()


async def test_only_entries_of_the_choice_are_counted_while_paused() -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("f", "p")
        assert shown(desk) == [4, 3, 2]

        write_down(desk, 5)

        await desk.until(lambda: questions(desk)[-1].newer_than == 4)
        await desk.settle()
        assert "new entr" not in desk.text()


async def test_very_many_new_entries_are_fetched_like_a_new_list() -> None:
    async with open_desk(at="audit") as desk:
        write_down(desk, *range(5, 70), live=False)
        write_down(desk, 70)

        await desk.until(lambda: shown(desk)[:1] == [70])
        assert len(shown(desk)) == 50


async def test_what_happened_while_elsewhere_is_there_on_return() -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("3")
        write_down(desk, 5)
        await desk.settle()

        await desk.press("5")

        await desk.until(lambda: shown(desk)[:1] == [5])


async def test_news_that_cannot_be_fetched_leaves_the_rows_marked_as_stale() -> None:
    async with open_desk(at="audit") as desk:
        desk.academy.refusal = Unavailable("Away.")
        write_down(desk, 5)

        await desk.until(lambda: "Away." in desk.text())
        assert shown(desk) == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (1, {"origin": "accounts"}),
        (2, {"origin": "courses"}),
        (4, {"action": "security."}),
    ],
)
async def test_groups_are_services_and_what_touches_security(
    turns: int, expected: dict[str, Any]
) -> None:
    async with open_desk(at="audit") as desk:
        await desk.press(*(["f"] * turns))

        assert questions(desk)[-1] == ListAuditEntries(**expected)


async def test_narrowing_asks_for_who_what_whom_and_when() -> None:
    async with open_desk(size=LARGE, at="audit") as desk:
        await desk.press("n", *"hopper", "tab", *"role", "tab", *"ada", "tab")
        await desk.press(*"2026-03-01", "tab", *"2026-03-14", "ctrl+s")

        assert questions(desk)[-1] == ListAuditEntries(
            actor="hopper",
            action="role",
            target="ada",
            since=datetime(2026, 3, 1, tzinfo=UTC),
            until=datetime(2026, 3, 15, tzinfo=UTC),
        )
        assert shown(desk) == [4]
        assert "by hopper, did role, to ada, from 2026-03-01, until 2026-03-15" in desk.text()


async def test_escape_widens_again_and_then_leads_home() -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("n", *"academy", "enter")
        assert shown(desk) == [2]

        await desk.press("escape")
        assert questions(desk)[-1] == ListAuditEntries()

        await desk.press("escape")
        assert desk.app.current_mode == "home"


async def test_the_dialog_opens_with_the_choice_and_all_entries_takes_it_back() -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("n", *"academy", "enter", "n")
        assert desk.app.screen.query_one("#actor", Input).value == "academy"

        await desk.pilot.click("#all")
        await desk.settle()

        assert shown(desk) == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("since", "until", "trouble"),
    [
        ("yesterday", "", "Write days as 2026-05-01"),
        ("2026-05-02", "2026-05-01", "It ends before it begins."),
    ],
)
async def test_days_that_make_no_sense_are_not_sent(since: str, until: str, trouble: str) -> None:
    async with open_desk(at="audit") as desk:
        await desk.press("n")
        desk.app.screen.query_one("#since", Input).value = since
        desk.app.screen.query_one("#until", Input).value = until
        await desk.press("ctrl+s")

        assert isinstance(desk.app.screen, NarrowScreen)
        assert trouble in desk.text()
        await desk.press("escape")
        assert len(questions(desk)) == 1


def test_a_day_ends_with_its_last_moment_and_a_moment_where_it_is() -> None:
    assert read_day("") is None
    assert read_end("2026-05-01") == datetime(2026, 5, 2, tzinfo=UTC)
    assert read_end("2026-05-01 14:30") == datetime(2026, 5, 1, 14, 30, tzinfo=UTC)
    assert read_day("2026-05-01T14:30+02:00") == datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
    assert written_day(read_day("2026-05-01 14:30")) == "2026-05-01 14:30"
    assert AuditChoice().is_wide


async def test_before_and_after_are_compared_line_by_line() -> None:
    async with open_desk(size=LARGE, at="audit") as desk:
        await desk.press("down")

        detail = desk.detail()
        assert "On behalf of" in detail
        assert "\N{MINUS SIGN} I count." in detail
        assert "+ I compute." in detail
        assert "I write." not in detail
        assert "+ fr" in detail


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


async def test_that_something_was_written_down_is_no_news_of_its_own() -> None:
    async with open_desk() as desk:
        desk.live.post(LiveEvent(AuditEntryRecorded.event_type, {}, samples.NOW))
        await desk.settle()

        assert "Quiet so far" in desk.text()
