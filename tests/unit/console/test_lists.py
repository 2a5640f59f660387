"""What every list does: filter, search, load more, stay fresh, keep the keyboard."""

import pytest
from msgspec.structs import replace
from textual.widgets import DataTable, Input

from console.messages import LiveEvent
from console.screens.courses import CoursesScreen
from console.screens.people import PeopleScreen
from console.widgets.filter_bar import SearchBox
from console.widgets.resource_table import ResourceTable, Rows
from contracts.accounts.errors import SessionEnded
from contracts.accounts.messages import ListAuditEntries, ListUsers, User
from contracts.courses.resources import CourseStatus
from contracts.courses.review import ListCoursesByStatus
from contracts.errors import Unavailable
from contracts.payments.messages import ListAllOrders, OrderStatus
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, Desk, open_desk
from tests.unit.console.stub import OpenDoor, StubAcademy


def crowd(size: int) -> StubAcademy:
    """An academy of so many people, fifty to a page."""
    academy = StubAcademy()
    academy.people = [samples.make_user(f"Student {number:03d}") for number in range(size)]
    return academy


def table(desk: Desk) -> "ResourceTable[User]":
    """The table of the current screen."""
    return desk.app.screen.query_one(ResourceTable)


def questions(desk: Desk) -> list[ListUsers]:
    """What was asked about people."""
    return [asked for asked in desk.academy.asked if isinstance(asked, ListUsers)]


async def test_the_review_queue_is_what_courses_open_with() -> None:
    academy = StubAcademy()
    academy.courses[1] = replace(academy.courses[1], status=CourseStatus.DRAFT)
    async with open_desk(academy, at="courses") as desk:
        assert isinstance(desk.app.screen, CoursesScreen)
        assert desk.academy.asked[-1] == ListCoursesByStatus(status=CourseStatus.SUBMITTED)
        assert "Statistics" not in desk.text()


async def test_the_filter_key_goes_around() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("f", "f")
        assert questions(desk)[-1].role is Role.TEACHER
        assert "Amina Rahimi" in desk.text()
        assert "Ada Lovelace" not in desk.text()

        await desk.press("F", "F", "F")
        assert questions(desk)[-1].role is Role.ADMIN


async def test_a_filter_and_a_search_may_come_in_one_burst() -> None:
    async with open_desk(at="people") as desk:
        for key in ["f", "slash", *"amina"]:
            desk.app.simulate_key(key)

        await desk.until(lambda: questions(desk)[-1].search == "amina")
        await desk.settle()
        assert questions(desk)[-1].role is Role.STUDENT
        assert isinstance(desk.app.focused, SearchBox)


async def test_a_click_on_a_choice_chooses_it() -> None:
    async with open_desk(at="orders") as desk:
        await desk.pilot.click("#chip-paid")
        await desk.settle()

        assert desk.academy.asked[-1] == ListAllOrders(status=OrderStatus.PAID)


async def test_typing_searches_once_after_a_pause() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("slash")
        before = len(questions(desk))
        await desk.pilot.press(*"amina")

        await desk.until(lambda: questions(desk)[-1].search == "amina")
        await desk.settle()
        assert len(questions(desk)) == before + 1
        assert "Ada Lovelace" not in desk.text()


async def test_escape_takes_the_search_back_and_then_leads_home() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("slash", *"amina")
        await desk.until(lambda: questions(desk)[-1].search == "amina")
        await desk.press("enter")
        assert isinstance(desk.app.screen.focused, Rows)

        await desk.press("escape")
        await desk.until(lambda: questions(desk)[-1].search == "")
        assert desk.app.screen.query_one(SearchBox).value == ""

        await desk.press("escape")
        assert desk.app.current_mode == "home"


async def test_more_rows_are_fetched_as_the_cursor_nears_the_end() -> None:
    async with open_desk(crowd(120), at="people") as desk:
        assert len(table(desk).items) == 50
        assert "50 people, more below" in desk.text()

        await desk.press("ctrl+end")
        await desk.until(lambda: len(table(desk).items) == 100)
        assert table(desk).rows.cursor_row == 49

        await desk.press("ctrl+end")
        await desk.until(lambda: len(table(desk).items) == 120)
        assert [asked.after for asked in questions(desk)] == [None, "50", "100"]
        assert "more below" not in desk.text()


