"""A teacher builds a course in the browser, an admin sends it back, then lets it through."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import screen
from tests.e2e.people import Person
from tests.e2e.test_student_in_browser import sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

CLIP = Path(__file__).resolve().parents[2] / "services/courses/demo/content"


@pytest.mark.parametrize("width", ["desktop", "phone"])
async def test_build_upload_submit_and_hear_the_verdict(
    browser: Browser, url: str, shots: Path, admin: Person, anybody: Person, width: str
) -> None:
    title = f"Calligraphy for beginners {uuid4().hex[:6]}"
    async with screen(browser, url, width, shots) as teacher:
        page = teacher.page

        # Given a teacher who starts a course
        await teacher.open("/signin")
        await sign_in(page, "teacher@academy.example", "academy-demo-1")
        await page.wait_for_url(lambda address: "/signin" not in address)
        await teacher.open("/teach")
        await expect(page.get_by_role("heading", name="My courses")).to_be_visible()
        await teacher.shot("teach")
        await teacher.open("/teach/new")
        await page.get_by_label("Title").fill(title)
        await page.get_by_label("Summary").fill("Pen, ink and a quiet hand.")
        await page.get_by_label("Category").select_option(index=1)
        await teacher.shot("new-course")
        await page.get_by_role("button", name="Create course").click()
        await page.wait_for_url(re.compile(r"/teach/courses/[0-9a-f-]{36}"))
        course_id = re.search(r"courses/([0-9a-f-]{36})", page.url)[1]  # type: ignore[index]

        # When they add a module and a video lesson
        await page.get_by_role("button", name="Add module").click()
        await page.get_by_label("Module title").fill("First steps")
        await page.get_by_role("dialog").get_by_role("button", name="Save").click()
        await page.get_by_role("button", name="Add lesson").click()
        await page.get_by_label("Lesson title").fill("Holding the pen")
        await page.get_by_role("dialog").get_by_text("Video", exact=True).click()
        await page.get_by_role("dialog").get_by_role("button", name="Add lesson").click()
        await page.wait_for_url(re.compile(r"/lessons/"))
        clip = next(CLIP.glob("*.mp4"))
        await page.locator("input[type=file]").set_input_files(clip)
        await expect(page.get_by_text("The video is stored.").first).to_be_visible()
        await page.get_by_label("Text in Markdown").fill("Hold it *lightly*.")
        await teacher.shot("lesson-editor")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Saved.").first).to_be_visible()
        await teacher.open(f"/teach/courses/{course_id}")
        await expect(page.get_by_text("Holding the pen")).to_be_visible()
        await teacher.shot("course-editor")
        await page.get_by_role("button", name="Submit for review").click()
        await expect(page.get_by_text("In review").first).to_be_visible()

        # Then the admin's reason stands on the page
        reason = "The price is missing for a course of this size."
        await admin.post(f"/v1/admin/courses/{course_id}/rejection", {"reason": reason})
        await teacher.open(f"/teach/courses/{course_id}")
        await expect(page.get_by_text(reason)).to_be_visible()
        await teacher.shot("changes-requested")

        # And the second attempt is published
        await page.get_by_role("button", name="Submit for review").click()
        await expect(page.get_by_text("In review").first).to_be_visible()
        await admin.post(f"/v1/admin/courses/{course_id}/approval")

        async def listed() -> bool:
            found = await anybody.get("/v1/courses", search=title)
            return bool(found["items"])

        await eventually(listed)
