"""Accounts without a mouse: every step by keys alone, each with a focus that can be seen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Person
from tests.e2e.test_view_in_browser import banner, link_to

pytestmark = pytest.mark.e2e

FARTHEST = 120
"""Presses of Tab after which something counts as out of reach."""
IS_FOCUSED = "element => element === document.activeElement"
SHOWS_FOCUS = """element => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none";
}"""


@pytest.fixture(params=["desktop", "phone"])
async def visitor(
    request: pytest.FixtureRequest, browser: Browser, url: str, shots: Path
) -> AsyncIterator[Screen]:
    async with screen(browser, url, request.param, shots) as visitor:
        yield visitor


async def reach(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus, and see that it has."""
    await expect(target).to_be_visible()
    for _ in range(FARTHEST):
        if await target.evaluate(IS_FOCUSED):
            break
        await page.keyboard.press("Tab")
    else:
        pytest.fail(f"No key leads to {target}.")
    assert await target.evaluate(SHOWS_FOCUS), f"Nobody sees that the focus is on {target}."


async def write(page: Page, label: str, text: str) -> None:
    """Replace what stands in a field."""
    await reach(page, page.get_by_label(label, exact=True))
    await page.keyboard.press("Control+a")
    await page.keyboard.type(text)


async def push(page: Page, target: Locator) -> None:
    """Go to a button or link and press Enter."""
    await reach(page, target)
    await page.keyboard.press("Enter")


def account_of(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Account of {name}")


async def enter(visitor: Screen, email: str, name: str, password: str = PASSWORD) -> None:
    page = visitor.page
    await visitor.open("/signin")
    await write(page, "E-mail address", email)
    await write(page, "Password", password)
    await page.keyboard.press("Enter")
    await expect(account_of(page, name)).to_be_visible()


async def test_somebody_signs_in_sets_a_second_step_up_and_signs_out(
    visitor: Screen, student: Person
) -> None:
    page, name = visitor.page, student.user["name"]
    await enter(visitor, student.user["email"], name)

    await visitor.open("/account/security")
    await push(page, page.get_by_role("button", name="Set up an authenticator app"))
    secret = await page.get_by_role("dialog").locator("p.font-mono").inner_text()
    await write(page, "Code from the app", pyotp.TOTP(secret.replace(" ", "")).now())
    await push(page, page.get_by_role("button", name="Turn it on"))
    await expect(page.get_by_text("You see these codes only now")).to_be_visible()
    await push(page, page.get_by_role("button", name="I have stored them"))
    await expect(page.get_by_role("dialog")).to_be_hidden()

    await push(page, account_of(page, name))
    leave = page.get_by_role("menuitem", name="Sign out")
    await expect(leave).to_be_visible()
    while not await leave.evaluate(IS_FOCUSED):
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(account_of(page, name)).to_be_hidden()


async def test_somebody_changes_their_profile_takes_their_data_along_and_leaves(
    visitor: Screen, student: Person
) -> None:
    page, email = visitor.page, student.user["email"]
    await enter(visitor, email, student.user["name"])

    await visitor.open("/account/profile")
    await write(page, "Name", "Noor Haddad")
    await push(page, page.get_by_role("button", name="Save").first)
    await expect(account_of(page, "Noor Haddad")).to_be_visible()

    await visitor.open("/account/data")
    await push(page, page.get_by_role("button", name="Collect my data"))
    async with page.expect_download() as download:
        await push(page, page.get_by_role("button", name="Download"))
    assert (await download.value).suggested_filename.endswith(".zip")

    await push(page, page.get_by_role("button", name="Delete my account"))
    await write(page, "Type your e-mail address to confirm", email)
    await push(page, page.get_by_role("button", name="Delete it for good"))
    await expect(page.get_by_role("heading", name="Goodbye")).to_be_visible()


async def test_staff_leave_a_view(visitor: Screen, admin: Person, student: Person) -> None:
    page = visitor.page
    await visitor.open(await link_to(admin, student))
    await expect(account_of(page, student.user["name"])).to_be_visible()

    await push(page, banner(page).get_by_role("button", name="Leave"))

    await expect(banner(page)).to_be_hidden()
    await expect(account_of(page, student.user["name"])).to_be_hidden()
