"""One person's story, and what staff do about them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.messages import LiveEvent
from console.person_story import GetPersonStory, PersonStory
from console.screens.people import PeopleScreen
from console.treatment import TREATMENTS, makes_sense
from console.widgets import view_link
from console.widgets.view_link import ViewLinkScreen
from contracts.accounts.errors import OwnAccount
from contracts.accounts.impersonation import StartImpersonation
from contracts.accounts.messages import ListUsers, User, UserStatus
from contracts.accounts.people import ResetSecondFactor, RestoreUser, SignUserOut, SuspendUser
from contracts.base import Command
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, Desk, open_desk
from tests.unit.console.stub import StubAcademy

ADA = samples.make_people()[0]
STORY = (
    "Ada Lovelace",
    "ada.lovelace@example.org",
    "confirmed",
    "Authenticator app",
    "Recovery codes left",
    "Google",
    "Firefox on Linux",
    "viewed as",
    "3 of 5",
    "Statistics without tears",
    "A-000001",
    "role changed",
    "the latest 3",
)


def acts(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    return [asked for asked in desk.academy.asked if isinstance(asked, Command)]


def stories(desk: Desk) -> int:
    """How often the story was fetched."""
    return sum(isinstance(asked, GetPersonStory) for asked in desk.academy.asked)


async def test_the_whole_story_stands_on_one_screen_and_follows_events() -> None:
    academy = StubAcademy()
    async with open_desk(academy, LARGE, at="people") as desk:
        await desk.press("enter")
        await desk.until(lambda: "Ways to sign in" in desk.text())
        shown = desk.text()
        for words in STORY:
            assert words in shown

        before = stories(desk)
        desk.live.post(LiveEvent("payments.order.paid.v1", {"buyer_id": "x"}, samples.NOW))
        academy.services_away = True
        event = {"buyer_id": str(ADA.id)}
        desk.live.post(LiveEvent("payments.order.paid.v1", event, samples.NOW))
        await desk.until(lambda: "Orders did not arrive" in desk.text())
        assert stories(desk) == before + 1
        academy.services_away = False
        await desk.press("r")
        await desk.until(lambda: "did not arrive" not in desk.text())

        academy.refusal = OwnAccount("Not you.")
        await desk.press("r")
        await desk.until(lambda: "Not up to date. Your own account. Not you." in desk.text())
        await desk.press("escape")
        assert isinstance(desk.app.screen, PeopleScreen)


async def test_suspending_and_restoring_say_what_follows_and_what_came_of_it() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("enter")
        await desk.until(lambda: "Ways to sign in" in desk.text())
        await desk.press("s")
        assert "signed out everywhere at once" in desk.text()
        await desk.press(*"Spam", "ctrl+s")
        await desk.until(lambda: desk.told("suspended and signed out everywhere"))
        await desk.until(lambda: "s Restore" in desk.text())
        await desk.press("s", *"Talked", "ctrl+s")
        await desk.until(lambda: desk.told("can sign in again"))
        expected = [
            SuspendUser(user_id=ADA.id, reason="Spam"),
            RestoreUser(user_id=ADA.id, reason="Talked"),
        ]
        assert acts(desk) == expected

        await desk.until(lambda: "s Suspend" in desk.text())
        desk.academy.refusal = OwnAccount("Ask somebody else.")
        await desk.press("x")
        assert "Take every second factor from Ada Lovelace?" in desk.text()
        await desk.press(*"Lost", "ctrl+s")
        await desk.until(lambda: desk.told("Your own account. Ask somebody else."))
        assert acts(desk)[-1] == ResetSecondFactor(user_id=ADA.id, reason="Lost")


async def test_one_device_of_several_can_be_signed_out() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("enter")
        await desk.until(lambda: "Ways to sign in" in desk.text())
        await desk.press("o", "down", *"Stolen", "enter")
        await desk.until(lambda: desk.told("signed out on one device"))
        device = samples.make_id("Firefox on Linux")
        expected = SignUserOut(user_id=ADA.id, reason="Stolen", session_id=device)
        assert acts(desk) == [expected]


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class WellConnected(StubAcademy):
    """Everybody is signed in on a dozen devices of one kind."""

    async def get_person_story(self, request: GetPersonStory) -> PersonStory:
        story = await super().get_person_story(request)
        devices = [
            samples.make_device(f"{at}", user_agent=FIREFOX, address=f"192.0.2.{at}")
            for at in range(100, 112)
        ]
        devices[-1] = replace(devices[-1], impersonated=True)
        return replace(story, person=replace(story.person, devices=devices))


async def test_devices_of_one_kind_are_told_apart_and_leave_room_for_the_reason() -> None:
    async with open_desk(WellConnected(), at="people") as desk:
        await desk.press("enter")
        await desk.until(lambda: "Ways to sign in" in desk.text())
        await desk.press("o")
        for words in ("192.0.2.100 · 20 min ago · Firefox on Linux", "Reason, for the", "^s"):
            assert words in desk.text()
        assert "192.0.2.111 · " not in desk.text()
        await desk.press("up")
        await desk.until(lambda: "192.0.2.111 · 20 min ago · viewed as" in desk.text())
        await desk.press(*"Stolen", "enter")
        await desk.until(lambda: desk.told("signed out on one device"))
        (ending,) = acts(desk)
        assert isinstance(ending, SignUserOut)
        assert ending.session_id == samples.make_id("111")


async def test_a_view_opens_by_a_link_that_can_be_copied_and_opened_for_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_link(link: str) -> bool:
        opened.append(link)
        return True

    monkeypatch.setattr(view_link, "has_browser", lambda: True)
    monkeypatch.setattr(view_link, "open_link", open_link)
    async with open_desk(at="people") as desk:
        await desk.press("enter")
        await desk.until(lambda: "Ways to sign in" in desk.text())
        await desk.press("i", "down", *"Ticket 7", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, ViewLinkScreen))
        assert acts(desk)[-1] == StartImpersonation(user_id=ADA.id, reason="Ticket 7", write=True)
        link = "http://127.0.0.1:8000/impersonation#code=Zm9v-code"
        await desk.until(lambda: link in desk.text())
        assert "within 60 s" in desk.text()
        await desk.press("c", "o")
        assert desk.app.clipboard == link
        await desk.until(lambda: opened == [link])
        desk.app.clock = lambda: samples.NOW + timedelta(seconds=61)
        await desk.until(lambda: "too old now" in desk.text())
        await desk.press("o")
        assert opened == [link]


def test_what_an_opened_browser_says_is_not_written_over_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened, opener = tmp_path / "opened", tmp_path / "xdg-open"
    os.mkfifo(opened)
    opener.write_text(f'#!/bin/sh\necho out\necho err >&2\necho "$1" > {opened}\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert view_link.open_link("http://127.0.0.1:8000/x#code=y")

    assert opened.read_text() == "http://127.0.0.1:8000/x#code=y\n"
    assert capfd.readouterr() == ("", "")


async def test_trying_again_says_that_the_person_is_being_fetched() -> None:
    academy = StubAcademy()
    async with open_desk(academy, at="people") as desk:
        academy.refusal = OwnAccount("Not now.")
        await desk.press("enter")
        await desk.until(lambda: "This person did not arrive" in desk.text())
        academy.silent = True
        await desk.press("enter")
        await desk.until(lambda: "Fetching everything about this person" in desk.text())


async def test_people_are_filtered_by_status() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("t", "t")
        await desk.until(lambda: "Only unconfirmed people" in desk.text())
        await desk.until(lambda: "Ada Lovelace" not in desk.text())
        asked = [each for each in desk.academy.asked if isinstance(each, ListUsers)]
        assert asked[-1].status is UserStatus.UNCONFIRMED


def test_what_makes_no_sense_is_not_offered() -> None:
    support = samples.make_user("Hana Kim", role=Role.SUPPORT)
    story = samples.make_story(ADA).person
    admin, erased = samples.ADMIN, samples.make_user(status=UserStatus.ERASED)

    def offered(actor: User, user: User) -> set[str]:
        return {name for name in TREATMENTS if makes_sense(name, actor, user, story)}

    assert offered(admin, admin) == set()
    assert offered(admin, erased) == set()
    assert offered(support, admin) == set()
    assert offered(admin, ADA) == TREATMENTS - {"restore", "resend"}
    suspended = samples.make_user(status=UserStatus.SUSPENDED)
    assert offered(admin, suspended) == {"restore", "reset_factor", "change_role"}
