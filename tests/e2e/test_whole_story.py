"""One course from its first word to a certificate: a teacher, a reviewer, a student, a stranger."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e import test_certificates_in_browser as certificates
from tests.e2e import test_films_in_browser as films
from tests.e2e import test_quiz_in_browser as quizzes
from tests.e2e.browser import Screen, screen
from tests.e2e.building import enter, expect_status
from tests.e2e.people import PASSWORD, Mailbox, Person
from tests.e2e.terminal import LARGE, Terminal, in_size, sign_in, tick_all
from tests.e2e.test_reviewing_in_tmux import find
from tests.e2e.test_student_in_browser import sign_in as fill_sign_in
from tests.factories.films import make_film

pytestmark = pytest.mark.e2e

FILM, QUIZ = "Holding the bow", "What do you know?"
Visit = Callable[[str], AbstractAsyncContextManager[Screen]]


@pytest.fixture
def visit(browser: Browser, url: str, shots: Path) -> Visit:
    """A fresh browser at that width."""
    return lambda width: screen(browser, url, width, shots, keeps=True)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make_film(tmp_path / "bow.mp4", seconds=8)


@in_size(LARGE)
async def test_a_course_is_built_approved_studied_and_proved(
    *, visit: Visit, terminal: Terminal, film: Path, student: Person, mailbox: Mailbox
) -> None:
    title, email = f"Violin from zero {uuid4().hex[:6]}", student.user["email"]

    # Given a teacher who builds a course with a video and a quiz, and hands it in
    async with visit("desktop") as teaching:
        await enter(teaching)
        course_id = await build(teaching, title, film)
        await offer_certificate(teaching, course_id)
        await hand_in(teaching, course_id)

    # When a reviewer reads it in the console and approves it
    approve(terminal, title)

    # And a student finds it with a phone, watches, takes the quiz
    async with visit("phone") as studying:
        await studying.open("/signin")
        await fill_sign_in(studying.page, email, PASSWORD)
        await studying.page.wait_for_url(lambda address: "/signin" not in address)
        await enroll(studying, title)
        await watch(studying)
        await take_quiz(studying)
        content = await take_certificate(studying, title)

    # Then a stranger learns where the mail leads that the certificate is genuine
    path = re.search(r"/verify/\S+", (await mailbox.mail(email, "certificate"))["text"])
    assert path
    async with visit("phone") as stranger:
        await verify(stranger, path.group(), title, content)


async def build(teaching: Screen, title: str, film: Path) -> str:
    """A module with a film and a quiz; the course's id."""
    page = teaching.page
    await teaching.open("/teach/new")
    await page.get_by_label("Title").fill(title)
    await page.get_by_label("Summary").fill("Hold it, bow it, hear it.")
    await page.get_by_label("Category").select_option(label="Music")
    await page.get_by_role("button", name="Create course").click()
    await page.wait_for_url(re.compile(r"/teach/courses/[0-9a-f-]{36}"))
    address = page.url
    await page.get_by_role("button", name="Add module").click()
    await page.get_by_label("Module title").fill("The first week")
    await page.keyboard.press("Enter")
    await add_lesson(page, FILM, "Video")
    await page.get_by_role("link", name=FILM).first.click()
    await put_film(page, film)
    await page.goto(address)
    await add_lesson(page, QUIZ, "Quiz")
    await write_quiz(page)
    await page.goto(address)
    await expect(page.get_by_role("link", name=QUIZ).first).to_be_visible()
    await teaching.shot("story-built")
    return address.rsplit("/", 1)[-1]


async def add_lesson(page: Page, title: str, kind: str) -> None:
    await page.get_by_role("button", name="Add lesson").click()
    await page.get_by_label("Lesson title").fill(title)
    await page.get_by_text(kind, exact=True).click()
    await page.get_by_role("button", name="Add lesson").click()


async def put_film(page: Page, film: Path) -> None:
    """Upload it, and wait until it can be watched on any line."""
    await films.chooser(page).set_input_files(film)
    await expect(page.get_by_text("Ready in")).to_be_visible(timeout=120_000)
    await expect_status(page, "saved")


