"""A teacher who has never seen the academy builds a course, by pointer and by keys alone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.building import (
    body_field,
    enter,
    expect_status,
    make_course,
    make_lesson,
    open_lesson,
    tree,
)
from tests.e2e.people import Person
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcff"
    "9fa11e00078202803c4f4c7d0000000049454e44ae426082"
)


@pytest.fixture(params=["desktop", "phone"])
async def teaching(
    request: pytest.FixtureRequest, browser: Browser, url: str, shots: Path
) -> AsyncIterator[Screen]:
    async with screen(browser, url, request.param, shots) as teaching:
        await enter(teaching)
        yield teaching


async def test_from_nothing_to_a_tree_of_weeks_topics_and_lessons(
    teaching: Screen, teacher: Person
) -> None:
    page = teaching.page

    # Given a new course, whose page says what it lacks and offers a sketch
    course_id = await _start(teaching)
    await expect(page.get_by_text("1 thing is missing before you can")).to_be_visible()
    await teaching.shot("building-empty")

    # When it begins with the sketch by weeks, every lesson says that it needs text
    await page.get_by_role("button", name="By weeks").click()
    await expect(page.get_by_role("heading", name="Week 1 · Getting started")).to_be_visible()
    await expect(page.get_by_role("link", name="Welcome Needs text")).to_be_visible()
    await teaching.shot("building-sketch")

    # And a week is renamed, and a topic with a lesson added, all in place
    await _menu(page, "On your own", "Rename")
    await page.get_by_label("Week title").fill("A song of your own")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="A song of your own")).to_be_visible()
    await _add_topic_with_lesson(page)
    await teaching.shot("building-tree")

    async def placed() -> bool:
        return "Getting started / Chords: A minor" in await tree(teacher, course_id)

    await eventually(placed)


async def _start(teaching: Screen) -> str:
    """The form of a new course; its id."""
    page = teaching.page
    await teaching.open("/teach/new")
    await page.get_by_label("Title").fill(f"Guitar from zero {uuid4().hex[:6]}")
    await page.get_by_label("Category").select_option(index=1)
    await page.get_by_role("button", name="Create course").click()
    await page.wait_for_url(re.compile(r"/teach/courses/[0-9a-f-]{36}"))
    return page.url.rsplit("/", 1)[-1]


async def _add_topic_with_lesson(page: Page) -> None:
    first = page.get_by_role("region", name="Getting started")
    await first.get_by_role("button", name="Add topic").click()
    await page.get_by_label("Topic title").fill("Chords")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Add lesson to Chords").click()
    await page.get_by_label("Lesson title").fill("A minor")
    await page.keyboard.press("Enter")
    chords = page.get_by_role("region", name="Chords")
    await expect(chords.get_by_role("link", name="A minor")).to_be_visible()


async def test_carrying_and_the_menu_rearrange_the_tree(teaching: Screen, teacher: Person) -> None:
    page = teaching.page
    course_id = await make_course(teacher)
    for title in ("one", "two", "three"):
        await make_lesson(teacher, course_id, title, "Text.")
    await teacher.post(f"/v1/teaching/courses/{course_id}/modules", {"title": "Later"})
    await teaching.open(f"/teach/courses/{course_id}")
    await expect(page.get_by_role("link", name="Text: three")).to_be_visible()

    # When a lesson is carried above another one
    await _carry(page, "three", "one")
    await _settles(teacher, course_id, ["Basics: three one two", "Later:"])

    # And one is moved by the menu into the other module
    await _menu(page, "one", "Move to…")
    await page.get_by_role("dialog").get_by_label("Into").select_option(label="Later")
    await teaching.shot("building-move")
    await page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    await _settles(teacher, course_id, ["Basics: three two", "Later: one"])

    # And one is duplicated, and the copy removed
    await _menu(page, "one", "Duplicate")
    await _settles(teacher, course_id, ["Basics: three two", "Later: one one (2)"])
    await _menu(page, "one (2)", "Remove")
    await page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    await _settles(teacher, course_id, ["Basics: three two", "Later: one"])


async def test_keys_alone_are_enough(teaching: Screen, teacher: Person) -> None:
    page = teaching.page
    course_id = await make_course(teacher)
    for title in ("one", "two"):
        await make_lesson(teacher, course_id, title, "Text.")
    await teacher.post(f"/v1/teaching/courses/{course_id}/modules", {"title": "Later"})
    await teaching.open(f"/teach/courses/{course_id}")
    handle = page.get_by_role("button", name="Move one", exact=True)
    await expect(handle).to_be_visible()

    # When the first lesson is lifted, goes down over the second one and into the next module
    await handle.focus()
    await page.keyboard.press("Space")
    await expect(page.get_by_text("one: place 1 in Basics.")).to_be_attached()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_text("one: place 2 in Basics.")).to_be_attached()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_text("one: place 1 in Later.")).to_be_attached()
    await page.keyboard.press("Space")

    # Then it is there, and its handle still has the focus
    await _settles(teacher, course_id, ["Basics: two", "Later: one"])
    await expect(handle).to_be_focused()

    # And Escape leaves everything where it was
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    await _settles(teacher, course_id, ["Basics: two", "Later: one"])


async def test_a_refused_move_is_undone_on_the_page(teaching: Screen, teacher: Person) -> None:
    page = teaching.page
    course_id = await make_course(teacher)
    for title in ("one", "two"):
        await make_lesson(teacher, course_id, title, "Text.")
    await teaching.open(f"/teach/courses/{course_id}")
    await expect(page.get_by_role("link", name="Text: two")).to_be_visible()
    refusal = {"status": 409, "json": {"title": "Course is in review", "status": 409}}
    await page.route("**/place", lambda route: route.fulfill(**refusal))

    await _menu(page, "two", "Move up")

    await expect(page.get_by_text("Course is in review")).to_be_visible()
    names = page.get_by_role("main").get_by_role("link", name=re.compile(r"^Text: ?(one|two)"))
    await expect(names).to_have_text([re.compile("one"), re.compile("two")])


async def test_a_lesson_is_written_with_tools_beside_its_preview(
    teaching: Screen, teacher: Person
) -> None:
    page = teaching.page
    course_id = await make_course(teacher)
    await open_lesson(teaching, course_id, await make_lesson(teacher, course_id, "Bowline"))

    # When text, a formula, a picture and an exercise come into the lesson
    await body_field(page).press_sequentially("Length is $l^2$. ")
    await page.get_by_role("button", name="Bold").click()
    await page.keyboard.type("firmly")
    await page.keyboard.press("Control+End")
    await _insert_picture_and_exercise(page)
    await expect_status(page, "saved")

    # Then the preview shows what students will see
    if teaching.name == "phone":
        await page.get_by_role("radio", name="Preview").click()
    preview = page.get_by_role("region", name="Preview")
    await expect(preview.locator("math msup")).to_be_attached()
    await expect(preview.locator("strong")).to_have_text("firmly")
    await expect(preview.get_by_alt_text("knot.png")).to_be_visible()
    await expect(preview.locator(".box-challenge")).to_be_visible()
    await teaching.shot("lesson-writing")


async def _insert_picture_and_exercise(page: Page) -> None:
    picture = {"name": "knot.png", "mimeType": "image/png", "buffer": PIXEL}
    await page.get_by_label("Add a file").set_input_files(picture)  # type: ignore[arg-type]  # a TypedDict of Playwright
    await expect(body_field(page)).to_contain_text("![knot.png](file:")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Exercise or note").click()
    await page.get_by_role("menuitem", name="Exercise", exact=True).click()


async def test_the_settings_of_a_lesson_show_in_the_tree(teaching: Screen, teacher: Person) -> None:
    page = teaching.page
    course_id = await make_course(teacher)
    lesson_id = await make_lesson(teacher, course_id, "Bowline", "Text.")
    await open_lesson(teaching, course_id, lesson_id)

    await page.get_by_label("Opens").select_option(label="Some days after enrolling")
    await page.get_by_label("Days").fill("3")
    await page.get_by_label("Duration in minutes").fill("12")
    await expect_status(page, "saved")

    async def kept() -> bool:
        lesson = await teacher.get(f"/v1/teaching/lessons/{lesson_id}")
        return (lesson["release_after_days"], lesson["duration_minutes"]) == (3, 12)

    await eventually(kept)
    await teaching.open(f"/teach/courses/{course_id}")
    await expect(page.get_by_text("Opens 3 days after enrolling")).to_be_visible()


async def test_a_course_is_duplicated_from_its_menu(teaching: Screen, teacher: Person) -> None:
    page, title = teaching.page, f"Copied {uuid4().hex[:6]}"
    course_id = await make_course(teacher, title=title)
    await make_lesson(teacher, course_id, "Bowline", "Text.")
    await teaching.open(f"/teach/courses/{course_id}")

    await _menu(page, title, "Duplicate course")

    await expect(page.get_by_role("heading", level=1, name=f"{title} (2)")).to_be_visible()
    await expect(page.get_by_role("link", name="Bowline")).to_be_visible()


async def _menu(page: Page, title: str, item: str) -> None:
    await page.get_by_role("button", name=f"More about {title}", exact=True).click()
    await page.get_by_role("menuitem", name=item, exact=True).click()


async def _carry(page: Page, title: str, above: str) -> None:
    """By the mouse, from its handle to the upper edge of another row."""
    carried = page.get_by_role("button", name=f"Move {title}", exact=True)
    await carried.scroll_into_view_if_needed()
    source = await carried.bounding_box()
    target = await page.get_by_role("button", name=f"Move {above}", exact=True).bounding_box()
    assert source
    assert target
    await page.mouse.move(source["x"] + 10, source["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(source["x"] + 12, source["y"], steps=4)
    await page.mouse.move(target["x"] + 12, target["y"] + 2, steps=8)
    await page.mouse.up()


async def _settles(teacher: Person, course_id: str, expected: list[str]) -> None:
    async def settled() -> bool:
        return await tree(teacher, course_id) == expected

    await eventually(settled)
