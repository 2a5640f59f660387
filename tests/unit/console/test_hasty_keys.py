"""Keys that come before the rows do: Enter after a search, Enter while a list loads."""

import pytest

from console.messages import LoadFailed
from console.screens.people import PeopleScreen
from console.widgets import filter_bar
from console.widgets.filter_bar import SearchBox
from console.widgets.resource_table import ResourceTable
from contracts.accounts.messages import ListUsers, User
from contracts.errors import Unavailable
from contracts.types import Page
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy


def searches(desk: Desk) -> list[str]:
    """What was searched for among people."""
    return [asked.search for asked in desk.academy.asked if isinstance(asked, ListUsers)]


def still_in_the_list(desk: Desk) -> bool:
    return isinstance(desk.app.screen, PeopleScreen)


async def test_enter_ends_the_search_at_once_and_enter_again_opens_what_it_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filter_bar, "_PAUSE_SECONDS", 3600)
    async with open_desk() as desk:
        await desk.press("3", "slash")
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
    async with open_desk(Slow()) as desk:
        await desk.press("3", "slash")
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
