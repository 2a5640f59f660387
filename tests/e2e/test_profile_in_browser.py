"""Profiles, teachers' pages and families in a real browser at two widths."""

import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Person, Refusal, unique_email
from tests.e2e.test_student_in_browser import sign_in
from tests.e2e.test_ways_in_in_browser import is_inside
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

CHILD = (datetime.now(UTC) - timedelta(days=365 * 12)).date().isoformat()


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, also="phone") as visitor:
        yield visitor


async def enter(visitor: Screen, email: str, password: str = PASSWORD) -> None:
    await visitor.open("/signin")
    await sign_in(visitor.page, email, password)
    await is_inside(visitor.page)


def photograph(folder: Path) -> Path:
    """A picture as a telephone makes it: wide, and knowing where it was taken."""
    file, exif = folder / "me.jpg", Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (900, 600), "teal").save(file, exif=exif)
    return file


async def test_a_profile_is_filled_shown_and_kept(
    visitor: Screen, student: Person, tmp_path: Path, url: str, http: aiohttp.ClientSession
) -> None:
    page, name = visitor.page, f"Noor {uuid4().hex[:6]}"
    await enter(visitor, student.user["email"])

    await fill_profile(visitor, photograph(tmp_path), name)

    async def kept() -> bool:
        profile = await student.get("/v1/me/profile")
        return (profile["name"], profile["time_zone"]) == (name, "Europe/Madrid")

    await eventually(kept)
    profile = await student.get("/v1/me/profile")
    assert profile["bio_html"] == "<p>I like <strong>maps</strong>.</p>"
    async with http.get(url + profile["picture_url"]) as answer:
        shown = Image.open(io.BytesIO(await answer.read()))
    assert (shown.format, shown.size, len(shown.getexif())) == ("WEBP", (512, 512), 0)
    await page.reload()
    await expect(page.get_by_label("Name", exact=True)).to_have_value(name)
    await expect(page.get_by_role("button", name=re.compile("Account of"))).to_be_visible()


async def fill_profile(visitor: Screen, picture: Path, name: str) -> None:
    """A picture, a name, words and a clock."""
    page = visitor.page
    await visitor.open("/account/profile")
    await page.locator("input[type=file]").set_input_files(picture)
    await expect(page.get_by_role("button", name="Remove picture")).to_be_visible()
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("In your own words").fill("I like **maps**.")
    await page.get_by_role("button", name="Save").first.click()
    await expect(page.get_by_text("Saved.").first).to_be_visible()
    await page.get_by_label("Time zone").select_option("Europe/Madrid")
    await page.get_by_role("button", name="Save").nth(1).click()
    await visitor.shot("profile")


async def is_wanted(person: Person) -> bool:
    """Whether the person gets mails about their courses."""
    settings = await person.get("/v1/me/notifications")
    return bool({one["kind"]: one["enabled"] for one in settings}["learning"])


async def test_mails_are_switched_off_by_keyboard(visitor: Screen, student: Person) -> None:
    page = visitor.page
    await enter(visitor, student.user["email"])
    await visitor.open("/account/profile")
    learning = page.get_by_role("switch", name=re.compile("Your courses"))

    await learning.focus()
    await page.keyboard.press("Space")
    await expect(learning).not_to_be_checked()

    async def refused() -> bool:
        return not await is_wanted(student)

    await eventually(refused)
    await page.keyboard.press("Space")
    await expect(learning).to_be_checked()
    await eventually(lambda: is_wanted(student))
    await expect(page.get_by_role("switch", name=re.compile("Receipts"))).to_be_disabled()


async def test_a_mail_says_how_to_stop_it_to_its_reader_and_to_mail_programs(
    visitor: Screen, student: Person, mailbox: Mailbox, http: aiohttp.ClientSession
) -> None:
    page = visitor.page
    await student.post("/v1/enrollments", {"course_id": await free_course(student)})
    mail = await mailbox.mail(student.user["email"], "welcome")
    found = re.search(r"http\S+/unsubscribe\?token=\S+", mail["text"])
    assert found, mail["text"]

    async with http.post(found[0], data={"List-Unsubscribe": "One-Click"}) as answer:
        assert answer.status == 204
    assert not await is_wanted(student)

    await page.goto(found[0])
    await expect(page.get_by_role("button", name="Stop them")).to_be_visible()
    await visitor.shot("unsubscribe")
    await page.get_by_role("button", name="Stop them").click()
    await expect(page.get_by_role("heading", name="Done")).to_be_visible()


async def free_course(person: Person) -> str:
    """A course that can be entered without paying."""
    courses = await person.get("/v1/courses", order="price_low")
    return str(next(one["id"] for one in courses["items"] if one["price"]["amount"] == 0))


