"""Proposals of new admins, and the answers to them."""

from uuid import UUID

from textual.widgets import TextArea

from console.messages import LiveEvent
from console.screens.proposals import ProposalsScreen
from contracts.accounts.proposals import ApproveRoleProposal, DeclineRoleProposal, ProposeAdmin
from contracts.base import Command
from contracts.errors import Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy

ADA = samples.make_people()[0]
AWAY = Unavailable("Away.")


def acts(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    return [asked for asked in desk.academy.asked if isinstance(asked, Command)]


async def test_choosing_admin_only_proposes_it() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("c", "up", "enter")
        assert "You only propose it" in desk.text()
        assert "Propose  ^s" in desk.text()
        await desk.press("tab", *"Because", "enter")
        await desk.until(lambda: desk.told("another admin has to approve"))
        assert acts(desk) == [ProposeAdmin(user_id=ADA.id, reason="Because")]


async def test_a_proposal_is_answered_by_another_admin_than_who_made_it() -> None:
    academy = StubAcademy()
    own = samples.make_proposal(id=UUID(int=1), proposer_id=samples.ADMIN.id, user_name="Jo Own")
    async with open_desk(academy, at="people") as desk:
        academy.proposals = [own, samples.make_proposal()]
        desk.live.post(LiveEvent("accounts.role.proposed.v1", {}, samples.NOW))
        await desk.until(lambda: "1 proposal of a new admin" in desk.text())
        assert "3 People 1" in desk.text()
        await desk.press("p")
        await desk.until(lambda: "Jo Own" in desk.text())
        assert "somebody else" in desk.text()
        await desk.press("a")
        assert isinstance(desk.app.screen, ProposalsScreen)
        await desk.press("down", "a")
        assert "Make Amina Rahimi an admin?" in desk.text()
        await desk.press("y")
        await desk.until(lambda: desk.told("is an admin now"))
        await desk.until(lambda: academy.proposals == [own])
        await desk.press("x", *"Mistake", "ctrl+s")
        await desk.until(lambda: "Nothing is proposed" in desk.text())
        expected = [
            ApproveRoleProposal(proposal_id=samples.make_proposal().id),
            DeclineRoleProposal(proposal_id=own.id, reason="Mistake"),
        ]
        assert acts(desk) == expected


async def test_why_a_proposal_is_declined_is_not_lost_by_a_refusal_or_a_wrong_key() -> None:
    academy = StubAcademy()
    academy.proposals = [samples.make_proposal()]
    async with open_desk(academy, at="people") as desk:
        await desk.press("p", "x", *"Too soon", "escape", "n")
        assert desk.app.screen.query_one(TextArea).text == "Too soon"
        academy.refusal = AWAY
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.told("Away."))
        academy.refusal = None

        await desk.press("x")
        assert desk.app.screen.query_one(TextArea).text == "Too soon"
        await desk.press("ctrl+s")
        await desk.until(lambda: academy.proposals == [])

        answer = DeclineRoleProposal(proposal_id=samples.make_proposal().id, reason="Too soon")
        assert acts(desk) == [answer, answer]


async def test_the_keys_of_a_proposal_change_with_the_row() -> None:
    academy = StubAcademy()
    own = samples.make_proposal(id=UUID(int=1), proposer_id=samples.ADMIN.id, user_name="Jo Own")
    academy.proposals = [own, samples.make_proposal()]
    async with open_desk(academy, at="people") as desk:
        await desk.press("p")
        await desk.until(lambda: "x Decline" in desk.text())
        assert "a Approve" not in desk.text()
        await desk.press("down")
        await desk.until(lambda: "a Approve" in desk.text())
        await desk.press("up")
        await desk.until(lambda: "a Approve" not in desk.text())


async def test_however_long_a_reason_is_what_follows_and_both_buttons_are_seen() -> None:
    academy = StubAcademy()
    academy.proposals = [samples.make_proposal(reason="Because.\n" * 60 + "The end.")]
    async with open_desk(academy, at="people") as desk:
        await desk.press("p")
        await desk.until(lambda: "a Approve" in desk.text())
        await desk.press("a")
        for words in ("Make Amina Rahimi an admin?", "They can do everything", "Approve  y"):
            assert words in desk.text()
        assert "The end." not in desk.text()
        for _ in range(60):
            await desk.pilot.press("down")
        await desk.until(lambda: "The end." in desk.text())
        await desk.press("up", "n")
        assert acts(desk) == []
