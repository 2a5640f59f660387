"""A teacher builds a course in the browser, an admin sends it back, then lets it through."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import Person
from tests.e2e.test_student_in_browser import sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

CLIPS = Path(__file__).resolve().parents[2] / "services/courses/demo/content"
REASON = "The price is missing for a course of this size."


@pytest.fixture(params=["desktop", "phone"])
async def teaching(
    request: pytest.FixtureRequest, browser: Browser, url: str, shots: Path
) -> AsyncIterator[Screen]:
    """A signed-in teacher at that width."""
    async with screen(browser, url, request.param, shots) as teaching:
        await teaching.open("/signin")
        await sign_in(teaching.page, "teacher@academy.example", "academy-demo-1")
        await teaching.page.wait_for_url(lambda address: "/signin" not in address)
        yield teaching


async def test_build_upload_submit_and_hear_the_verdict(
    teaching: Screen, admin: Person, anybody: Person
) -> None:
    page, title = teaching.page, f"Calligraphy for beginners {uuid4().hex[:6]}"

    # Given a course with a video lesson, handed in
    course_id = await start_course(teaching, title)
    await add_video_lesson(teaching)
    await hand_in(teaching, course_id)

    # When the admin sends it back, the reason stands on the page
    await admin.post(f"/v1/admin/courses/{course_id}/rejection", {"reason": REASON})
    await teaching.open(f"/teach/courses/{course_id}")
    await expect(page.get_by_text(REASON)).to_be_visible()
    await teaching.shot("changes-requested")

    # And when it is handed in again and approved, it is in the catalogue
    await hand_in(teaching, course_id)
    await admin.post(f"/v1/admin/courses/{course_id}/approval")

    async def listed() -> bool:
        found = await anybody.get("/v1/courses", search=title)
        return bool(found["items"])

    await eventually(listed)


async def start_course(teaching: Screen, title: str) -> str:
    """Fill the form of a new course; its id."""
    page = teaching.page
    await teaching.open("/teach")
    await expect(page.get_by_role("heading", name="My courses")).to_be_visible()
    await teaching.shot("teach")
    await teaching.open("/teach/new")
    await page.get_by_label("Title").fill(title)
    await page.get_by_label("Summary").fill("Pen, ink and a quiet hand.")
    await page.get_by_label("Category").select_option(index=1)
    await teaching.shot("new-course")
    await page.get_by_role("button", name="Create course").click()
    await page.wait_for_url(re.compile(r"/teach/courses/[0-9a-f-]{36}"))
    return page.url.rsplit("/", 1)[-1]


async def add_video_lesson(teaching: Screen) -> None:
    """A module, a lesson in it, a film, a text."""
    page = teaching.page
    await page.get_by_role("button", name="Add module").click()
    await page.get_by_label("Module title").fill("First steps")
    await page.get_by_role("button", name="Add module").click()
    await page.get_by_role("button", name="Add lesson").click()
    await page.get_by_label("Lesson title").fill("Holding the pen")
    await page.get_by_text("Video", exact=True).click()
    await page.get_by_role("button", name="Add lesson").click()
    await page.get_by_role("link", name="Holding the pen").first.click()
    await page.wait_for_url(re.compile(r"/lessons/"))
    video = page.get_by_role("region", name="Video")
    await video.locator("input[type=file]").set_input_files(next(CLIPS.glob("*.mp4")))
    await expect(page.get_by_text("The video is stored.").first).to_be_visible()
    await page.get_by_role("textbox", name="Text in Markdown").fill("Hold it *lightly*.")
    await expect(page.locator('[data-status="saved"]')).to_be_visible()
    await teaching.shot("lesson-editor")


async def hand_in(teaching: Screen, course_id: str) -> None:
    """Submit the course from its page."""
    page = teaching.page
    await teaching.open(f"/teach/courses/{course_id}")
    await expect(page.get_by_role("link", name="Holding the pen")).to_be_visible()
    await teaching.shot("course-editor")
    await page.get_by_role("button", name="Submit for review").click()
    await page.get_by_label("Note for the reviewer").fill("The film is my own.")
    await teaching.shot("hand-in")
    await page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("In review").first).to_be_visible()
