"""The audit log in the console: following, narrowing, comparing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from textual.widgets import Input

from console.audit.choice import AuditChoice, read_day, read_end, written_day
from console.messages import LiveEvent
from console.widgets.audit_filter import NarrowScreen
from console.widgets.resource_table import ResourceTable
from contracts.accounts.audit import AuditEntryRecorded
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.errors import Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, Desk, open_desk


def shown(desk: Desk) -> list[int]:
    """Numbers of the entries on the screen."""
    table: ResourceTable[AuditEntry] = desk.app.screen.query_one(ResourceTable)
    return [entry.position for entry in table.items]


def questions(desk: Desk) -> list[ListAuditEntries]:
    """What was asked about the log."""
    return [asked for asked in desk.academy.asked if isinstance(asked, ListAuditEntries)]


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


async def test_that_something_was_written_down_is_no_news_of_its_own() -> None:
    async with open_desk() as desk:
        desk.live.post(LiveEvent(AuditEntryRecorded.event_type, {}, samples.NOW))
        await desk.settle()

        assert "Quiet so far" in desk.text()
