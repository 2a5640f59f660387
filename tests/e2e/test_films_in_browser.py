"""A film on its way from a teacher's disk to a student's phone, over lines that break."""

import re
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from playwright.async_api import Browser, CDPSession, Locator, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Person
from tests.e2e.test_student_in_browser import sign_in
from tests.factories.films import make_film
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

FILM_SECONDS = 30
SLOW = 800_000
"""Bytes per second of a line over which an upload can be watched."""

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:30.000\nThe colors move.\n"


class Lesson(NamedTuple):
    """A video lesson, by ids."""

    course_id: str
    id: str


async def start_lesson(teacher: Person) -> Lesson:
    """A free course with one empty video lesson."""
    course: dict[str, Any] = await teacher.post(
        "/v1/teaching/courses",
        {
            "title": f"Moving colors {uuid4().hex[:6]}",
            "category": "music",
            "price": {"amount": 0, "currency": "EUR"},
        },
    )
    course = await teacher.post(f"/v1/teaching/courses/{course['id']}/modules", {"title": "One"})
    module_id = course["outline"][0]["id"]
    lesson = await teacher.post(
        f"/v1/teaching/modules/{module_id}/lessons", {"title": "The film", "kind": "video"}
    )
    return Lesson(course["id"], lesson["id"])


async def enter(visitor: Screen, email: str, password: str, path: str) -> None:
    await visitor.open("/signin")
    await sign_in(visitor.page, email, password)
    await visitor.page.wait_for_url(lambda address: "/signin" not in address)
    await visitor.open(path)


async def line(session: CDPSession, *, offline: bool = False, upload: int = -1) -> None:
    """How the browser reaches the academy: not at all, or with so many bytes per second."""
    conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": upload}
    await session.send("Network.emulateNetworkConditions", {"offline": offline, **conditions})


async def percent(page: Page) -> int:
    """How much of the upload the page says is sent."""
    text = await page.get_by_text(re.compile(r"^\d+%$")).first.inner_text()
    return int(text.rstrip("%"))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make_film(tmp_path / "colors.mp4", seconds=FILM_SECONDS, size="640x360")


@pytest.fixture
def content(film: Path) -> bytes:
    return film.read_bytes()


@pytest.fixture
def large_film(tmp_path: Path) -> Path:
    """The same, made larger by what players skip: an upload that takes some seconds."""
    path = make_film(tmp_path / "large.mp4", seconds=FILM_SECONDS, size="640x360")
    padding = 24_000_000
    with path.open("ab") as file:
        file.write((padding + 8).to_bytes(4, "big") + b"free" + b"\0" * padding)
    return path


async def test_an_upload_goes_on_after_a_broken_line_and_a_closed_page(
    browser: Browser, url: str, shots: Path, teacher: Person, large_film: Path, film: Path
) -> None:
    lesson = await start_lesson(teacher)
    address = f"/teach/courses/{lesson.course_id}/lessons/{lesson.id}"
    async with screen(browser, url, "desktop", shots) as teaching:
        page = teaching.page
        # Given an upload over a slow line
        await enter(teaching, "teacher@academy.example", "academy-demo-1", address)
        session = await page.context.new_cdp_session(page)
        await line(session, upload=SLOW)
        await begin_upload(teaching, large_film)

        # When the line breaks and comes back, it goes on
        sent = await survive_a_break(page, session)

        # And when the page is left and opened again, another file is not taken for it
        await leave_and_return(page)
        await be_refused_another_file(teaching, film)

        # But the same file goes on where it stopped
        await chooser(page).set_input_files(large_film)
        await goes_beyond(page, sent)
        await line(session)
        await expect(page.get_by_text("The video is stored.").first).to_be_visible(timeout=60_000)

        # And the server says what it is, and makes smaller versions
        await see_it_prepared(teaching)


def chooser(page: Page) -> Locator:
    return page.locator("input[type=file][accept='video/*']")


async def begin_upload(teaching: Screen, film: Path) -> None:
    """Choose a film, and see a part of it sent."""
    await chooser(teaching.page).set_input_files(film)

    async def moves() -> bool:
        return 5 < await percent(teaching.page) < 90

    await eventually(moves)
    await teaching.shot("upload")


