"""A teacher builds a quiz; a student takes it on a phone over a reload and a dropped line."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Person
from tests.e2e.test_student_in_browser import sign_in

pytestmark = pytest.mark.e2e


@pytest.fixture
async def teaching(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots) as teaching:
        await teaching.open("/signin")
        await sign_in(teaching.page, "teacher@academy.example", "academy-demo-1")
        await teaching.page.wait_for_url(lambda address: "/signin" not in address)
        yield teaching


@pytest.fixture
async def phone(browser: Browser, url: str, shots: Path, student: Person) -> AsyncIterator[Screen]:
    async with screen(browser, url, "phone", shots) as phone:
        await phone.open("/signin")
        await sign_in(phone.page, student.user["email"], PASSWORD)
        await phone.page.wait_for_url(lambda address: "/signin" not in address)
        yield phone


async def test_a_quiz_is_built_taken_over_a_bad_line_and_graded(
    teaching: Screen, phone: Screen, teacher: Person, admin: Person, student: Person
) -> None:
    # Given a quiz with questions of several types and a time limit, in a published course
    course, quiz = await start_quiz(teacher)
    await teaching.open(f"/teach/quizzes/{quiz}")
    await build(teaching)
    await set_rules(teaching)
    await publish(course, teacher, admin)
    await student.post("/v1/enrollments", {"course_id": course})

    # When the student begins on a phone and answers
    await phone.open(f"/learn/{course}/{quiz}")
    await begin(phone)

    # Then neither a reload nor a dropped line loses anything
    await survive(phone)

    # When it is handed in, the result waits for the essay only
    await hand_in(phone)

    # And the teacher's grade completes it
    await grade(teaching)
    await phone.page.reload()
    await expect(phone.page.get_by_text("100%").first).to_be_visible()
    await expect(phone.page.get_by_text("Well argued.")).to_be_visible()
    await phone.shot("quiz-graded")

    # And the teacher reads how each question did
    await read_results(teaching, quiz)


async def read_results(teaching: Screen, quiz: str) -> None:
    """The key of a choice is marked, and how often it was chosen stands beside it."""
    page = teaching.page
    await teaching.open(f"/teach/quizzes/{quiz}?tab=figures")
    await expect(page.get_by_text("Students measured")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(4)
    chosen = page.get_by_role("listitem").filter(has_text="Paris").last
    await expect(chosen.get_by_text("1 time")).to_be_visible()
    await expect(chosen.get_by_label("Right answer")).to_be_visible()
    await teaching.shot("quiz-figures")
    await teaching.keeps_its_promises("quiz-figures")


async def publish(course: str, teacher: Person, admin: Person) -> None:
    """Bring a course into the catalog."""
    await teacher.post(f"/v1/teaching/courses/{course}/submission", {})
    await admin.post(f"/v1/admin/courses/{course}/approval", {"checks": []})


async def begin(phone: Screen) -> None:
    """Read about the quiz, start it, and answer its first question."""
    page = phone.page
    await expect(page.get_by_role("heading", name="About this quiz")).to_be_visible()
    await phone.shot("quiz-card")
    await page.get_by_role("button", name="Start the quiz").click()
    await page.get_by_label("Paris").check()
    await saved(page)
    await phone.shot("quiz-attempt")


async def survive(phone: Screen) -> None:
    """Reload, then answer while the line is down."""
    page = phone.page
    # Then a reload keeps the answer and the time
    before = await seconds_left(page)
    await page.reload()
    await expect(page.get_by_label("Paris")).to_be_checked()
    assert before - 120 < await seconds_left(page) <= before

    # And what is written while the line is down is kept, and sent when it is back
    await page.context.set_offline(True)
    await page.get_by_label("Your answer").first.fill("3,14")
    await page.get_by_role("button", name="Move down: Second").click()
    await expect(page.locator("[data-save-state=waiting]")).to_be_visible()
    await phone.keeps_its_promises("quiz-offline")
    await page.context.set_offline(False)
    await saved(page)
    await page.get_by_label("Your answer").last.fill("Because the sea is near.")
    await page.get_by_role("button", name="Mark for review").first.click()
    await saved(page)


async def hand_in(phone: Screen) -> None:
    """Finish, and see what is known at once."""
    page = phone.page
    # When it is handed in, the result waits for the essay only
    await page.get_by_role("button", name="Finish and hand in").click()
    await page.get_by_role("button", name="Hand in", exact=True).click()
    await expect(page.get_by_text("Waits for the teacher").first).to_be_visible()
    await expect(page.locator("[data-verdict=right]")).to_have_count(3)
    await phone.shot("quiz-result")


async def start_quiz(teacher: Person) -> tuple[str, str]:
    """Ids of a draft course and of the empty quiz in it."""
    price = {"amount": 0, "currency": "EUR"}
    title = f"Capitals {uuid4().hex[:6]}"
    draft = {"title": title, "category": "history", "price": price}
    course = await teacher.post("/v1/teaching/courses", draft)
    modules = f"/v1/teaching/courses/{course['id']}/modules"
    module = (await teacher.post(modules, {"title": "One"}))["outline"][0]["id"]
    lesson = {"title": "Do you know them?", "kind": "quiz"}
    made = await teacher.post(f"/v1/teaching/modules/{module}/lessons", lesson)
    return course["id"], made["id"]


async def new_question(page: Page, kind: str, prompt: str) -> None:
    await page.get_by_role("button", name="New question").click()
    await page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{kind}")).click()
    await page.get_by_label("Question", exact=True).fill(prompt)


async def save_question(page: Page, count: int) -> None:
    await page.get_by_role("button", name="Save question").click()
    await expect(page.get_by_role("listitem").filter(has_text="point")).to_have_count(count)


async def build(teaching: Screen) -> None:
    """Write a question of four types; a refusal stands at its field."""
    page = teaching.page
    await expect(page.get_by_text("Nothing to ask yet")).to_be_visible()
    await teaching.shot("quiz-empty")
    await new_question(page, "Single choice", "What is the capital of **France**?")
    await page.get_by_label("Option 1", exact=True).fill("Paris")
    await page.get_by_role("button", name="Save question").click()
    await expect(page.get_by_text("Write the text, or remove it.")).to_be_visible()
    await page.get_by_label("Option 2", exact=True).fill("Lyon")
    await teaching.shot("quiz-question")
    await save_question(page, 1)

    await new_question(page, "Number", "How much is pi?")
    await page.get_by_label("Right number").fill("3.14")
    await page.get_by_label("Tolerance", exact=True).fill("0.01")
    await save_question(page, 2)

    await new_question(page, "Ordering", "Put them into order.")
    for number, text in enumerate(("First", "Second"), start=1):
        await page.get_by_label(f"Item {number}", exact=True).fill(text)
    await page.get_by_role("button", name="Remove item 3").click()
    await save_question(page, 3)

    await write_essay(teaching)


async def write_essay(teaching: Screen) -> None:
    """A question that its teacher grades by a rubric."""
    page = teaching.page
    await new_question(page, "Essay or file", "Why there?")
    await page.get_by_role("button", name="Add criterion").click()
    await page.get_by_label("Criterion 1", exact=True).fill("Argument")
    await page.get_by_label("Level 1", exact=True).fill("Convincing")
    await page.get_by_label("Level 2", exact=True).fill("Thin")
    await teaching.shot("quiz-rubric")
    await save_question(page, 4)
    await teaching.shot("quiz-questions")


async def set_rules(teaching: Screen) -> None:
    page = teaching.page
    await page.get_by_role("tab", name="Rules").click()
    await page.get_by_label("Time limit in minutes").fill("30")
    await page.get_by_label("Pass mark in percent").fill("60")
    await teaching.shot("quiz-rules")
    await page.get_by_role("button", name="Save rules").click()
    await expect(page.get_by_text("Saved.").first).to_be_visible()


async def grade(teaching: Screen) -> None:
    page = teaching.page
    await teaching.open("/teach/grading")
    await teaching.shot("quiz-grading")
    await page.get_by_role("link", name="Noor Saleh").last.click()
    await expect(page.get_by_text("Because the sea is near.")).to_be_visible()
    await page.get_by_label("Argument", exact=True).select_option(index=1)
    await page.get_by_label("Comment for the student").fill("Well argued.")
    await teaching.shot("quiz-grade")
    await page.get_by_role("button", name="Save grade").click()
    await expect(page.get_by_text("100%").first).to_be_visible()
    await page.get_by_role("link", name="Do you know them?").click()
    await expect(page.get_by_text("Attempt 1")).to_be_visible()
    await page.get_by_role("button", name="Exception for Noor Saleh").click()
    await page.get_by_label("Extra minutes").fill("10")
    await page.get_by_label("Reason").fill("Reads slowly.")
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Has an exception")).to_be_visible()
    await teaching.shot("quiz-students")


async def saved(page: Page) -> None:
    await expect(page.locator("[data-save-state=saved]")).to_be_visible()


async def seconds_left(page: Page) -> int:
    """What the clock shows."""
    timer = page.get_by_role("timer")
    await expect(timer).to_have_text(re.compile(r"\d+:\d\d"))
    shown: Any = await timer.inner_text()
    minutes, seconds = shown.strip().split(":")
    return int(minutes) * 60 + int(seconds)
