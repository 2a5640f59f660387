"""What is written is not lost: not by a dropped line, a closed tab, or a second one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.building import (
    body_field,
    enter,
    expect_kept,
    expect_status,
    make_course,
    make_lesson,
    open_lesson,
)
from tests.e2e.people import Person
from tests.waiting import eventually

pytestmark = pytest.mark.e2e


@pytest.fixture
async def teaching(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots) as teaching:
        await enter(teaching)
        yield teaching


@pytest.fixture
async def course_id(teacher: Person) -> str:
    return await make_course(teacher)


@pytest.fixture
async def lesson_id(teacher: Person, course_id: str) -> str:
    return await make_lesson(teacher, course_id, "Bowline", "First line.")


async def second_tab(teaching: Screen) -> Screen:
    """Another tab of the same browser."""
    page = await teaching.page.context.new_page()
    page.set_default_timeout(15_000)
    return Screen(page, teaching.url, "second", Path(".academy/screenshots"))


async def write(page: Page, text: str) -> None:
    """At the end of the lesson."""
    await body_field(page).focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(text)


async def expect_stored(teacher: Person, lesson_id: str, body: str) -> None:
    async def stored() -> bool:
        lesson = await teacher.get(f"/v1/teaching/lessons/{lesson_id}")
        return bool(lesson["body"] == body)

    await eventually(stored)


async def test_writing_goes_on_without_a_line_and_is_saved_when_it_is_back(
    teaching: Screen, teacher: Person, course_id: str, lesson_id: str
) -> None:
    page = teaching.page
    await open_lesson(teaching, course_id, lesson_id)

    await page.context.set_offline(True)
    await write(page, " In the tunnel.")
    await expect_status(page, "offline")
    await teaching.shot("autosave-offline")
    await page.context.set_offline(False)

    await expect_status(page, "saved")
    await expect_stored(teacher, lesson_id, "First line. In the tunnel.")


async def test_a_tab_closed_in_the_middle_of_a_word_loses_nothing(
    teaching: Screen, teacher: Person, course_id: str, lesson_id: str
) -> None:
    tab = await second_tab(teaching)
    await open_lesson(tab, course_id, lesson_id)
    await tab.page.context.set_offline(True)
    await write(tab.page, " Half a wo")
    await expect_kept(tab.page)
    await tab.page.close()
    await teaching.page.context.set_offline(False)

    await open_lesson(teaching, course_id, lesson_id)

    await expect(teaching.page.get_by_text("Your writing is back")).to_be_visible()
    await expect(body_field(teaching.page)).to_contain_text("First line. Half a wo")
    await expect_stored(teacher, lesson_id, "First line. Half a wo")
    await teaching.shot("autosave-restored")


async def test_kept_writing_and_a_newer_server_are_for_the_teacher_to_choose(
    teaching: Screen, teacher: Person, course_id: str, lesson_id: str
) -> None:
    page = teaching.page
    tab = await second_tab(teaching)
    await open_lesson(tab, course_id, lesson_id)
    await tab.page.context.set_offline(True)
    await write(tab.page, " Mine.")
    await expect_kept(tab.page)
    await tab.page.close()
    await page.context.set_offline(False)
    address = f"/v1/teaching/lessons/{lesson_id}"
    await teacher.ask("PATCH", address, {"body": "First line. Theirs."})

    await open_lesson(teaching, course_id, lesson_id)
    choice = page.get_by_role("alertdialog")
    await expect(choice.locator("ins")).to_have_text("First line. Mine.")
    await expect(choice.locator("del")).to_have_text("First line. Theirs.")
    await teaching.shot("autosave-conflict")
    await choice.get_by_role("button", name="Keep both").click()

    await expect_status(page, "saved")
    await expect_stored(teacher, lesson_id, "First line. Theirs.\n\n---\n\nFirst line. Mine.")


async def test_two_tabs_of_a_lesson_know_of_each_other_and_overwrite_nothing(
    teaching: Screen, teacher: Person, course_id: str, lesson_id: str
) -> None:
    first, second = teaching, await second_tab(teaching)
    await open_lesson(first, course_id, lesson_id)
    await open_lesson(second, course_id, lesson_id)
    for tab in (first, second):
        await expect(tab.page.get_by_text("open in another tab")).to_be_visible()

    # What one saves appears in the other, which has nothing of its own
    await write(first.page, " From the first.")
    await expect(body_field(second.page)).to_contain_text("From the first.")

    # What both change is a choice, not a loss
    await second.page.route("**/v1/teaching/lessons/*", lambda route: route.abort())
    await write(second.page, " From the second.")
    await expect_status(second.page, "offline")
    await write(first.page, " More.")
    await expect_stored(teacher, lesson_id, "First line. From the first. More.")
    await second.page.unroute("**/v1/teaching/lessons/*")
    await expect(second.page.get_by_role("alertdialog")).to_be_visible(timeout=20_000)
    await second.page.get_by_role("button", name="Keep mine").click()
    await expect_stored(teacher, lesson_id, "First line. From the first. From the second.")
    await second.page.close()
    await expect(first.page.get_by_text("open in another tab")).to_be_hidden()


async def test_the_description_of_a_course_saves_itself(
    teaching: Screen, teacher: Person, course_id: str
) -> None:
    page = teaching.page
    await teaching.open(f"/teach/courses/{course_id}?tab=details")
    await page.get_by_label("Description").fill("For everybody with a rope.")
    await expect_status(page, "saved")

    async def stored() -> bool:
        course = await teacher.get(f"/v1/teaching/courses/{course_id}")
        return bool(course["description"] == "For everybody with a rope.")

    await eventually(stored)
    await teaching.shot("details-saved")
