"""Who signs in with Google alone, and the mails about another address, in a browser."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import create_engine, text

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Person, unique_email
from tests.e2e.test_student_in_browser import sign_in
from tests.e2e.test_ways_in_in_browser import is_inside, link_in, sign_out

pytestmark = pytest.mark.e2e

LATER = """
UPDATE sessions SET authenticated_at = authenticated_at - interval '1 hour'
WHERE user_id = (SELECT id FROM users WHERE email = :email)
"""


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, also="phone") as visitor:
        yield visitor


def pass_an_hour(email: str) -> None:
    """Let the last proof of who a person is be old."""
    engine = create_engine(os.environ["ACCOUNTS_DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(text(LATER), {"email": email})
    engine.dispose()


async def at_google(page: Page, email: str, name: str = "Mira Haddad") -> None:
    """Go on with an account there."""
    await page.get_by_text("Use another account").click()
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Name").fill(name)
    await page.get_by_role("button", name="Continue").click()


async def come_by_google(visitor: Screen, email: str, to: str = "/account/security") -> None:
    await visitor.open(f"/signin?next={to}")
    await visitor.page.get_by_role("button", name="Continue with Google").click()
    await at_google(visitor.page, email)
    await is_inside(visitor.page)


async def test_31_a_guest_who_comes_by_google_gets_where_they_wanted_to_go(
    visitor: Screen,
) -> None:
    page = visitor.page

    await come_by_google(visitor, unique_email(), "/account/profile")

    await expect(page).to_have_url(re.compile("/account/profile$"))
    assert await initials(page) == "MH"
    await sign_out(page)
    await visitor.open("/signin")
    await page.get_by_role("button", name="Continue with Google").click()
    await at_google(page, unique_email())
    await expect(page).to_have_url(re.compile("/learn$"))


async def initials(page: Page) -> str:
    """What the round at the top shows in place of a picture."""
    avatar = page.get_by_role("button", name=re.compile("Account of")).locator("[data-initials]")
    await expect(avatar).to_be_visible()
    shown: str = await avatar.evaluate("e => getComputedStyle(e, '::before').content")
    return shown.strip('"')


async def test_30_who_has_only_google_confirms_there_and_goes_on(visitor: Screen) -> None:
    page, email = visitor.page, unique_email()
    await come_by_google(visitor, email)
    pass_an_hour(email)

    await visitor.open("/account/security")
    await page.get_by_role("button", name="Set up an authenticator app").click()
    await expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    await expect(page.get_by_role("button", name="Confirm with Google")).to_be_visible()
    await visitor.shot("step-up-google")
    await page.get_by_role("button", name="Confirm with Google").click()
    await at_google(page, unique_email(), "Somebody Else")
    await expect(page.get_by_text("Another Google account")).to_be_visible()
    await visitor.shot("step-up-another-google")
    await page.get_by_role("link", name="Back to where you were").click()
    await page.get_by_role("button", name="Set up an authenticator app").click()
    await page.get_by_role("button", name="Confirm with Google").click()
    await page.get_by_text(email, exact=True).click()
    await expect(page.get_by_text("Confirmed. You can go on now.")).to_be_visible()
    await expect(page).to_have_url(re.compile("/account/security$"))
    await page.get_by_role("button", name="Set up an authenticator app").click()

    await expect(page.get_by_label("Code from the app")).to_be_visible()


async def test_31_removing_google_is_asked_about_first(visitor: Screen, student: Person) -> None:
    page, email = visitor.page, student.user["email"]
    await visitor.open("/signin")
    await page.get_by_role("button", name="Continue with Google").click()
    await at_google(page, email)
    await visitor.shot("google-proof-forgotten")
    await expect(page.get_by_role("link", name="Forgotten your password?")).to_be_visible()
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Link and sign in").click()
    await is_inside(page)

    await visitor.open("/account/security")
    await page.get_by_role("button", name="Remove", exact=True).click()
    await visitor.shot("google-unlink")
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_text(f"{email}, linked on")).to_be_visible()
    await page.get_by_role("button", name="Remove", exact=True).click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()

    await expect(page.get_by_role("button", name="Link a Google account")).to_be_visible()


async def test_in_arabic_the_address_begins_where_its_card_does(
    visitor: Screen, student: Person
) -> None:
    page, email = visitor.page, student.user["email"]
    await page.add_init_script("localStorage.setItem('academy.language', 'ar')")
    await visitor.open("/signin?next=/account/security")
    await visitor.shot("arabic-signin")
    await page.locator("input[type=email]").fill(email)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")

    address = page.get_by_role("main").get_by_text(email, exact=True)
    await expect(address).to_be_visible()
    await visitor.shot("arabic-security")
    ends = "e => e.getBoundingClientRect().right"
    heading = page.get_by_role("heading", name="البريد الإلكتروني")
    assert abs(await address.evaluate(ends) - await heading.evaluate(ends)) <= 1


async def test_the_old_address_stops_a_change_by_its_mail(
    visitor: Screen, student: Person, mailbox: Mailbox
) -> None:
    page, old, new = visitor.page, student.user["email"], unique_email()
    await student.post("/v1/me/email-change", {"new_email": new})
    link = await link_in(mailbox, old, "the change", "/email-change")

    await visitor.open("/signin")
    await sign_in(page, old)
    await is_inside(page)
    await visitor.open(f"{link}&refuse=1")
    await expect(page.get_by_role("heading", name="Stop the change of address?")).to_be_visible()
    await visitor.shot("email-stop")
    await page.get_by_role("button", name="Stop the change").click()
    await expect(page.get_by_role("heading", name="The old address stays")).to_be_visible()
    await visitor.open(f"{link}&refuse=1")
    await page.get_by_role("button", name="Stop the change").click()
    await expect(page.get_by_role("heading", name="Change of address is over")).to_be_visible()
    await expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    await visitor.shot("email-over")


async def test_a_new_address_stands_in_the_menu_at_once(
    visitor: Screen, student: Person, mailbox: Mailbox
) -> None:
    page, old, new = visitor.page, student.user["email"], unique_email()
    await visitor.open("/signin")
    await sign_in(page, old)
    await is_inside(page)
    await visitor.open("/account/security")
    await page.get_by_role("button", name="Change the address").click()
    await page.get_by_label("New e-mail address").fill(new)
    await page.get_by_role("button", name="Send the links").click()
    await expect(page.get_by_text("to both addresses")).to_be_visible()

    for address in (old, new):
        await visitor.open(await link_in(mailbox, address, "the change|your new", "/email-change"))
        await page.get_by_role("button", name="Yes, change it").click()
        await expect(page.get_by_role("link", name="To the start page")).to_be_visible()
    await page.get_by_role("button", name=re.compile("Account of")).click()

    await expect(page.get_by_role("menu").get_by_text(new)).to_be_visible()
