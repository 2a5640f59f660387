"""Keys: found by name, explained, and in one burst meant for where they go."""

from textual.widgets import TextArea

from console.widgets.role_dialog import RoleScreen
from contracts.accounts.messages import SignIn
from tests.unit.console.driving import open_desk
from tests.unit.console.stub import StubAcademy


async def test_every_key_can_be_found_by_name() -> None:
    async with open_desk(at="people") as desk:
        described = {
            active.binding.description
            for active in desk.app.screen.active_bindings.values()
            if active.binding.tooltip and active.enabled
        }
        await desk.press("ctrl+p", *"change role")
        await desk.until(lambda: "Give the person another role." in desk.text())
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, RoleScreen))

    assert {"Search", "Filter", "Reload", "Change role", "Go to Orders", "Quit"} <= described


async def test_every_binding_of_ours_has_a_tooltip() -> None:
    async with open_desk() as desk:
        for key in "12345":
            await desk.press(key)
            silent = [
                active.binding
                for active in desk.app.screen.active_bindings.values()
                if active.binding.show and not active.binding.tooltip
            ]
            assert silent == [] or {binding.action for binding in silent} == {"command_palette"}


async def test_the_help_lists_the_keys_of_the_screen_below() -> None:
    async with open_desk(size=(80, 40), at="people") as desk:
        await desk.press("question_mark")

        assert "Give the person another role." in desk.text()
        assert "Open the audit screen." in desk.text()
        await desk.press("escape")
        assert desk.app.current_mode == "people"


async def test_the_editor_has_the_keyboard_at_once() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "x", "q")

        assert desk.app.screen.query_one(TextArea).text == "q"


async def test_keys_that_come_in_one_burst_reach_the_field_they_were_meant_for() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        for key in [*"grace@example.org", "tab", *"secret", "enter"]:
            desk.app.simulate_key(key)

        await desk.until(lambda: "Activity" in desk.text())
        await desk.settle()
        expected = SignIn(email="grace@example.org", password="secret")
        assert desk.academy.asked[0] == expected


async def test_ctrl_c_copies_what_is_selected_and_otherwise_ends_the_console() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("v", "n", *"emil@example.org", "shift+home", "ctrl+c")
        assert desk.app.clipboard == "emil@example.org"
        assert desk.app.is_running
        await desk.press("end")
        desk.app.simulate_key("ctrl+c")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.return_code == 0


async def test_ctrl_c_never_copies_a_password() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        await desk.press(*"a@b.c", "enter", *"secret", "shift+home")
        desk.app.simulate_key("ctrl+c")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.clipboard == ""
