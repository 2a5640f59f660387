"""An admin's evening in a real terminal: sign in, look around, review, decide."""

import stat
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import PASSWORD, Person, Refusal
from tests.e2e.terminal import (
    LARGE,
    SMALL,
    Terminal,
    give_reason,
    in_size,
    open_person,
    sign_in,
    tick_all,
)
from tests.waiting import eventually

pytestmark = pytest.mark.e2e


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
    tick_all(terminal)
    terminal.press("C-s")
    terminal.wait_for("Done", "catalog.")


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
    assert terminal.ask("pane_title") != "owned"


@in_size(SMALL)
async def test_the_next_start_needs_no_password_and_what_others_do_appears_by_itself(
    terminal: Terminal, tmp_path: Path, submitted: dict[str, Any], admin: Person
) -> None:
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Revenue", "q Quit")
    stored = tmp_path / "academy" / "console.json"
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    terminal.end_by("q")
    terminal.start_again()
    terminal.wait_for("Quiet so far", "● live")

    await admin.post(
        f"/v1/admin/courses/{submitted['id']}/rejection", {"reason": "More pictures, please."}
    )
    terminal.wait_for("went back to its", "just now")
    terminal.end_by("C-c")


@in_size(LARGE)
async def test_a_teacher_is_refused_at_the_door(terminal: Terminal, tmp_path: Path) -> None:
    sign_in(terminal, "teacher@academy.example", later=False)
    terminal.wait_for("This console is for admins")
    assert not (tmp_path / "academy" / "console.json").exists()
    terminal.end_by("C-c")


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
    terminal.press("Escape")
    terminal.wait_for("i View as", "esc Back")
    terminal.press("Escape")
    terminal.wait_for("1 person", "⏎ Open")
