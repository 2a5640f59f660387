"""An admin's evening in a real terminal: sign in, look around, review, decide."""

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import PASSWORD, Person, Refusal
from tests.waiting import eventually, until

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30


class Terminal:
    """A tmux server of its own with one window, driven by keys and read as text."""

    def __init__(self, columns: int, rows: int, environment: dict[str, str]) -> None:
        self.server = f"academy-{uuid4().hex[:8]}"
        self.size = ("-x", str(columns), "-y", str(rows))
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        self.command = f"cd {shlex.quote(str(ROOT))} && {settings} {sys.executable} -m console"

    def start(self) -> None:
        """Open the window with the console in it."""
        self.tmux("new-session", "-d", *self.size, self.command)

    def runs(self) -> bool:
        """Whether the window is still there."""
        question = ["tmux", "-L", self.server, "has-session"]
        return subprocess.run(question, check=False, capture_output=True).returncode == 0

    def tmux(self, *arguments: str) -> str:
        """Run one tmux command and answer with what it printed."""
        return subprocess.run(
            ["tmux", "-L", self.server, "-f", os.devnull, *arguments],
            check=True,
            capture_output=True,
            text=True,
            # A copy, because readline writes the size of the outer terminal into the original.
            env=dict(os.environ),
        ).stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as `Enter`."""
        self.tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        """Type text as it is."""
        self.tmux("send-keys", "-l", text)

    def screen(self, *, styled: bool = False) -> str:
        """What stands in the window; styled keeps the escape sequences."""
        return self.tmux("capture-pane", "-p", *(["-e"] if styled else []))

    def wait_for(self, *words: str) -> str:
        """The screen as soon as it shows all of these."""
        try:
            until(lambda: all(word in self.screen() for word in words), seconds=PATIENCE_SECONDS)
        except AssertionError:
            pytest.fail(f"{words} never appeared on\n{self.screen()}")
        return self.screen()

    def close(self) -> None:
        """End this tmux server and what runs in it."""
        subprocess.run(["tmux", "-L", self.server, "kill-server"], check=False, capture_output=True)


@pytest.fixture(params=[(80, 24), (160, 50)], ids=["80x24", "160x50"])
def terminal(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[Terminal]:
    environment = {
        "ACADEMY_URL": url,
        "XDG_STATE_HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
    columns, rows = request.param
    opened = Terminal(columns, rows, environment)
    opened.start()
    yield opened
    opened.close()


@pytest.fixture
async def submitted(teacher: Person) -> dict[str, Any]:
    """A course that its teacher handed in; its texts try to take over the terminal."""
    title = f"Knots {uuid4().hex[:6]} \x1b]0;owned\x07[@click=app.quit]x[/]"
    course = await teacher.post(
        "/v1/teaching/courses",
        {
            "title": title,
            "category": "languages",
            "summary": "Bend, hitch and loop.",
            "price": {"amount": 4900, "currency": "EUR"},
        },
    )
    course = await teacher.post(
        f"/v1/teaching/courses/{course['id']}/modules", {"title": "Hitches"}
    )
    await teacher.post(
        f"/v1/teaching/modules/{course['outline'][0]['id']}/lessons",
        {"title": "Clove hitch", "body": "Pass the end *twice* around. \x1b[2J", "preview": True},
    )
    return dict(await teacher.post(f"/v1/teaching/courses/{course['id']}/submission"))


def sign_in(terminal: Terminal, email: str) -> None:
    terminal.wait_for("The staff console", "E-mail")
    terminal.write(email)
    terminal.press("Enter")
    terminal.write("academy-demo-1")
    terminal.press("Enter")


def approve(terminal: Terminal, title: str) -> None:
    """Look the course up in the queue, read its lesson and publish it."""
    terminal.press("2")
    terminal.wait_for("Sent back", "/ title", "⏎ Open")
    terminal.press("/")
    terminal.write(title)
    terminal.wait_for(f"│ {title}", "─ 1 course ─", "Results")
    terminal.press("Enter")
    terminal.wait_for("⏎ Open")
    terminal.press("Enter")
    terminal.wait_for("Outline", "Checklist", "Clove hitch", "␛]0;owned␇[@click=app.quit]x[/]")
    terminal.press("Down", "Down", "Enter")
    terminal.wait_for("Pass the end twice around.", "✓ Clove hitch")
    terminal.press("a")
    terminal.wait_for("Publish “", "49.00 EUR")
    terminal.press("y")
    terminal.wait_for("Decided")


async def test_an_admin_signs_in_reads_the_queue_and_approves(
    terminal: Terminal, submitted: dict[str, Any], teacher: Person
) -> None:
    title = submitted["title"][:12]
    sign_in(terminal, "admin@academy.example")
    home = terminal.wait_for("People", "In review", "Revenue", "Activity", "● live")
    assert "did not arrive" not in home

    approve(terminal, title)

    async def published() -> bool:
        course = await teacher.get(f"/v1/teaching/courses/{submitted['id']}")
        return bool(course["status"] == "published")

    await eventually(published)
    terminal.press("5")
    terminal.wait_for("Audit log", title)
    assert terminal.tmux("display-message", "-p", "#{pane_title}").strip() != "owned"


async def test_the_next_start_needs_no_password(terminal: Terminal, tmp_path: Path) -> None:
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Revenue", "q Quit")
    stored = tmp_path / "academy" / "console.json"
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600

    terminal.press("q")
    until(lambda: not terminal.runs(), seconds=PATIENCE_SECONDS)
    terminal.start()

    terminal.wait_for("Revenue", "● live")


async def test_what_others_do_appears_by_itself(
    terminal: Terminal, teacher: Person, submitted: dict[str, Any], admin: Person
) -> None:
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Quiet so far", "● live")

    await admin.post(
        f"/v1/admin/courses/{submitted['id']}/rejection", {"reason": "More pictures, please."}
    )

    terminal.wait_for("went back to its", "just now")


async def test_a_teacher_is_refused_at_the_door(terminal: Terminal, tmp_path: Path) -> None:
    sign_in(terminal, "teacher@academy.example")

    terminal.wait_for("This console is for admins")

    assert not (tmp_path / "academy" / "console.json").exists()


def open_person(terminal: Terminal, email: str) -> None:
    """Look somebody up and open their story; the second Enter may come before the row."""
    terminal.wait_for("● live", "Revenue")
    terminal.press("3")
    terminal.wait_for("/ name or e-mail", "⏎ Open")
    terminal.press("/")
    terminal.write(email)
    terminal.press("Enter")
    terminal.wait_for("─ 1 person ─")
    terminal.press("Enter")
    terminal.wait_for("Ways to sign in", email)


def give_reason(terminal: Terminal, reason: str) -> None:
    """Write it and send it, once all of it is there."""
    terminal.write(reason)
    terminal.wait_for(f"{len(reason)} of 2,000 characters")
    terminal.press("C-s")


async def test_an_admin_suspends_restores_and_looks_through_a_persons_eyes(
    terminal: Terminal, student: Person
) -> None:
    email = (await student.get("/v1/me"))["email"]
    sign_in(terminal, "admin@academy.example")
    open_person(terminal, email)

    terminal.press("s")
    terminal.wait_for("Suspend Noor Saleh?", "signed out everywhere")
    give_reason(terminal, "Sells essays.")
    terminal.wait_for("s Restore", "  suspended")
    with pytest.raises(Refusal, match="suspended"):
        await student.sign_in(email, PASSWORD)

    terminal.press("s")
    terminal.wait_for("Let Noor Saleh in again?")
    give_reason(terminal, "It was somebody else.")
    terminal.wait_for("s Suspend", "student   active")
    await student.sign_in(email, PASSWORD)

    terminal.press("i")
    terminal.wait_for("See the academy as Noor Saleh?", "Act as them")
    terminal.write("Ticket 4711")
    terminal.press("Enter")
    terminal.wait_for("/impersonation#code=", "It opens once", "c Copy")


async def test_a_second_admin_approves_what_the_first_proposed(
    terminal: Terminal, student: Person, admin: Person
) -> None:
    me = await student.get("/v1/me")
    sign_in(terminal, "admin2@academy.example")
    terminal.wait_for("● live", "Revenue")
    await admin.post(f"/v1/admin/users/{me['id']}/admin-proposal", {"reason": f"For {me['id']}"})

    terminal.press("3")
    terminal.wait_for("of a new admin: press p")
    terminal.press("p")
    terminal.wait_for("Proposed admins", "Noor Saleh", "your answer")
    terminal.press("a")
    terminal.wait_for("Make Noor Saleh an admin?")
    terminal.press("y")
    terminal.wait_for("Noor Saleh is an admin now")

    found = await admin.get(f"/v1/admin/users/{me['id']}/account")
    assert found["user"]["role"] == "admin"
