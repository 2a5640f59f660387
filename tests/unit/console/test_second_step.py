"""Staff set a second step up in the terminal: reminded first, led through it in the end."""

import stat
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Static

from console.screens.enrolment import in_groups
from console.second_step import time_left
from console.widgets.qr import drawn, modules_of
from contracts.accounts.errors import SecondFactorMissing, TotpNotStarted, WrongCode
from contracts.accounts.messages import ListUsers, User
from contracts.accounts.second_factors import ConfirmTotp, StartTotp
from contracts.errors import ServiceError, TooMany, Unavailable
from contracts.types import Page
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, SMALL, Desk, open_desk
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import StubAcademy
from tests.unit.console.stub_second_step import CODES, SECRET, URI

LATER = samples.NOW + timedelta(days=13, hours=5)
PAST = samples.NOW - timedelta(seconds=1)


class Confining(StubAcademy):
    """Refuses what the role would allow until a second factor is set up."""

    async def list_users(self, request: ListUsers) -> Page[User]:
        raise SecondFactorMissing("Set it up.")


def says(desk: Desk, words: str) -> bool:
    """Whether it stands below the code, however its lines break."""
    troubles = desk.app.screen.query(".trouble.-wrong").results(Static)
    return any(words in str(trouble.render()) for trouble in troubles)


def saved_in(folder: Path) -> tuple[list[str], int]:
    """What the only file there says, and who may read it."""
    (file,) = folder.iterdir()
    return file.read_text().split(), stat.S_IMODE(file.stat().st_mode)


def inside(desk: Desk) -> bool:
    return desk.app.user is not None and desk.app.current_mode == "home"


async def knock(desk: Desk) -> None:
    await desk.press(*"sam@academy.example", "tab", *"secret", "enter")
    await desk.until(lambda: "Set up a second step" in desk.text())


async def open_enrolment(desk: Desk) -> None:
    await desk.press("y")
    await desk.until(lambda: "JBSW Y3DP" in desk.text())


async def copy_the_secret(desk: Desk) -> None:
    await desk.press("ctrl+y")
    assert desk.app.clipboard == SECRET
    await desk.press("ctrl+t")
    assert desk.app.clipboard == URI


async def confirm(desk: Desk) -> None:
    """Write the code that the app shows; five digits are not enough."""
    await desk.press(*"12345", "enter")
    assert "It has six digits." in desk.text()
    await desk.press("6", "enter")
    await desk.until(lambda: CODES[0] in desk.text())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_whoever_has_no_second_step_sets_one_up_at_the_door(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    name = "small" if size == SMALL else "large"
    academy = StubAcademy()
    academy.stored, academy.due_at = None, PAST
    async with open_desk(academy, size) as desk:
        await knock(desk)
        assert "Sign out" in desk.text()
        assert "Later" not in desk.text()
        await open_enrolment(desk)
        await assert_looks_like(desk, f"enrolment-{name}")
        await copy_the_secret(desk)
        await confirm(desk)
        await desk.press("escape", "c")
        assert desk.app.clipboard == "\n".join(CODES)
        await assert_looks_like(desk, f"recovery-codes-{name}")
        await desk.press("s", "ctrl+s")
        await desk.until(lambda: "Saved in" in desk.text())
        assert not inside(desk)
        await desk.press("k")
        await desk.until(lambda: inside(desk))

    assert saved_in(tmp_path) == (CODES, 0o600)
    assert ConfirmTotp(code="123456") in academy.asked
    assert academy.renewed == 1


async def test_in_the_days_of_grace_it_can_wait() -> None:
    academy = StubAcademy()
    academy.stored, academy.due_at = None, LATER
    async with open_desk(academy) as desk:
        await knock(desk)
        assert "13 days left, until 27 Mar 2026" in desk.text()
        await assert_looks_like(desk, "second-step-due")
        await open_enrolment(desk)
        await desk.press("escape")
        await desk.until(lambda: "Later" in desk.text())
        await desk.press("n")
        await desk.until(lambda: inside(desk))
        assert academy.renewed == 0


async def test_an_earlier_session_is_reminded_only_but_not_beyond_the_grace() -> None:
    academy = Confining()
    academy.due_at = LATER
    async with open_desk(academy) as desk:
        await desk.until(lambda: desk.told("13 days left"))
        assert inside(desk)
        await desk.press("3")
        await desk.until(lambda: "Sign out" in desk.text())
        assert desk.app.user is None
        await desk.press("n")
        await desk.until(lambda: "You signed out." in desk.text())
        assert academy.stored is None


async def test_a_factor_that_was_set_up_elsewhere_needs_only_a_new_token() -> None:
    academy = Confining()
    async with open_desk(academy) as desk:
        await desk.press("3")
        await desk.until(lambda: academy.renewed == 1 and inside(desk))


REFUSALS: tuple[tuple[ServiceError, str], ...] = (
    (WrongCode("It is wrong, used already or too old."), "Code not accepted. It is wrong"),
    (TooMany("Wait a little."), "Wait a little."),
    (Unavailable("It cannot be reached."), "It cannot be reached."),
    (TotpNotStarted("Show the picture again."), "Start again. Show the picture"),
)


async def test_a_code_that_does_not_count_is_asked_for_again() -> None:
    academy = StubAcademy()
    async with open_desk(academy) as desk:
        academy.refusal = Unavailable("It cannot be reached.")
        await desk.app.run_action("set_up_app")
        await desk.until(lambda: desk.told("It cannot be reached."))
        academy.refusal, academy.totp_since = None, samples.NOW - timedelta(days=40)
        await desk.app.run_action("set_up_app")
        await desk.until(lambda: "Replace your authenticator app?" in desk.text())
        academy.refusal = Unavailable("It cannot be reached.")
        await desk.press("y")
        await desk.until(lambda: "The secret did not arrive" in desk.text())
        academy.refusal = None
        await desk.press("enter")
        await desk.until(lambda: "JBSW Y3DP" in desk.text())

        for refusal, words in REFUSALS:
            academy.refusal = refusal
            await desk.press(*"123456", "enter")
            await desk.until(partial(says, desk, words))
        academy.refusal = None
        await desk.press("enter")
        await desk.until(lambda: "JBSW Y3DP" in desk.text())
        assert sum(isinstance(asked, StartTotp) for asked in academy.asked) == 4
        await desk.press(*"654321", "enter")
        await desk.until(lambda: desk.told("counts from now on"))
        assert inside(desk)


def test_a_secret_is_read_in_groups() -> None:
    assert in_groups(SECRET) == "JBSW Y3DP EHPK 3PXP\nJBSW Y3DP EHPK 3PXP"


def test_a_picture_is_drawn_with_two_modules_in_each_letter() -> None:
    modules = modules_of(URI)
    lines = drawn(modules).plain.split("\n")
    assert (len(lines), len(lines[0])) == (21, 41)
    assert not any(modules[0])
    assert len(modules) == len(modules[0]) == 41


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=2), "2 days"),
        (timedelta(days=1, hours=23), "1 day"),
        (timedelta(hours=23), "less than a day"),
    ],
)
def test_days_of_grace_are_counted_in_whole_days(left: timedelta, words: str) -> None:
    assert time_left(samples.NOW + left, samples.NOW) == words