async def survive_a_break(page: Page, session: CDPSession) -> int:
    """Break the line and mend it; how much was sent at the break."""
    await line(session, offline=True)
    sent = await percent(page)
    await line(session, upload=SLOW)
    await goes_beyond(page, sent, seconds=30)
    return sent


async def goes_beyond(page: Page, sent: int, *, seconds: float = 15) -> None:
    """More is sent than was."""

    async def goes_on() -> bool:
        return await percent(page) > sent + 2

    await eventually(goes_on, seconds=seconds)


async def leave_and_return(page: Page) -> None:
    """Pause, and open the page again, which remembers the upload."""
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_text("paused")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    await page.reload()
    await expect(page.get_by_text("An upload is not finished")).to_be_visible()


async def be_refused_another_file(teaching: Screen, film: Path) -> None:
    """A film that is not the unfinished one is told so."""
    await chooser(teaching.page).set_input_files(film)
    await expect(teaching.page.get_by_text("This is not the file")).to_be_visible()
    await teaching.shot("upload-of-another-file")


async def see_it_prepared(teaching: Screen) -> None:
    """The size of the film, how far its preparation is, and what came of it."""
    page = teaching.page
    await expect(page.get_by_text(re.compile("640 . 360"))).to_be_visible(timeout=60_000)
    await teaching.shot("upload-preparing")
    await expect(page.get_by_text("Ready in")).to_be_visible(timeout=120_000)
    await expect(page.get_by_text("360p, 240p")).to_be_visible()
    await teaching.shot("upload-prepared")


async def test_a_file_that_is_no_video_is_named_at_once(
    browser: Browser, url: str, shots: Path, teacher: Person, tmp_path: Path
) -> None:
    lesson = await start_lesson(teacher)
    fake = tmp_path / "fake.mp4"
    fake.write_bytes(b"PK\3\4" + b"x" * 1000)
    async with screen(browser, url, "phone", shots) as teaching:
        page = teaching.page
        address = f"/teach/courses/{lesson.course_id}/lessons/{lesson.id}"
        await enter(teaching, "teacher@academy.example", "academy-demo-1", address)

        await chooser(page).set_input_files(fake)

        await expect(page.get_by_text("it holds a ZIP")).to_be_visible()
        await teaching.shot("upload-refused")


async def upload(teacher: Person, lesson: Lesson, content: bytes) -> None:
    """Send a film over the API, with captions, and wait until it is prepared."""
    announced = {"name": "colors.mp4", "size": len(content), "media_type": "video/mp4"}
    permit = await teacher.post(f"/v1/teaching/courses/{lesson.course_id}/uploads", announced)
    headers = {"Authorization": f"Bearer {teacher.token}", "Content-Type": "video/mp4"}
    async with teacher.http.put(teacher.url + permit["url"], data=content, headers=headers) as sent:
        assert sent.status == 200, await sent.text()
    place = f"/v1/teaching/lessons/{lesson.id}"
    await teacher.ask("PATCH", place, {"video_file_id": permit["id"]})
    captions = {"label": "English", "is_default": True, "content": CAPTIONS}
    await teacher.ask("PUT", f"{place}/captions/en", captions)

    async def prepared() -> bool:
        return bool((await teacher.get(place))["prepared"]["state"] == "done")

    await eventually(prepared, seconds=120, every=1)


async def state_of(page: Page) -> dict[str, Any]:
    """What the film does at the moment."""
    found: dict[str, Any] = await page.evaluate(
        "(() => { const film = document.querySelector('video'); "
        "if (!film) return { time: 0, ready: 0 };"
        " return {"
        " time: film.currentTime, ready: film.readyState, source: film.currentSrc,"
        " paused: film.paused, length: film.duration, error: film.error?.message,"
        " captions: [...film.textTracks].map((track) => track.mode) } })()"
    )
    return found


@pytest.fixture
async def lesson(teacher: Person, admin: Person, student: Person, content: bytes) -> Lesson:
    """A published film, with the student in its course."""
    lesson = await start_lesson(teacher)
    await upload(teacher, lesson, content)
    await teacher.post(f"/v1/teaching/courses/{lesson.course_id}/submission")
    await admin.post(f"/v1/admin/courses/{lesson.course_id}/approval")
    await student.post("/v1/enrollments", {"course_id": lesson.course_id})
    return lesson