async def write_quiz(page: Page) -> None:
    """One question; nothing less than right answers will do."""
    await page.wait_for_url(re.compile("/teach/quizzes/"))
    await quizzes.new_question(page, "Single choice", "Which hand holds the **bow**?")
    await page.get_by_label("Option 1", exact=True).fill("The right one")
    await page.get_by_label("Option 2", exact=True).fill("The left one")
    await quizzes.save_question(page, 1)
    await page.get_by_role("tab", name="Rules").click()
    await page.get_by_label("Pass mark in percent").fill("100")
    await page.get_by_role("button", name="Save rules").click()
    await expect(page.get_by_text("Saved.").first).to_be_visible()


async def offer_certificate(teaching: Screen, course_id: str) -> None:
    page = teaching.page
    await teaching.open(f"/teach/courses/{course_id}/certificate")
    await page.get_by_label("The course gives a certificate").check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The rule is saved.")).to_be_visible()


async def hand_in(teaching: Screen, course_id: str) -> None:
    page = teaching.page
    await teaching.open(f"/teach/courses/{course_id}")
    await page.get_by_role("button", name="Submit for review").click()
    await page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("In review").first).to_be_visible()


def approve(terminal: Terminal, title: str) -> None:
    """Find the course in the queue, see what it asks, vouch for it."""
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("Revenue", "● live")
    terminal.press("2")
    terminal.wait_for("Sent back", "/ title", "⏎ Open")
    find(terminal, title)
    terminal.press("Enter")
    terminal.wait_for(FILM, QUIZ, "a Approve")
    terminal.press("a")
    terminal.wait_for(f"Publish “{title}”")
    tick_all(terminal)
    terminal.press("C-s")
    terminal.wait_for("Done", "catalog.")


async def enroll(studying: Screen, title: str) -> None:
    """Find the course by its name and take it; the film comes first."""
    page = studying.page
    await studying.open("/courses")
    await page.get_by_role("main").get_by_role("combobox").first.fill(title)
    await page.get_by_role("main").get_by_role("link", name=re.compile(title)).first.click()
    await expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    await studying.shot("story-course")
    await page.get_by_role("button", name="Enroll for free").first.click()
    await page.wait_for_url(re.compile("/learn/"))
    await expect(page.get_by_role("heading", name=FILM, level=1)).to_be_visible()


async def watch(studying: Screen) -> None:
    """All of the film, which completes its lesson, and on to the quiz."""
    page = studying.page
    await films.play(page)
    await studying.shot("story-film")
    await expect(page.get_by_role("button", name="Completed")).to_be_visible(timeout=60_000)
    await page.get_by_role("link", name="Next lesson").click()


async def take_quiz(studying: Screen) -> None:
    page = studying.page
    await page.get_by_role("button", name="Start the quiz").click()
    await page.get_by_label("The right one").check()
    await quizzes.saved(page)
    await studying.shot("story-quiz")
    await page.get_by_role("button", name="Finish and hand in").click()
    await page.get_by_role("button", name="Hand in", exact=True).click()
    await expect(page.get_by_text("100%").first).to_be_visible()
    await studying.shot("story-passed")


async def take_certificate(studying: Screen, title: str) -> bytes:
    """The student's own list has it; its PDF."""
    page = studying.page
    await studying.open("/certificates")
    await expect(page.get_by_role("heading", name=title)).to_be_visible()
    made = page.get_by_role("link", name="Download PDF").first
    await expect(made).to_be_visible(timeout=30_000)
    await studying.shot("story-certificate")
    return await certificates.download(page)


async def verify(stranger: Screen, path: str, title: str, content: bytes) -> None:
    """The page says what was issued, and knows the file."""
    page = stranger.page
    await stranger.open(path)
    await expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    await expect(page.get_by_text(title).first).to_be_visible()
    await certificates.drop(stranger, content, "Genuine")
    await stranger.shot("story-verified")
