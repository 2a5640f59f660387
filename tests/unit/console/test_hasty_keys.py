"""Keys that come before the rows do: Enter after a search, Enter while a list loads."""

from functools import partial

import pytest

from console.messages import LoadFailed
from console.screens.people import PeopleScreen
from console.screens.person import PersonScreen
from console.widgets import filter_bar
from console.widgets.filter_bar import SearchBox
from console.widgets.resource_table import ResourceTable, Rows
from contracts.accounts.messages import ListUsers, User
from contracts.errors import Unavailable
from contracts.types import Page
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy


def searches(desk: Desk) -> list[str]:
    """What was searched for among people."""
    return [asked.search for asked in desk.academy.asked if isinstance(asked, ListUsers)]


def has(table: "ResourceTable[User]", rows: int) -> bool:
    return len(table.items) == rows


def still_in_the_list(desk: Desk) -> bool:
    return isinstance(desk.app.screen, PeopleScreen)


async def test_enter_ends_the_search_at_once_and_enter_again_opens_what_it_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filter_bar, "_PAUSE_SECONDS", 3600)
    async with open_desk(at="people") as desk:
        await desk.press("slash")
        desk.app.screen.query_one(SearchBox).value = "amina"
        await desk.press("enter", "enter")

        await desk.until(lambda: not still_in_the_list(desk))
        assert searches(desk)[-1] == "amina"
        assert "Amina Rahimi" in desk.text()


class Slow(StubAcademy):
    """Rows come when the test lets them."""

    async def list_users(self, request: ListUsers) -> Page[User]:
        self.silent = bool(request.search)
        return await super().list_users(request)


async def test_enter_before_the_rows_opens_the_first_when_they_arrive() -> None:
    async with open_desk(Slow(), at="people") as desk:
        await desk.press("slash")
        desk.app.screen.query_one(SearchBox).value = "amina"
        await desk.press("enter", "enter")
        screen, table = desk.app.screen, desk.app.screen.query_one(ResourceTable)
        assert table.has_class("-loading")
        table.show_items([samples.make_people()[1]], more=False)
        await desk.until(lambda: not still_in_the_list(desk))
        await desk.press("escape")

        for prevented in ("key", "failure", "nothing"):
            await desk.until(lambda: desk.app.screen is screen)
            table.show_items([], more=False)
            table.show_loading()
            await desk.settle()
            await desk.press("enter")
            if prevented == "key":
                await desk.press("down")
            elif prevented == "failure":
                screen.post_message(LoadFailed(Unavailable("Away.")))
                await desk.settle()
            else:
                table.show_items([], more=False)
            table.show_items([samples.make_people()[0]], more=False)
            await desk.settle()
            assert still_in_the_list(desk), prevented


async def test_a_place_is_gone_to_while_a_screen_above_it_is_being_built() -> None:
    async with open_desk(at="people") as desk:
        someone = samples.make_people()[1]
        desk.app.push_screen(PersonScreen(desk.academy, someone.id))
        await desk.app.action_go("people")
        await desk.settle()
        assert still_in_the_list(desk)
        await desk.press("enter")
        assert not still_in_the_list(desk)


async def test_appending_leaves_the_rows_alone_that_are_there() -> None:
    academy = StubAcademy()
    academy.people = [samples.make_user(f"Student {number:03d}") for number in range(400)]
    async with open_desk(academy, at="people") as desk:
        table: ResourceTable[User] = desk.app.screen.query_one(ResourceTable)
        first = table.query_one(Rows).get_row_at(0)
        for pages in range(2, 8):
            await desk.press("ctrl+end")
            await desk.until(partial(has, table, 50 * pages))
        assert table.query_one(Rows).get_row_at(0)[0] is first[0]

        asked = len(searches(desk))
        academy.people[0] = samples.make_user("Student 000", email="new@example.org")
        academy.people.insert(0, samples.make_user("Somebody New"))
        await desk.press("ctrl+home", "r")
        await desk.until(lambda: len(table.items) == 351)
        assert len(searches(desk)) == asked + 4
        names = [item.name for item in table.items]
        assert names == [user.name for user in academy.people[:351]]
        await desk.press("ctrl+end")
        await desk.until(lambda: len(table.items) == 400)
