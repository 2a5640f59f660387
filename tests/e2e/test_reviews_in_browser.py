"""A student finds a course on a phone, studies and reviews it; others answer, object, decide."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import Mailbox, Person
from tests.e2e.test_student_in_browser import register, sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

COURSE = "Run your first five kilometers"
SLUG = "run-your-first-five-kilometers"
WORDS = "I ran, and I laughed."
TEACHER = "teacher011@academy.example"


@pytest.fixture
async def phone(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "phone", shots) as visitor:
        yield visitor


async def test_a_review_from_a_typo_to_its_moderation(
    phone: Screen,
    mailbox: Mailbox,
    anybody: Person,
    person: Callable[[str], Awaitable[Person]],
    admin: Person,
) -> None:
    # Given a student who looks for a course with a typing error, on a phone
    email = await register(phone, mailbox)
    await enter(phone, email)
    await find_with_a_typo(phone)

    # When they have completed a lesson and review it
    await study_and_review(phone)

    # Then everybody sees it, and the teacher answers
    review = await seen(anybody, (await anybody.get(f"/v1/courses/{SLUG}"))["id"])
    await reply(await person(TEACHER), review["id"])
    await eventually_shown(phone, "Keep running.")
    await phone.shot("review-answered")

    # And when somebody reports it and a moderator hides it
    await report(await person("teacher030@academy.example"), review["id"])
    await hide(admin, review["id"])

    # Then it is gone from the page, and its author reads why, there and in a mail
    await eventually_shown(phone, "Only a test.")
    await expect(phone.page.get_by_text(WORDS)).to_have_count(0)
    await phone.shot("review-hidden")
    assert "Only a test." in (await mailbox.mail(email, "hidden"))["text"]


async def enter(phone: Screen, email: str) -> None:
    await phone.open("/signin")
    await sign_in(phone.page, email)
    await phone.page.wait_for_url(lambda address: "/signin" not in address)


async def reply(teacher: Person, review_id: str) -> None:
    await teacher.ask("PUT", f"/v1/reviews/{review_id}/reply", {"text": "Keep running."})


async def report(somebody: Person, review_id: str) -> None:
    await somebody.post(f"/v1/reviews/{review_id}/reports", {"reason": "Laughs too much."})


async def hide(moderator: Person, review_id: str) -> None:
    """Find the reported review among those that wait, and hide it."""
    waiting = (await moderator.get("/v1/admin/reviews"))["items"]
    assert review_id in {one["id"] for one in waiting}
    await moderator.post(f"/v1/admin/reviews/{review_id}/hiding", {"reason": "Only a test."})


async def eventually_shown(phone: Screen, words: str) -> None:
    """The course's page shows it once the gateway has heard."""

    async def look() -> bool:
        await phone.open(f"/courses/{SLUG}")
        await expect(phone.page.get_by_text(words)).to_be_visible(timeout=3000)
        return True

    await eventually(look)


async def find_with_a_typo(phone: Screen) -> None:
    """The search sheet forgives the typo; the filter sheet narrows; the course opens."""
    page = phone.page
    await phone.open("/")
    await page.get_by_role("button", name="Search courses").click()
    box = page.get_by_role("dialog").get_by_role("combobox")
    await box.fill("kilometrs")
    await expect(page.get_by_role("option", name=re.compile(COURSE))).to_be_visible()
    await phone.shot("search-sheet")
    await box.press("Enter")
    await page.wait_for_url(re.compile("search=kilometrs"))
    await expect(page.get_by_text("Showing results for")).to_be_visible()
    await page.get_by_role("button", name="Filters", exact=True).click()
    free = page.get_by_role("dialog").get_by_label(re.compile("^Free"))
    await free.click()
    await expect(free).to_be_checked()
    await phone.shot("filter-sheet")
    await page.get_by_role("button", name=re.compile("Show courses")).click()
    await page.wait_for_url(re.compile("price=free"))
    await page.get_by_role("link", name=COURSE).first.click()
    await expect(page.get_by_role("heading", name=COURSE, level=1)).to_be_visible()


async def study_and_review(phone: Screen) -> None:
    """Enroll, complete the first lesson, and publish a review from the course's page."""
    page = phone.page
    await page.get_by_role("button", name="Enroll for free").first.click()
    await page.wait_for_url(re.compile("/learn/"))
    await page.get_by_role("button", name="Mark as complete").click()
    await expect(page.get_by_role("button", name="Completed", pressed=True)).to_be_visible()
    await phone.open(f"/courses/{SLUG}")
    await page.get_by_role("button", name="Write a review").click()
    await page.get_by_role("button", name="Publish review").click()
    await expect(page.get_by_text("Choose one to five stars.")).to_be_visible()
    await page.get_by_role("radio", name="4 stars").check(force=True)
    await page.get_by_label("What should others know?").fill(WORDS)
    await phone.shot("review-dialog")
    await page.get_by_role("button", name="Publish review").click()
    await expect(page.get_by_text(WORDS)).to_be_visible()
    await phone.shot("reviewed")


async def seen(anybody: Person, course_id: str) -> dict[str, Any]:
    """The review as everybody sees it, once the caches have heard of it."""

    async def look() -> dict[str, Any] | None:
        found = (await anybody.get("/v1/reviews", course_id=course_id))["items"]
        return next((one for one in found if one["text"] == WORDS), None)

    review = await eventually(look)
    assert review is not None
    return review
