"""A reviewer in a real terminal looks at what a teacher changed, and takes a course down."""

from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import Person
from tests.e2e.terminal import Terminal, give_reason, sign_in, tick_all
from tests.waiting import eventually

pytestmark = pytest.mark.e2e
BEFORE = "Pass the end twice around the post.\n\nPull it tight."
AFTER = "Pass the end once around the post.\n\nPull it tight."


@pytest.fixture
async def live(teacher: Person, admin: Person) -> dict[str, Any]:
    """A course in the catalog, of one lesson."""
    course = await teacher.post(
        "/v1/teaching/courses",
        {
            "title": f"Knots {uuid4().hex[:6]}",
            "category": "languages",
            "summary": "Bend, hitch and loop.",
            "price": {"amount": 4900, "currency": "EUR"},
        },
    )
    path = f"/v1/teaching/courses/{course['id']}"
    course = await teacher.post(f"{path}/modules", {"title": "Hitches"})
    module = course["outline"][0]["id"]
    await teacher.post(
        f"/v1/teaching/modules/{module}/lessons", {"title": "Clove hitch", "body": BEFORE}
    )
    await teacher.post(f"{path}/submission")
    return dict(await admin.post(f"/v1/admin/courses/{course['id']}/approval"))


def find(terminal: Terminal, title: str) -> None:
    """Look a course up in the group that is shown."""
    terminal.press("/")
    terminal.write(title)
    terminal.wait_for(f"│ {title}", "─ 1 course ─", "Results")
    terminal.press("Enter")
    terminal.wait_for("⏎ Open")


def compare(terminal: Terminal) -> None:
    """See what a new edition changes: in all, line by line, and as it will read."""
    terminal.press("Enter")
    terminal.wait_for("What changes in edition 1", "1 changed", "Once is enough.", "~ ¶ Clove")
    terminal.press("n")
    terminal.wait_for("- Pass the end twice", "+ Pass the end once", "~ ✓ Clove hitch")
    terminal.press("d")
    terminal.wait_for("Pass the end once around the post.", "d Compare")


def publish(terminal: Terminal) -> None:
    """Approve the edition that is shown, with every check."""
    terminal.press("a")
    terminal.wait_for("Publish “Knots", "takes the place of edition 1")
    tick_all(terminal)
    terminal.press("C-s")
    terminal.wait_for("Done", "catalog.")


async def test_a_reviewer_sees_what_changed_and_publishes_it(
    terminal: Terminal, live: dict[str, Any], teacher: Person
) -> None:
    # Given a course that changes in one lesson
    path = f"/v1/teaching/courses/{live['id']}"
    lesson = live["outline"][0]["lessons"][0]["id"]
    await teacher.ask("PATCH", f"/v1/teaching/lessons/{lesson}", {"body": AFTER})
    await teacher.post(f"{path}/submission", {"note": "Once is enough."})

    # When a reviewer finds it in the queue, compares and publishes it
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Revenue", "● live")
    terminal.press("2")
    terminal.wait_for("Sent back", "/ title", "⏎ Open")
    find(terminal, live["title"])
    terminal.wait_for("● 1")
    compare(terminal)
    publish(terminal)

    # Then it is the second edition, and what was checked is known
    async def published() -> bool:
        course = await teacher.get(path)
        return bool(course["status"] == "published" and course["revision"] == 2)

    await eventually(published)
    (newest, _) = (await teacher.get(f"{path}/submissions"))["items"]
    assert newest["decision"] == "approved"
    assert len(newest["checks"]) == 6


async def test_a_course_is_taken_down_and_put_back(
    terminal: Terminal, live: dict[str, Any], teacher: Person
) -> None:
    path = f"/v1/teaching/courses/{live['id']}"
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Revenue", "● live")
    terminal.press("2")
    terminal.wait_for("Sent back", "/ title", "Filter")
    terminal.press("F")
    find(terminal, live["title"])
    terminal.wait_for("● 1")
    terminal.press("t")
    terminal.wait_for(f"Take “{live['title']}” down?", "who is enrolled keeps")
    give_reason(terminal, "Copied from a book.")
    terminal.wait_for("✕ 1", "archived")
    assert (await teacher.get(path))["review_note"] == "Copied from a book."

    terminal.press("t")
    terminal.wait_for("back into the catalog?")
    give_reason(terminal, "The author agreed.")
    terminal.wait_for("● 1", "published")
    assert (await teacher.get(path))["live"]
