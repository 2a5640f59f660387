"""One's own data in a real browser at two widths: taken along, and gone."""

import io
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Person, Refusal
from tests.e2e.test_student_in_browser import sign_in
from tests.e2e.test_ways_in_in_browser import is_inside

pytestmark = pytest.mark.e2e

PARTS = {"accounts", "courses", "payments", "notifications"}


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, also="phone") as visitor:
        yield visitor


async def test_everything_is_collected_and_downloaded(
    visitor: Screen, student: Person, mailbox: Mailbox
) -> None:
    page = visitor.page
    await visitor.open("/signin")
    await sign_in(page, student.user["email"])
    await is_inside(page)

    await visitor.open("/account/data")
    await visitor.shot("data")
    await page.get_by_role("button", name="Collect my data").click()
    await expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=30_000)
    async with page.expect_download() as waiting:
        await page.get_by_role("button", name="Download").click()
    path = await (await waiting.value).path()

    names = zipfile.ZipFile(io.BytesIO(path.read_bytes())).namelist()
    assert {part for part in PARTS if any(part in name for name in names)} == PARTS
    assert await mailbox.mail(student.user["email"], "data")


async def test_an_account_is_deleted_for_good(
    visitor: Screen, student: Person, mailbox: Mailbox
) -> None:
    page, email = visitor.page, student.user["email"]
    await visitor.open("/signin")
    await sign_in(page, email)
    await is_inside(page)

    await visitor.open("/account/data")
    await page.get_by_role("button", name="Delete my account").click()
    await page.get_by_label("Type your e-mail address").fill("somebody@example.org")
    await page.get_by_role("button", name="Delete it for good").click()
    await expect(page.get_by_text("not the address of this account")).to_be_visible()
    await visitor.shot("data-delete")
    await page.get_by_label("Type your e-mail address").fill(email)
    await page.get_by_role("button", name="Delete it for good").click()
    await expect(page).to_have_url(re.compile("/goodbye"))
    await expect(page.get_by_text("Your account is deleted")).to_be_visible(timeout=30_000)
    await visitor.shot("goodbye")

    with pytest.raises(Refusal) as refused:
        await student.sign_in(email, PASSWORD)
    assert refused.value.code == "accounts.wrong_credentials"
    assert await mailbox.mail(email, "deleted")