async def test_a_teacher_has_a_public_page(visitor: Screen, browser: Browser) -> None:
    page, line = visitor.page, f"Patience {uuid4().hex[:6]}"
    await enter(visitor, "teacher@academy.example", "academy-demo-1")
    await visitor.open("/account/profile")
    await page.get_by_label("Headline").fill(line)
    await page.get_by_label("Subjects").fill("Calligraphy, Arabic")
    await page.get_by_role("checkbox", name="Arabic").check()
    if not await page.get_by_label("Amount for an hour").count():
        await page.get_by_role("button", name="Add a price").click()
    await page.get_by_label("Amount for an hour").first.fill("35")
    await page.get_by_role("button", name="Save").nth(2).click()
    await expect(page.get_by_text("Saved.").first).to_be_visible()
    await visitor.shot("profile-teacher")

    await page.get_by_role("link", name="See your page").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("Amina Rahimi")
    await expect(page.get_by_text("Calligraphy", exact=True)).to_be_visible()
    await expect(page.get_by_role("heading", level=3).first).to_be_visible()
    await visitor.shot("teacher")
    await page.get_by_role("heading", level=3).first.get_by_role("link").click()
    await page.get_by_role("link", name="Amina Rahimi").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Amina Rahimi")


async def test_a_guardian_agrees_and_sees_how_far_the_child_is(
    visitor: Screen, student: Person, mailbox: Mailbox, url: str, http: aiohttp.ClientSession
) -> None:
    page, child, guardian = visitor.page, unique_email(), student.user["email"]

    # Given a child who cannot sign in before the guardian has agreed
    await register_child(visitor, mailbox, child, guardian)
    await visitor.open("/signin")
    await sign_in(page, child)
    await expect(page.get_by_text("Waiting for your guardian")).to_be_visible()

    # When the guardian hears of it, reads and agrees
    assert await mailbox.mail(guardian, "consent")
    await agree(visitor, guardian)

    # Then the child can study, and the guardian sees what
    learner = await Person(http, url).sign_in(child, PASSWORD)
    await learner.post("/v1/enrollments", {"course_id": await free_course(learner)})
    await page.reload()
    await expect(page.get_by_text("0%").first).to_be_visible()
    await visitor.shot("family")

    # And when the guardian ends it, the child is out at once
    await page.get_by_role("button", name="End", exact=True).click()
    await page.get_by_role("alertdialog").get_by_role("button", name="End").click()
    await eventually(lambda: is_out(learner))


async def register_child(visitor: Screen, mailbox: Mailbox, child: str, guardian: str) -> None:
    """Open an account below the age, and confirm its address."""
    page = visitor.page
    await visitor.open("/register")
    await page.get_by_label("Name").fill("Sami Haddad")
    await page.get_by_label("E-mail address").fill(child)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_label("Date of birth (optional)").fill(CHILD)
    await page.get_by_label("E-mail address of a parent or guardian").fill(guardian)
    await visitor.shot("register-child")
    await page.get_by_role("button", name="Create account").click()
    await expect(page.get_by_role("heading", name="Check your inbox")).to_be_visible()
    await visitor.open(f"/confirm?token={await mailbox.confirmation_token(child)}")
    await expect(page.get_by_role("heading", name="Your address is confirmed")).to_be_visible()


async def agree(visitor: Screen, guardian: str) -> None:
    """Sign in as the guardian, read the text and agree."""
    page = visitor.page
    await enter(visitor, guardian)
    await visitor.open("/account/family")
    await expect(page.get_by_role("button", name="Read and decide")).to_be_visible()
    await visitor.shot("family-asked")
    await page.get_by_role("button", name="Read and decide").click()
    await expect(page.get_by_role("heading", name="What we keep about them")).to_be_visible()
    await visitor.shot("consent")
    await page.get_by_role("button", name="I agree").click()
    await expect(page.get_by_text("Active")).to_be_visible()


async def is_out(person: Person) -> bool:
    """Whether the person's access token is refused."""
    try:
        await person.get("/v1/me")
    except Refusal as refusal:
        return refusal.status == 401
    return False


async def test_the_pages_read_in_arabic(visitor: Screen, student: Person) -> None:
    page = visitor.page
    await enter(visitor, student.user["email"])
    await visitor.open("/account/profile")
    await page.get_by_label("Language", exact=True).select_option("ar")
    await page.get_by_role("button", name="Save").nth(1).click()
    await expect(page.get_by_role("heading", name="الملف الشخصي")).to_be_visible()
    await visitor.shot("profile-ar")
    await visitor.open("/account/family")
    await expect(page.get_by_role("heading", name="العائلة")).to_be_visible()
    await visitor.shot("family-ar")
