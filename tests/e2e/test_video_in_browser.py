"""Video lessons in a real browser: a film plays in ranges, YouTube stays at arm's length."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import screen
from tests.e2e.people import Person
from tests.e2e.test_student_in_browser import sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

FILM = "Light over a day"
LOCKED = "This lesson is for enrolled students"
YOUTUBE = "A film whose making is open"


async def lesson_address(anybody: Person, title: str) -> str:
    """The page of a lesson of the photography course."""
    course: dict[str, Any] = await anybody.get("/v1/courses/light-photography-with-any-camera")
    lessons = [lesson for module in course["outline"] for lesson in module["lessons"]]
    lesson_id = next(lesson["id"] for lesson in lessons if lesson["title"] == title)
    return f"/learn/{course['id']}/{lesson_id}"


@pytest.mark.parametrize("width", ["desktop", "phone"])
async def test_a_preview_film_plays_from_any_point(
    browser: Browser, url: str, shots: Path, anybody: Person, width: str
) -> None:
    async with screen(browser, url, width, shots) as visitor:
        page = visitor.page
        await visitor.open(await lesson_address(anybody, FILM))
        await expect(page.get_by_role("heading", name=FILM, level=1)).to_be_visible()

        async def has_frames() -> bool:
            return bool(await page.evaluate("document.querySelector('video').readyState >= 2"))

        await page.locator("video").wait_for(state="attached")
        await page.evaluate("document.querySelector('video').currentTime = 1")
        await eventually(has_frames)

        assert await page.evaluate("document.querySelector('video').duration") > 1
        assert await page.evaluate("document.querySelector('video').currentTime") >= 1
        await visitor.shot("video-lesson")


async def test_a_youtube_lesson_is_embedded_without_cookies_for_those_who_may_see_it(
    browser: Browser, url: str, shots: Path, anybody: Person
) -> None:
    address = await lesson_address(anybody, YOUTUBE)
    async with screen(browser, url, "desktop", shots) as teacher:
        page = teacher.page
        await teacher.open(address)
        await expect(page.get_by_role("heading", name=LOCKED).first).to_be_visible()
        await expect(page.get_by_role("link", name="See the course")).to_be_visible()
        await teacher.shot("lesson-refused")

        await teacher.open("/signin")
        await sign_in(page, "teacher009@academy.example", "academy-demo-1")
        await page.wait_for_url(lambda current: "/signin" not in current)
        await teacher.open(address)

        frame = page.locator("iframe")
        await expect(frame).to_have_attribute(
            "src", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0"
        )
