"""A certificate from the last lesson on a phone to the day on which staff revoke it."""

import asyncio
import io
import re
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.async_api import Browser, Page, expect
from pypdf import PdfReader, PdfWriter

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Person
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

TITLE = "Tying Knots"
SAYS = "This certificate"
REASON = "Earned with somebody else's hands."


async def add_course(teacher: Person, admin: Person, **rule: Any) -> dict[str, Any]:
    """A published, free course of two lessons that gives certificates."""
    course = await teacher.post(
        "/v1/teaching/courses",
        {
            "title": TITLE,
            "category": "music",
            "level": "beginner",
            "language": "en",
            "price": {"amount": 0, "currency": "EUR"},
        },
    )
    address = f"/v1/teaching/courses/{course['id']}"
    module = (await teacher.post(f"{address}/modules", {"title": "Ropes"}))["outline"][0]["id"]
    for title in ("A bowline", "A reef knot"):
        lesson = {"title": title, "kind": "article", "body": "Over, under, through."}
        await teacher.post(f"/v1/teaching/modules/{module}/lessons", lesson)
    await teacher.post(f"{address}/submission")
    await admin.post(f"/v1/admin/courses/{course['id']}/approval")
    given = {"rule": {"offered": True, **rule}}
    await teacher.ask("PUT", f"{address}/certificate", given)
    shown: dict[str, Any] = await teacher.get(address)
    return shown


async def sign_in(visitor: Screen, email: str, password: str) -> None:
    page = visitor.page
    await visitor.open("/signin")
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(lambda address: "/signin" not in address)


async def study(visitor: Screen, course: dict[str, Any]) -> None:
    """Complete both lessons; the last one is celebrated."""
    page = visitor.page
    first, second = (lesson["id"] for lesson in course["outline"][0]["lessons"])
    await visitor.open(f"/learn/{course['id']}/{first}")
    await page.get_by_role("button", name="Mark as complete").click()
    await expect(page.get_by_role("button", name="Completed", pressed=True)).to_be_visible()
    await visitor.open(f"/courses/{course['slug']}")
    await expect(page.get_by_text("1 of 2 lessons").first).to_be_visible()
    await visitor.shot("certificate-on-course")
    await visitor.open(f"/learn/{course['id']}/{second}")
    await page.get_by_role("button", name="Mark as complete").click()
    await expect(page.get_by_role("heading", name="You have earned it")).to_be_visible()
    await page.get_by_role("heading", name="You have earned it").scroll_into_view_if_needed()
    await visitor.shot("certificate-moment")


async def download(page: Page) -> bytes:
    async with page.expect_download() as waiting:
        await page.get_by_role("link", name=re.compile("Download PDF")).first.click()
    saved = await (await waiting.value).path()
    return await asyncio.to_thread(saved.read_bytes)


async def drop(visitor: Screen, content: bytes, verdict: str) -> None:
    """Show a file to the page, and read what it says of it."""
    file: Any = {"name": "shown.pdf", "mimeType": "application/pdf", "buffer": content}
    await visitor.page.locator("input[type=file]").set_input_files(file)
    said = visitor.page.get_by_role("heading", name=verdict, exact=True)
    await expect(said).to_be_visible()
    await said.scroll_into_view_if_needed()


def edited(content: bytes) -> bytes:
    """The same certificate with something else on its page; what is embedded stays."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.pages[0].rotate(180)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


class Journey(NamedTuple):
    """Where the browsers go, and where their pictures are kept."""

    browser: Browser
    url: str
    shots: Path

    def visitor(self, width: str) -> AbstractAsyncContextManager[Screen]:
        return screen(self.browser, self.url, width, self.shots)


@pytest.fixture
def journey(browser: Browser, url: str, shots: Path) -> Journey:
    return Journey(browser, url, shots)


async def test_a_certificate_is_earned_verified_checked_and_revoked(
    *, journey: Journey, student: Person, teacher: Person, admin: Person, mailbox: Mailbox
) -> None:
    # Given a student who has one course to complete
    course = await add_course(teacher, admin)
    await student.post("/v1/enrollments", {"course_id": course["id"]})
    email = student.user["email"]

    # When they complete it on a phone
    async with journey.visitor("phone") as visitor:
        await sign_in(visitor, email, PASSWORD)
        await study(visitor, course)
        content = await find_certificate(visitor)

    # Then a mail says so, and a stranger verifies it where the code on it leads
    address = str(getattr(PdfReader(io.BytesIO(content)).metadata, "subject", ""))
    assert address in (await mailbox.mail(email, "certificate"))["text"]
    path = address.removeprefix(journey.url)
    for width in ("phone", "desktop"):
        async with journey.visitor(width) as stranger:
            await verify(stranger, path, content)

    # And once staff revoke it, the page says so and why
    code = path.rsplit("/", 1)[1]
    await admin.post(f"/v1/admin/certificates/{code}/revocation", {"reason": REASON})
    async with journey.visitor("phone") as stranger:
        await see_that_it_is_revoked(stranger, path)
    assert REASON in (await mailbox.mail(email, "revoked"))["text"]


async def find_certificate(visitor: Screen) -> bytes:
    """The student's own list has it; its PDF."""
    await visitor.open("/certificates")
    await expect(visitor.page.get_by_role("heading", name=TITLE)).to_be_visible()
    await visitor.shot("certificates")
    return await download(visitor.page)


