"""What journeys of teachers share: signed-in tabs, courses to work on, the tree as text."""

from typing import Any
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.e2e.browser import Screen
from tests.e2e.people import Person
from tests.e2e.test_student_in_browser import sign_in

EMAIL, SECRET = "teacher@academy.example", "academy-demo-1"


async def enter(teaching: Screen) -> None:
    """Sign the demo's teacher in."""
    await teaching.open("/signin")
    await sign_in(teaching.page, EMAIL, SECRET)
    await teaching.page.wait_for_url(lambda address: "/signin" not in address)


async def make_course(teacher: Person, **fields: Any) -> str:
    """A draft without content; its id."""
    body = {
        "title": f"Knots {uuid4().hex[:6]}",
        "category": "music",
        "price": {"amount": 0, "currency": "EUR"},
    }
    return str((await teacher.post("/v1/teaching/courses", {**body, **fields}))["id"])


async def make_lesson(teacher: Person, course_id: str, title: str, body: str = "") -> str:
    """An article in the course's last module, made when there is none; its id."""
    course = await teacher.get(f"/v1/teaching/courses/{course_id}")
    if not course["outline"]:
        address = f"/v1/teaching/courses/{course_id}/modules"
        course = await teacher.post(address, {"title": "Basics"})
    module = course["outline"][-1]["id"]
    lesson = {"title": title, "body": body}
    return str((await teacher.post(f"/v1/teaching/modules/{module}/lessons", lesson))["id"])


async def tree(teacher: Person, course_id: str) -> list[str]:
    """Such as `["Basics: a b", "Basics / Early: c"]`, as the server has it."""
    rows = []
    course = await teacher.get(f"/v1/teaching/courses/{course_id}")
    for module in course["outline"]:
        for topic in [None, *module["topics"]]:
            topic_id = topic and topic["id"]
            titles = [one["title"] for one in module["lessons"] if one["topic_id"] == topic_id]
            name = f"{module['title']} / {topic['title']}" if topic else module["title"]
            rows.append(f"{name}: {' '.join(titles)}".strip())
    return rows


def body_field(page: Page) -> Locator:
    """Where a lesson's text is written."""
    return page.get_by_role("textbox", name="Text in Markdown")


async def expect_status(page: Page, status: str) -> None:
    """The page says where what was written is."""
    await expect(page.locator(f'[data-status="{status}"]')).to_be_visible(timeout=20_000)


async def expect_kept(page: Page) -> None:
    """The browser has stored what is written, whether or not the server has."""
    await expect(page.locator('[data-kept="true"]')).to_be_visible()


async def open_lesson(teaching: Screen, course_id: str, lesson_id: str) -> None:
    """Its page, ready to be written on."""
    await teaching.open(f"/teach/courses/{course_id}/lessons/{lesson_id}")
    await expect(body_field(teaching.page)).to_be_editable(timeout=20_000)