async def test_a_student_watches_on_a_phone_resumes_and_completes_by_watching(
    browser: Browser, url: str, shots: Path, student: Person, lesson: Lesson
) -> None:
    address = f"/learn/{lesson.course_id}/{lesson.id}"
    async with screen(browser, url, "phone", shots) as watching:
        page = watching.page
        # Given a student at a film
        await enter(watching, student.user["email"], PASSWORD, address)
        await expect(page.get_by_role("button", name="Play the video")).to_be_visible()
        await watching.shot("film")

        # When they play it, parts of it come in the size that fits
        await play(page)
        assert (await state_of(page))["captions"] == ["showing"]
        await choose_the_smallest(watching)

        # And after a jump and a reload it goes on there
        await jump_and_return(page)

        # And whoever has seen nearly all of it has completed the lesson
        await watch_to_the_end(page)
        plan = await student.get(f"/v1/enrollments/{lesson.course_id}")
        assert plan["completed_lessons"] == 1


async def play(page: Page) -> None:
    """Start the film: it comes in parts, and names who watches."""
    await page.get_by_role("button", name="Play the video").click()

    async def plays() -> bool:
        state = await state_of(page)
        return state["ready"] >= 3 and state["time"] > 1 and not state["error"]

    await eventually(plays)
    assert (await state_of(page))["source"].startswith("blob:")
    await expect(page.locator("[data-watermark]")).to_contain_text("Noor Saleh · ")


async def choose_the_smallest(watching: Screen) -> None:
    """Pause, and take the size for thin lines."""
    page = watching.page
    await page.keyboard.press("k")
    await page.get_by_role("button", name="Quality and speed").click()
    await page.get_by_role("menuitemradio", name="240p").click()
    await watching.shot("film-paused")


async def jump_and_return(page: Page) -> None:
    """Jump ahead and reload the page: the film stands where it was left."""
    await page.keyboard.press("l")

    async def further() -> bool:
        return bool((await state_of(page))["time"] > 10)

    await eventually(further)
    await page.wait_for_load_state("networkidle")
    await page.keyboard.press("k")
    await page.keyboard.press("k")
    await page.reload()
    await eventually(further)


async def watch_to_the_end(page: Page) -> None:
    """Go back to what was skipped and watch fast, until the lesson is completed."""
    await page.keyboard.press("j")
    for _ in range(4):
        await page.keyboard.press(">")
    await page.keyboard.press("k")
    await expect(page.get_by_role("button", name="Completed")).to_be_visible(timeout=60_000)


async def test_the_player_speaks_arabic(
    browser: Browser, url: str, shots: Path, student: Person, lesson: Lesson
) -> None:
    async with screen(browser, url, "desktop", shots) as watching:
        page = watching.page
        await page.add_init_script("localStorage.setItem('academy.language', 'ar')")
        await watching.open("/signin")
        await page.locator("input[type=email]").fill(student.user["email"])
        await page.locator("input[type=password]").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await page.wait_for_url(lambda current: "/signin" not in current)
        await watching.open(f"/learn/{lesson.course_id}/{lesson.id}")
        await page.get_by_role("button", name="شغّل الفيديو").click()

        async def plays() -> bool:
            return bool((await state_of(page))["time"] > 0.5)

        await eventually(plays)
        await page.keyboard.press("k")
        await watching.shot("film-arabic")


async def test_a_copied_address_ends_with_the_session_that_it_was_given_to(
    url: str, student: Person, lesson: Lesson
) -> None:
    shown = await student.get(f"/v1/lessons/{lesson.id}/playback")
    async with student.http.get(url + shown["url"], headers={"Range": "bytes=0-9"}) as part:
        assert part.status == 206
    devices = await student.get("/v1/me/sessions")
    (current,) = [one["id"] for one in devices["items"] if one["current"]]
    await student.ask("DELETE", f"/v1/me/sessions/{current}")

    async def ended() -> bool:
        async with student.http.get(url + shown["url"], headers={"Range": "bytes=0-9"}) as part:
            return part.status == 404

    await eventually(ended)
