"""A video of another server, from its address in the editor to the student who watches it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.building import enter, expect_status, make_course, make_lesson
from tests.e2e.people import PASSWORD, Person
from tests.e2e.test_student_in_browser import sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

FILM = "https://films.example.org/knots/bowline.mp4"
CONTENT = Path(__file__).resolve().parents[2] / "services/courses/demo/content"
LOCKED = "This lesson is for enrolled students"
MISSING = "This video does not load."


class FilmServer:
    """Another server, as far as browsers can tell; it answers or it does not."""

    def __init__(self) -> None:
        self.answers = True
        self.asked: list[Request] = []
        self._film = next(CONTENT.glob("*.mp4")).read_bytes()

    async def serve(self, page: Page) -> None:
        await page.route("https://films.example.org/**", self._answer)

    async def _answer(self, route: Route) -> None:
        self.asked.append(route.request)
        if self.answers:
            await route.fulfill(body=self._film, content_type="video/mp4")
        else:
            await route.abort()


async def has_frames(page: Page) -> bool:
    return bool(await page.evaluate("document.querySelector('video')?.readyState >= 2"))


async def test_a_teacher_gives_the_address_of_a_video(
    browser: Browser, url: str, shots: Path, teacher: Person
) -> None:
    course_id = await make_course(teacher)
    await make_lesson(teacher, course_id, "Before", "Text.")
    async with screen(browser, url, "desktop", shots, also="phone") as teaching:
        page = teaching.page
        await FilmServer().serve(page)
        await enter(teaching)

        # When a lesson of that kind is added, its own page asks for the address
        await add_lesson(teaching, course_id)
        address = page.get_by_label("Address of the video")

        # One that browsers would not play is refused at the field
        await address.fill(FILM.replace("https", "http"))
        await expect_status(page, "refused")
        await expect(page.get_by_text("Use an address that begins with https://")).to_be_visible()
        await teaching.shot("link-refused")

        # And the right one is kept and played below, under a warning
        await address.fill(FILM)
        await expect_status(page, "saved")
        await eventually(lambda: has_frames(page))
        await expect(page.get_by_text("Not protected")).to_be_visible()
        await teaching.shot("link-editor")


async def add_lesson(teaching: Screen, course_id: str) -> None:
    """A lesson with a link, opened."""
    page = teaching.page
    await teaching.open(f"/teach/courses/{course_id}")
    await page.get_by_role("button", name="Add lesson").click()
    await page.get_by_label("Lesson title").fill("Bowline")
    await page.get_by_text("Video link", exact=True).click()
    await teaching.shot("link-new")
    await page.get_by_role("button", name="Add lesson").click()
    await page.get_by_role("link", name="Bowline").first.click()


@pytest.fixture
async def lesson(teacher: Person, admin: Person, student: Person) -> str:
    """The page of a published lesson with a linked video, whose course the student is in."""
    course_id = await make_course(teacher)
    lesson_id = await make_lesson(teacher, course_id, "Bowline", "Over, under, through.")
    linked = {"kind": "link", "video_url": FILM}
    await teacher.ask("PATCH", f"/v1/teaching/lessons/{lesson_id}", linked)
    await teacher.post(f"/v1/teaching/courses/{course_id}/submission")
    await admin.post(f"/v1/admin/courses/{course_id}/approval")
    await student.post("/v1/enrollments", {"course_id": course_id})
    return f"/learn/{course_id}/{lesson_id}"


async def test_students_of_the_course_watch_it_and_its_server_hears_nothing_of_the_academy(
    browser: Browser, url: str, shots: Path, student: Person, lesson: str
) -> None:
    async with screen(browser, url, "phone", shots, also="desktop") as visitor:
        page, films = visitor.page, FilmServer()
        await films.serve(page)

        # Given a visitor, who is not told the address
        await visitor.open(lesson)
        await expect(page.get_by_role("heading", name=LOCKED).first).to_be_visible()
        assert FILM not in await page.content()

        # When they enter as a student while the other server is down, the page says so
        await enter_as(student, visitor)
        films.answers = False
        await visitor.open(lesson)
        await expect(page.get_by_text(f"{MISSING} Ask your teacher.")).to_be_visible()
        await visitor.shot("link-missing")

        # And when it is back, they try again and watch
        films.answers = True
        films.asked.clear()
        await page.get_by_role("button", name="Try again").click()
        await eventually(lambda: has_frames(page))
        await expect(page.get_by_text(MISSING)).to_be_hidden()
        await visitor.shot("link-watching")
        await say_nothing_of_the_academy(films)

        await page.get_by_role("button", name="Mark as complete").click()
        await expect(page.get_by_role("button", name="Completed")).to_be_visible()


async def enter_as(student: Person, visitor: Screen) -> None:
    await visitor.open("/signin")
    await sign_in(visitor.page, student.user["email"], PASSWORD)
    await visitor.page.wait_for_url(lambda current: "/signin" not in current)


async def say_nothing_of_the_academy(films: FilmServer) -> None:
    """Neither where the film is shown nor to whom."""
    assert films.asked
    for asked in films.asked:
        sent = await asked.all_headers()
        assert not {"referer", "authorization", "cookie", "origin"} & set(sent)
