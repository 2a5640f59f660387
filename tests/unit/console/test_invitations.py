"""Invitations in the console: looking them up, inviting, mailing again, taking back."""

from functools import partial

import pytest
from textual.widgets import Static

from console.messages import LiveEvent
from console.screens.invitations import InvitationsScreen
from console.screens.people import PeopleScreen
from console.widgets.invite_dialog import InviteScreen
from contracts.accounts.errors import (
    AlreadyInvited,
    InvitationJustSent,
    RoleNotGrantable,
)
from contracts.accounts.invitations import (
    InvitationChanged,
    InvitationState,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.base import Command
from contracts.errors import Invalid, TooMany
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, SMALL, Desk, open_desk
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import StubAcademy

OPEN = samples.make_invitations()[0]


def questions(desk: Desk) -> list[ListInvitations]:
    """What was asked about invitations."""
    return [asked for asked in desk.academy.asked if isinstance(asked, ListInvitations)]


def asks_for(desk: Desk, state: str) -> bool:
    return questions(desk)[-1].state == state


def shows(desk: Desk, words: str) -> bool:
    """Whether something is said to be wrong, however its lines break."""
    troubles = desk.app.screen.query(".trouble.-wrong").results(Static)
    return any(words in str(trouble.render()) for trouble in troubles)


def acts(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    return [asked for asked in desk.academy.asked if isinstance(asked, Command)]


async def test_invitations_are_found_by_state_and_words() -> None:
    async with open_desk(size=LARGE, at="people") as desk:
        await desk.press("v")
        await desk.until(lambda: "emmy@example.org" in desk.text())
        assert "klein@example.org" not in desk.text()
        assert "in 7 d" in desk.text()
        assert "Emmy Noether" in desk.detail()
        await assert_looks_like(desk, "invitations-large")

        await desk.press("down")
        assert "by a file" in desk.detail()
        for state in ("accepted", "expired", "revoked"):
            await desk.press("f")
            await desk.until(partial(asks_for, desk, state))
        assert "weyl@example.org" in desk.text()
        assert "2 d ago" in desk.text()
        await desk.press("m", "x")
        assert acts(desk) == []

        await desk.press("f", "slash", *"klein", "enter")
        await desk.until(lambda: questions(desk)[-1] == ListInvitations(search="klein"))
        await desk.press("escape")
        await desk.until(lambda: questions(desk)[-1].search == "")
        await desk.press("escape")
        assert isinstance(desk.app.screen, PeopleScreen)


async def test_a_burst_of_changes_is_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InvitationsScreen, "CALM_SECONDS", 1.5)
    async with open_desk(at="people") as desk:
        await desk.press("v")
        before = len(questions(desk))
        desk.academy.invitations.append(samples.make_invitation("artin@example.org"))
        for _ in range(5):
            event = {"invitation_id": "x", "state": "pending"}
            desk.live.post(LiveEvent(InvitationChanged.event_type, event, samples.NOW))
            await desk.settle()
        await desk.until(lambda: "artin@example.org" in desk.text())
        assert len(questions(desk)) == before + 1

        await desk.press("n")
        desk.academy.invitations.append(samples.make_invitation("dedekind@example.org"))
        desk.live.post(LiveEvent(InvitationChanged.event_type, {}, samples.NOW))
        await desk.settle()
        assert len(questions(desk)) == before + 1
        await desk.press("escape")
        await desk.until(lambda: "dedekind@example.org" in desk.text())


REFUSALS = (
    (AlreadyInvited("Send it again."), "Already invited. Send it again.", "email"),
    (RoleNotGrantable("Choose another."), "cannot be given like this. Choose another.", "role"),
    (Invalid("", {"errors": [{"pointer": "/name", "detail": "Too odd."}]}), "Too odd.", "name"),
    (TooMany("Wait a little."), "Wait a little.", "email"),
)


async def test_what_is_refused_stands_at_its_field_and_everything_typed_stays() -> None:
    async with open_desk(size=SMALL, at="people") as desk:
        await desk.press("v")
        await assert_looks_like(desk, "invitations-small")
        await desk.press("n", *"emil@example", "ctrl+s")
        assert shows(desk, "Write the address as name@example.org.")
        assert acts(desk) == []
        await assert_looks_like(desk, "invite-refused")

        await desk.press(*".org", "tab", *"Emil Artin", "tab", "right", "enter", "tab")
        await desk.press("right", "enter")
        for refusal, words, field in REFUSALS:
            desk.academy.refusal = refusal
            await desk.press("ctrl+s")
            await desk.until(partial(shows, desk, words))
            assert desk.app.screen.focused is desk.app.screen.query_one(f"#{field}")
        desk.academy.refusal = None
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, InvitationsScreen))

        expected = Invite(
            email="emil@example.org", name="Emil Artin", role=Role.TEACHER, locale="ar"
        )
        assert acts(desk) == [expected] * 5
        assert desk.told("emil@example.org is invited as a teacher.")
        await desk.until(lambda: "emil@example.org" in desk.text())


@pytest.mark.parametrize("leaving", ["enter", "tab"])
async def test_keys_of_one_burst_reach_their_fields_and_only_ctrl_s_sends(leaving: str) -> None:
    async with open_desk(at="people") as desk:
        await desk.press("v", "n")
        for key in [*"emil@example.org", leaving, *"Emil Artin", leaving, "right", "enter"]:
            desk.app.simulate_key(key)
        await desk.settle()
        assert acts(desk) == []
        desk.app.simulate_key("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, InvitationsScreen))

        expected = Invite(
            email="emil@example.org", name="Emil Artin", role=Role.TEACHER, locale="en"
        )
        assert acts(desk) == [expected]


async def test_mailing_again_and_taking_back() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("v")
        desk.academy.refusal = InvitationJustSent("Wait a minute.")
        await desk.press("m")
        await desk.until(lambda: desk.told("Wait a minute."))
        desk.academy.refusal = None
        await desk.press("m")
        await desk.until(lambda: desk.told("emmy@example.org gets a fresh link"))

        await desk.press("x", "n")
        await desk.press("x")
        assert "The link in their mail stops working at once." in desk.text()
        await desk.press("y")
        await desk.until(lambda: desk.told("emmy@example.org is taken back"))
        resend, revoke = (
            ResendInvitation(invitation_id=OPEN.id),
            RevokeInvitation(invitation_id=OPEN.id),
        )
        assert acts(desk) == [resend, resend, revoke]
        await desk.until(lambda: "emmy@example.org" not in desk.text())
        assert desk.academy.invitations[0].state is InvitationState.REVOKED


async def test_support_invites_to_fewer_roles() -> None:
    academy = StubAcademy()
    academy.stored = samples.make_user("Mary Somerville", role=Role.SUPPORT)
    async with open_desk(academy, at="people") as desk:
        await desk.press("v", "n")
        assert isinstance(desk.app.screen, InviteScreen)
        assert "Teacher" in desk.text().title()
        assert "Moderator" not in desk.text().title()
