"""Keys that come while an answer is on its way neither lose it nor send an act twice."""

from pathlib import Path

from console.screens.courses import CoursesScreen
from console.screens.enrolment import EnrolmentScreen
from console.screens.help import HelpScreen
from console.screens.import_check import CheckScreen
from console.screens.import_run import ImportRunScreen
from console.widgets.invite_dialog import InviteScreen
from console.widgets.role_dialog import RoleScreen
from contracts.accounts.imports import StartImport
from contracts.accounts.invitations import Invite, ResendInvitation
from contracts.accounts.people import SuspendUser
from contracts.accounts.proposals import ApproveRoleProposal
from contracts.accounts.second_factors import ConfirmTotp
from contracts.courses.publication import ReviewCheck
from contracts.courses.review import ApproveCourse
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import Held
from tests.unit.console.stub_second_step import CODES

TICKS = ["space", "down"] * len(ReviewCheck)


async def test_recovery_codes_are_shown_however_hastily_keys_follow_the_code() -> None:
    academy = Held(ConfirmTotp)
    async with open_desk(academy) as desk:
        await desk.app.run_action("set_up_app")
        await desk.until(lambda: "JBSW Y3DP" in desk.text())
        await desk.press(*"123456", "enter", "enter", "escape")
        assert isinstance(desk.app.screen, EnrolmentScreen)
        academy.go.set()
        await desk.until(lambda: CODES[0] in desk.text())
        await desk.press("k")
        await desk.until(lambda: desk.told("counts from now on"))
        assert academy.asked_for() == 1
        assert academy.renewed == 1


async def test_a_dialog_that_sends_is_neither_given_up_nor_covered_by_the_palette() -> None:
    academy = Held(Invite)
    async with open_desk(academy, at="people") as desk:
        await desk.press("v", "n", *"emil@example.org", "ctrl+s")
        for key in ("ctrl+p", "escape"):
            await desk.press(key)
            assert isinstance(desk.app.screen, InviteScreen), key
        academy.go.set()
        await desk.until(lambda: desk.told("emil@example.org is invited"))
        assert not desk.app.screen.is_modal


async def start_import(desk: Desk, folder: Path) -> None:
    """Begin an import whose answer is not there yet."""
    path = folder / "class-7b.csv"
    path.write_text("email\npupil@example.org\n")
    desk.app.push_screen(CheckScreen(desk.academy, path))
    await desk.until(lambda: "3 ready" in desk.text())
    await desk.press("s", "y")


async def test_an_import_that_begins_while_another_place_is_looked_at_is_told(
    tmp_path: Path,
) -> None:
    academy = Held(StartImport)
    async with open_desk(academy, at="people") as desk:
        await start_import(desk, tmp_path)
        await desk.press("s", "y", "1")
        academy.go.set()
        await desk.until(lambda: desk.told("among the imports"))
        assert desk.app.current_mode == "home"
        assert academy.asked_for() == 1


async def test_an_import_that_begins_below_the_help_is_shown_once_that_is_read(
    tmp_path: Path,
) -> None:
    academy = Held(StartImport)
    async with open_desk(academy, at="people") as desk:
        await start_import(desk, tmp_path)
        await desk.press("question_mark")
        academy.go.set()
        await desk.until(lambda: desk.told("among the imports"))
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, ImportRunScreen))


async def test_a_decision_made_below_the_help_leads_back_once_that_is_read() -> None:
    academy = Held(ApproveCourse)
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "a", *TICKS, "ctrl+s", "a", "question_mark")
        academy.go.set()
        await desk.until(lambda: desk.told("is in the catalog"))
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert academy.asked_for() == 1


async def test_a_second_act_waits_for_the_answer_to_the_first() -> None:
    academy = Held(SuspendUser)
    async with open_desk(academy, at="people") as desk:
        await desk.press("s", *"Spam", "ctrl+s", "s", "c", "i")
        assert not desk.app.screen.is_modal
        academy.go.set()
        await desk.until(lambda: desk.told("suspended and signed out everywhere"))
        await desk.press("c")
        assert isinstance(desk.app.screen, RoleScreen)


async def test_a_second_invitation_is_left_alone_until_the_first_is_mailed() -> None:
    academy = Held(ResendInvitation)
    async with open_desk(academy, at="people") as desk:
        await desk.press("v", "m", "m", "x", "n")
        assert not desk.app.screen.is_modal
        academy.go.set()
        await desk.until(lambda: desk.told("gets a fresh link"))
        assert academy.asked_for() == 1


async def test_a_second_proposal_is_left_alone_until_the_first_is_answered() -> None:
    academy = Held(ApproveRoleProposal)
    academy.proposals = [samples.make_proposal()]
    async with open_desk(academy, at="people") as desk:
        await desk.press("p")
        await desk.until(lambda: "a Approve" in desk.text())
        await desk.press("a", "y", "a", "x")
        assert not desk.app.screen.is_modal
        assert "Sending your answer" in desk.text()
        academy.go.set()
        await desk.until(lambda: desk.told("is an admin now"))
        assert academy.asked_for() == 1
