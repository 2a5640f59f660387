"""Who may do what at the console: two admins make a third, the others see what is theirs."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from tests.e2e.people import PASSWORD, Person
from tests.e2e.terminal import LARGE, SMALL, Terminal, in_size, open_person, sign_in, written

pytestmark = pytest.mark.e2e

GROUPS = re.compile(r"\b(?:[A-Z2-7]{4} ){3}[A-Z2-7]{4}\b")


def leave(terminal: Terminal) -> None:
    """Sign out by the palette."""
    terminal.press("C-p")
    terminal.wait_for("Search for commands")
    terminal.write("Sign out")
    terminal.wait_for_no("Use dark colors")
    terminal.wait_for("End this session")
    terminal.press("Enter")
    terminal.wait_for("forgets it", "Sign out  y")
    terminal.press("y")
    terminal.wait_for("You signed out.")


def propose(terminal: Terminal, email: str, reason: str) -> None:
    """Propose somebody as an admin."""
    open_person(terminal, email)
    terminal.press("c")
    terminal.wait_for("Which role for Noor Saleh?")
    terminal.press("Up", "Enter")
    terminal.wait_for("You only propose it")
    terminal.press("Tab")
    terminal.write(reason)
    terminal.press("Enter")
    terminal.wait_for("is proposed as an admin", "proposed them as an admin")


async def test_two_admins_make_a_third(terminal: Terminal, student: Person, admin: Person) -> None:
    me = await student.get("/v1/me")
    sign_in(terminal, "admin@academy.example")
    propose(terminal, me["email"], reason=f"For {me['id']}")
    assert (await admin.get(f"/v1/admin/users/{me['id']}/account"))["user"]["role"] == "student"
    terminal.press("3")
    terminal.wait_for("⏎ Open")
    terminal.press("p")
    terminal.wait_for("Proposed admins", "somebody else")
    assert "a Approve" not in terminal.screen()
    leave(terminal)

    sign_in(terminal, "admin2@academy.example")
    terminal.wait_for("● live", "Revenue")
    terminal.press("3")
    terminal.wait_for("of a new admin: press p")
    terminal.press("p")
    terminal.wait_for("Proposed admins", "Noor Saleh", "your answer", "a Approve")
    terminal.press("a")
    terminal.wait_for("Make Noor Saleh an admin?")
    terminal.press("y")
    terminal.wait_for("Noor Saleh is an admin now")

    found = await admin.get(f"/v1/admin/users/{me['id']}/account")
    assert found["user"]["role"] == "admin"


def sees_only(terminal: Terminal, seen: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    """Neither the first line nor a key nor the palette leads to what is not theirs."""
    home = terminal.wait_for("● live", "Revenue", *seen)
    assert not [place for place in hidden if place in home]
    for place in hidden:
        terminal.press(place[0])
    terminal.press("C-p")
    offered = terminal.wait_for("Use dark colors", "Reload")
    assert not [place for place in hidden if f"Go to {place[2:]}" in offered]
    terminal.press("Escape")
    terminal.wait_for("Revenue", "q Quit")


@in_size(SMALL)
async def test_a_moderator_sees_only_courses(terminal: Terminal) -> None:
    sign_in(terminal, "moderator@academy.example")
    sees_only(terminal, ("2 Courses",), ("3 People", "4 Orders", "5 Audit"))


@in_size(LARGE)
async def test_support_looks_a_person_up_and_does_not_change_their_role(
    terminal: Terminal, student: Person
) -> None:
    me = await student.get("/v1/me")
    sign_in(terminal, "support@academy.example")
    sees_only(terminal, ("3 People", "4 Orders"), ("2 Courses", "5 Audit"))
    open_person(terminal, me["email"])
    assert "c Change role" not in terminal.wait_for("i View as")
    terminal.press("c", "i")
    asked = terminal.wait_for("See the academy as Noor Saleh?", "Look only")
    assert "Act as them" not in asked


@pytest.fixture
async def newly_hired(
    student: Person, admin: Person, person: Callable[[str], Awaitable[Person]]
) -> str:
    """The address of an admin of this minute, who has no second step yet."""
    me = await student.get("/v1/me")
    await admin.post(f"/v1/admin/users/{me['id']}/admin-proposal", {"reason": f"For {me['id']}"})
    second = await person("admin2@academy.example")
    open_ones = (await second.get("/v1/admin/proposals"))["items"]
    proposal = next(each for each in open_ones if each["user_id"] == me["id"])
    await second.post(f"/v1/admin/proposals/{proposal['id']}/approval")
    return str(me["email"])


def code_of(secret: str, *, ahead: int = 0) -> str:
    """The code of this half minute, or of one that is to come: none counts twice."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * ahead))


def uri_on(screen: str) -> str:
    """The address of the secret, which is broken where the column ends."""
    lines = [line.split("▀")[-1].strip() for line in screen.splitlines()]
    begin = next(at for at, line in enumerate(lines) if line.startswith("otpauth://"))
    return "".join(lines[begin : lines.index("", begin)])


def save_codes(terminal: Terminal, folder: Path) -> None:
    """Have the recovery codes that are shown written to a file."""
    shown = terminal.wait_for("Keep your recovery codes", "I have kept them")
    terminal.press("s")
    terminal.wait_for("Where shall the codes be written?")
    terminal.press("C-s")
    terminal.wait_for("Saved in")
    codes = written(folder, "academy-recovery-codes-*.txt")
    assert len(codes) == 10
    assert all(code in shown for code in codes)


async def test_an_admin_sets_a_second_step_up_and_signs_in_with_it(
    terminal: Terminal, newly_hired: str, tmp_path: Path
) -> None:
    sign_in(terminal, newly_hired, PASSWORD, later=False)
    terminal.wait_for("Set up a second step", "You have 13 days left", "Later")
    terminal.press("y")
    # Half a picture is worth nothing: where it does not fit, the secret alone has to do.
    how = "▀" * 41 if terminal.size == LARGE else "Type this secret"
    shown = terminal.wait_for("otpauth://totp/Academy:", "000 000", how)
    secret = "".join(GROUPS.findall(shown)).replace(" ", "")
    assert len(secret) == 32
    assert secret in uri_on(shown)
    terminal.write("000000")
    terminal.press("Enter")
    terminal.wait_for("Code not accepted")
    terminal.write(code_of(secret))
    terminal.press("Enter")
    save_codes(terminal, tmp_path)
    terminal.press("k")
    terminal.wait_for("● live", "Revenue")

    terminal.press("5")
    terminal.wait_for("Audit log")
    leave(terminal)
    sign_in(terminal, newly_hired, PASSWORD, later=False)
    terminal.wait_for("One more step", "authenticator app")
    terminal.write(code_of(secret, ahead=1))
    terminal.press("Enter")
    terminal.wait_for("● live", "Revenue")