async def verify(stranger: Screen, path: str, content: bytes) -> None:
    """Every field stands on the page; the file is genuine, and an edited one is not."""
    page = stranger.page
    await stranger.open(path)
    await expect(page.get_by_role("heading", name=f"{SAYS} is valid")).to_be_visible()
    for said in ("Noor Saleh", TITLE, "Amina Rahimi", path.rsplit("/", 1)[1]):
        await expect(page.get_by_text(said).first).to_be_visible()
    await stranger.shot("verify-valid")
    await drop(stranger, content, "Genuine")
    await stranger.shot("verify-genuine")
    await drop(stranger, edited(content), "Altered")
    await stranger.shot("verify-altered")


async def see_that_it_is_revoked(stranger: Screen, path: str) -> None:
    page = stranger.page
    await stranger.open(path)
    await expect(page.get_by_role("heading", name=f"{SAYS} was revoked")).to_be_visible()
    await expect(page.get_by_text(REASON)).to_be_visible()
    await stranger.shot("verify-revoked")


async def complete_all(student: Person, course: dict[str, Any]) -> None:
    """Enroll, and mark every lesson."""
    await student.post("/v1/enrollments", {"course_id": course["id"]})
    for lesson in course["outline"][0]["lessons"]:
        completion = f"/v1/lessons/{lesson['id']}/completion"
        await student.ask("PUT", completion, {"completed": True})


async def test_the_teacher_sets_the_rule_and_signs_a_student_off(
    *, journey: Journey, student: Person, teacher: Person, admin: Person
) -> None:
    course = await add_course(teacher, admin, sign_off=True)
    await complete_all(student, course)
    progress = await student.get(f"/v1/enrollments/{course['id']}/certificate")
    assert [one["met"] for one in progress["requirements"]] == [True, False]

    async with journey.visitor("phone") as visitor:
        await sign_in(visitor, "teacher@academy.example", "academy-demo-1")
        await visitor.open(f"/teach/courses/{course['id']}/certificate")
        await ask_for_a_class(visitor)
        await mark_class(visitor)
        await sign_off(visitor)

    (given,) = (await student.get("/v1/me/certificates"))["items"]
    assert given["status"] == "valid"


async def ask_for_a_class(visitor: Screen) -> None:
    page = visitor.page
    await page.get_by_label("Attended live classes").fill("1")
    await visitor.shot("certificate-rule")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The rule is saved.")).to_be_visible()


async def mark_class(visitor: Screen) -> None:
    page = visitor.page
    await page.get_by_role("tab", name="Students").click()
    await page.get_by_role("button", name="Mark a live class").click()
    await page.get_by_label("What the class was about").fill("Sailing")
    await visitor.shot("certificate-attendance")
    await page.get_by_role("button", name="Mark as attended").click()
    await expect(page.get_by_text("1 of 1 live class attended")).to_be_visible()
    await visitor.shot("certificate-students")


async def sign_off(visitor: Screen) -> None:
    page = visitor.page
    await page.get_by_role("button", name="Sign off").click()
    await page.get_by_label("Note").fill("Ties well.")
    await page.get_by_role("dialog").get_by_role("button", name="Sign off").click()
    await expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    await visitor.shot("certificate-signed")


async def test_a_rule_that_comes_later_counts_for_who_was_done_before(
    student: Person, teacher: Person, admin: Person
) -> None:
    course = await add_course(teacher, admin)
    address = f"/v1/teaching/courses/{course['id']}/certificate"
    await teacher.ask("PUT", address, {"rule": {"offered": False}})
    await complete_all(student, course)
    assert (await student.get("/v1/me/certificates"))["items"] == []

    await teacher.ask("PUT", address, {"rule": {"offered": True}})

    async def card() -> Any:
        return (await student.get("/v1/me/certificates"))["items"]

    (given,) = await eventually(card, seconds=60)
    keys = await student.get("/.well-known/academy-certificate-keys.json")
    record = await student.get(f"/v1/certificates/{given['code']}")
    assert record["certificate"]["key_id"] in {key["kid"] for key in keys["keys"]}


async def test_the_pages_of_certificates_read_in_arabic(
    browser: Browser, url: str, shots: Path
) -> None:
    async with screen(browser, url, "phone", shots) as visitor:
        await visitor.open("/verify")
        await visitor.page.evaluate("localStorage.setItem('academy.language', 'ar')")
        await visitor.open("/verify/AB23-CD34-EF56-GH78")
        await expect(visitor.page.get_by_role("heading", name="لا توجد شهادة كهذه")).to_be_visible()
        await visitor.shot("verify-arabic")