async def test_a_reload_brings_as_many_pages_and_keeps_the_cursor_on_its_row() -> None:
    async with open_desk(crowd(120), at="people") as desk:
        await desk.press("ctrl+end")
        await desk.until(lambda: len(table(desk).items) == 100)
        desk.academy.people.insert(0, samples.make_user("Somebody New"))

        await desk.press("r")

        await desk.until(lambda: len(table(desk).items) == 100)
        current = table(desk).current
        assert current is not None
        assert current.name == "Student 049"


async def test_rows_that_could_not_be_followed_stay_and_can_be_asked_for_again() -> None:
    async with open_desk(crowd(120), at="people") as desk:
        desk.academy.refusal = Unavailable("Away.")
        await desk.press("ctrl+end")
        await desk.until(lambda: "Away." in desk.text())
        assert len(table(desk).items) == 50

        desk.academy.refusal = None
        await desk.press("r")
        assert "Away." not in desk.text()


async def test_an_event_renews_the_list_that_is_shown() -> None:
    async with open_desk(at="people") as desk:
        desk.academy.people.insert(0, samples.make_user("Mary Somerville"))

        desk.live.post(LiveEvent("accounts.user.registered.v1", {}, samples.NOW))

        await desk.until(lambda: "Mary Somerville" in desk.text())


async def test_an_event_renews_a_hidden_list_when_it_is_shown_again() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("4")
        desk.academy.people.insert(0, samples.make_user("Mary Somerville"))
        desk.live.post(LiveEvent("accounts.user.registered.v1", {}, samples.NOW))
        await desk.settle()

        await desk.press("3")

        await desk.until(lambda: "Mary Somerville" in desk.text())


async def test_an_event_about_something_else_asks_nothing() -> None:
    async with open_desk(at="audit") as desk:
        desk.live.post(LiveEvent("payments.order.paid.v1", {}, samples.NOW))
        await desk.settle()

        assert desk.academy.asked.count(ListAuditEntries()) == 1


async def test_the_retry_button_of_a_failed_list_has_the_keyboard_and_works() -> None:
    academy = OpenDoor()
    academy.refusal = Unavailable("Away.")
    async with open_desk(academy, at="people") as desk:
        assert "Try again" in desk.text()

        desk.academy.refusal = None
        await desk.press("enter")

        assert "Ada Lovelace" in desk.text()
        assert isinstance(desk.app.screen.focused, Rows)


@pytest.mark.parametrize("silent", [True, False])
async def test_without_rows_the_keyboard_does_not_fall_into_the_search_box(
    silent: bool,  # noqa: FBT001 (an example)
) -> None:
    academy = OpenDoor()
    academy.people, academy.silent = [], silent
    async with open_desk(academy, at="people") as desk:
        assert not isinstance(desk.app.screen.focused, Input)
        await desk.press("4")
        assert desk.app.current_mode == "orders"


async def test_the_side_panel_follows_the_cursor_on_a_large_terminal() -> None:
    async with open_desk(size=LARGE, at="people") as desk:
        await desk.press("down")

        assert isinstance(desk.app.screen, PeopleScreen)
        assert "amina.rahimi@example.org" in desk.detail()
        assert "26 Aug 2025, 15:09:26 UTC" in desk.detail()


async def test_columns_follow_the_width_of_the_terminal() -> None:
    async with open_desk(at="courses") as desk:
        narrow = len(desk.app.screen.query_one(DataTable).columns)
        await desk.pilot.resize_terminal(*LARGE)
        await desk.settle()

        assert len(desk.app.screen.query_one(DataTable).columns) > narrow


async def test_a_lost_session_ends_at_the_door_with_the_reason() -> None:
    async with open_desk() as desk:
        desk.academy.refusal = SessionEnded("Sign in again.")
        desk.academy.stored = None
        await desk.press("3")
        await desk.until(lambda: desk.app.current_mode == "signin")
        await desk.settle()

        assert "Session ended. Sign in again." in desk.text()
        assert desk.app.user is None
