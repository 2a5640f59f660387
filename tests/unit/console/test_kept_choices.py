"""What was chosen and written is there again after a refusal, and is not thrown away by a slip."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from textual.widgets import Input, RadioSet

from console.person_story import GetPersonStory, PersonStory
from console.widgets.choice_dialog import ChoiceScreen
from console.widgets.confirm import ConfirmScreen
from console.widgets.role_dialog import RoleScreen
from contracts.accounts.impersonation import StartImpersonation
from contracts.accounts.messages import ChangeRole
from contracts.accounts.people import SignUserOut
from contracts.base import Command
from contracts.errors import Unavailable
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy

ADA, BORIS = samples.make_people()[:2]
AWAY = Unavailable("Try again soon.")


def acts(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    return [asked for asked in desk.academy.asked if isinstance(asked, Command)]


def reason(desk: Desk) -> str:
    """What stands in the line of the reason."""
    return desk.app.screen.query_one(Input).value


async def open_story(desk: Desk) -> None:
    """Open the first person's screen."""
    await desk.press("enter")
    await desk.until(lambda: "Ways to sign in" in desk.text())


async def be_refused(desk: Desk, *keys: str) -> None:
    """Fill a dialog in and send it while the academy is away."""
    desk.academy.refusal = AWAY
    await desk.press(*keys)
    await desk.until(lambda: desk.told(AWAY.detail))
    desk.academy.refusal = None


async def test_a_refused_role_and_its_reason_are_there_the_next_time() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("c", "down", "enter", "tab")
        await be_refused(desk, *"Teaches engines", "enter")

        await desk.press("c")
        assert isinstance(desk.app.screen, RoleScreen)
        assert reason(desk) == "Teaches engines"
        assert "They can write courses" in desk.text()
        await desk.press("tab", *" well", "enter")
        await desk.until(lambda: desk.told("is now a teacher"))
        expected = ChangeRole(user_id=ADA.id, role=Role.TEACHER, reason="Teaches engines well")
        assert acts(desk)[-1] == expected

        await desk.press("c")
        assert reason(desk) == ""


async def test_a_refused_reason_is_kept_for_its_own_person() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("c", "down", "enter", "tab")
        await be_refused(desk, *"Teaches", "enter")
        await desk.press("down", "c")
        dialog = desk.app.screen
        assert isinstance(dialog, RoleScreen)
        assert (dialog.user.id, dialog.role, reason(desk)) == (BORIS.id, BORIS.role, "")


async def test_a_refused_device_and_its_reason_are_there_the_next_time() -> None:
    async with open_desk(at="people") as desk:
        await open_story(desk)
        await desk.press("o", "down")
        await be_refused(desk, *"Stolen", "enter")

        await desk.press("o")
        assert isinstance(desk.app.screen, ChoiceScreen)
        assert reason(desk) == "Stolen"
        await desk.press("enter")
        await desk.until(lambda: desk.told("signed out on one device"))
        device = samples.make_id("Firefox on Linux")
        assert acts(desk)[-1] == SignUserOut(user_id=ADA.id, reason="Stolen", session_id=device)


class Roaming(StubAcademy):
    """The person's devices change while staff looks at them."""

    devices: Sequence[str] = ("laptop", "phone")

    async def get_person_story(self, request: GetPersonStory) -> PersonStory:
        story = await super().get_person_story(request)
        devices = [samples.make_device(name) for name in self.devices]
        return replace(story, person=replace(story.person, devices=devices))


@pytest.mark.parametrize(("devices", "at"), [(("new", "laptop", "phone"), 2), (("phone",), 0)])
async def test_a_refused_device_is_not_taken_for_another(devices: Sequence[str], at: int) -> None:
    academy = Roaming()
    async with open_desk(academy, at="people") as desk:
        await open_story(desk)
        await desk.press("o", "down")
        await be_refused(desk, *"Stolen", "enter")
        academy.devices = devices
        await desk.press("r", "o")

        assert desk.app.screen.query_one(RadioSet).pressed_index == at
        assert reason(desk) == "Stolen"


async def test_a_refused_view_and_its_reason_are_there_the_next_time() -> None:
    async with open_desk(at="people") as desk:
        await open_story(desk)
        await desk.press("i", "down")
        await be_refused(desk, *"They asked", "enter")

        await desk.press("i")
        assert reason(desk) == "They asked"
        await desk.press("ctrl+s")
        await desk.until(lambda: len(acts(desk)) == 2)
        assert acts(desk)[-1] == StartImpersonation(user_id=ADA.id, reason="They asked", write=True)


@pytest.mark.parametrize(
    ("keys", "dialog"), [(["c", "tab"], RoleScreen), (["o"], ChoiceScreen)], ids=["role", "choice"]
)
async def test_a_written_reason_is_not_lost_by_one_key(keys: list[str], dialog: type) -> None:
    async with open_desk(at="people") as desk:
        await desk.press(*keys, "escape")
        assert not desk.app.screen.is_modal

        await desk.press(*keys, *"Because", "escape")
        assert isinstance(desk.app.screen, ConfirmScreen)
        assert "7 characters would be lost." in desk.text()
        await desk.press("n")
        assert isinstance(desk.app.screen, dialog)
        assert reason(desk) == "Because"
        await desk.press("escape", "y")
        assert not desk.app.screen.is_modal
        await desk.press(*keys)
        assert reason(desk) == ""
        assert acts(desk) == []
