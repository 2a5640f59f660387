"""Coming back into an account, and keeping it one's own: in a real browser at two widths."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Person, unique_email
from tests.e2e.test_student_in_browser import sign_in

pytestmark = pytest.mark.e2e

NEW_PASSWORD = "seven lilac umbrellas 9"


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, also="phone") as visitor:
        yield visitor


async def link_in(mailbox: Mailbox, to: str, about: str, page: str) -> str:
    """The path that the newest mail about something leads to."""
    mail = await mailbox.mail(to, about)
    found = re.search(rf"({page}\?token=[\w.~-]+)", mail["text"])
    assert found, mail["text"]
    return found[1]


async def is_inside(page: Page) -> None:
    await expect(page.get_by_role("button", name=re.compile("Account of"))).to_be_visible()


async def sign_out(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("Account of")).click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page.get_by_role("button", name=re.compile("Account of"))).to_be_hidden()


async def test_27_a_forgotten_password_is_replaced_by_mail(
    visitor: Screen, student: Person, mailbox: Mailbox
) -> None:
    page, email = visitor.page, student.user["email"]

    await visitor.open("/signin")
    await visitor.shot("signin-ways")
    await page.get_by_role("link", name="Forgotten your password?").click()
    await expect(page.get_by_role("heading", name="Forgotten password")).to_be_visible()
    await page.get_by_label("E-mail address").fill(email)
    await visitor.shot("forgot")
    await page.get_by_role("button", name="Send the link").click()
    await expect(page.get_by_text("works for 15 minutes")).to_be_visible()
    await visitor.shot("forgot-sent")
    await visitor.open(await link_in(mailbox, email, "password", "/reset"))
    await page.get_by_label("New password").fill("password12")
    await page.get_by_role("button", name="Set the password").click()
    await expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
    await visitor.shot("reset-refused")
    await page.get_by_label("New password").fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Set the password").click()
    await expect(page.get_by_role("heading", name="Your password is changed")).to_be_visible()
    await page.get_by_role("main").get_by_role("link", name="Sign in").click()
    await sign_in(page, email, NEW_PASSWORD)

    await is_inside(page)


async def test_31_somebody_new_comes_by_google(visitor: Screen) -> None:
    page = visitor.page

    await visitor.open("/signin")
    await page.get_by_role("button", name="Continue with Google").click()
    await page.get_by_text("Use another account").click()
    await page.get_by_label("E-mail address").fill(unique_email())
    await page.get_by_label("Name").fill("Mira Haddad")
    await page.get_by_role("button", name="Continue").click()

    await is_inside(page)
    await visitor.open("/account/security")
    await expect(page.get_by_text("You have no password yet")).to_be_visible()
    await visitor.shot("security-google")


async def test_31_an_account_is_linked_after_its_password(visitor: Screen, student: Person) -> None:
    page, email = visitor.page, student.user["email"]

    await visitor.open("/signin")
    await page.get_by_role("button", name="Continue with Google").click()
    await page.get_by_text("Use another account").click()
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name="You have an account already")).to_be_visible()
    await visitor.shot("google-proof")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Link and sign in").click()

    await is_inside(page)


async def test_31_who_changes_their_mind_at_google_is_told_kindly(visitor: Screen) -> None:
    page = visitor.page

    await visitor.open("/signin")
    await page.get_by_role("button", name="Continue with Google").click()
    await page.get_by_role("button", name="Cancel").click()

    await expect(page.get_by_text("Nothing was changed")).to_be_visible()
    await visitor.shot("google-declined")


async def test_both_addresses_agree_to_a_change(
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
    await visitor.shot("email-waiting")
    for address in (old, new):
        await visitor.open(await link_in(mailbox, address, "the change|your new", "/email-change"))
        await page.get_by_role("button", name="Yes, change it").click()
        await expect(page.get_by_role("link", name="To the start page")).to_be_visible()
    await expect(page.get_by_role("heading", name="The address is changed")).to_be_visible()
    await visitor.shot("email-changed")

    await sign_out(page)
    await visitor.open("/signin")
    await sign_in(page, new)
    await is_inside(page)


async def test_28_a_second_step_is_set_up_and_asked_for(visitor: Screen, student: Person) -> None:
    page, email = visitor.page, student.user["email"]
    await visitor.open("/signin")
    await sign_in(page, email)
    await is_inside(page)

    await visitor.open("/account/security")
    await page.get_by_role("button", name="Set up an authenticator app").click()
    secret = await page.get_by_role("dialog").locator("p.font-mono").inner_text()
    code = pyotp.TOTP(secret.replace(" ", ""))
    await visitor.shot("totp-setup")
    await page.get_by_label("Code from the app").fill(code.now())
    await page.get_by_role("button", name="Turn it on").click()
    await expect(page.get_by_text("You see these codes only now")).to_be_visible()
    recovery = (await page.get_by_role("dialog").locator("li").first.inner_text()).strip()
    await visitor.shot("recovery-codes")
    await page.get_by_role("button", name="I have stored them").click()
    await visitor.shot("security")
    await sign_out(page)
    await visitor.open("/signin")
    await sign_in(page, email)
    await expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    await visitor.shot("second-step")
    await page.get_by_role("button", name="Use a recovery code instead").click()
    await visitor.shot("recovery-step")
    await page.get_by_role("textbox", name="Recovery code").fill(recovery)
    await page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()

    await is_inside(page)


async def test_an_invited_person_makes_their_account(
    visitor: Screen,
    mailbox: Mailbox,
    person: Callable[[str], Awaitable[Person]],
) -> None:
    page, email = visitor.page, unique_email()
    admin = await person("admin@academy.example")
    invitation: dict[str, Any] = {"email": email, "name": "Kwame Mensah", "role": "teacher"}
    await admin.post("/v1/admin/invitations", invitation)

    await visitor.open(await link_in(mailbox, email, "invit", "/invitation"))
    await expect(page.get_by_text("as a teacher")).to_be_visible()
    await visitor.shot("invitation")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Create my account").click()

    await is_inside(page)
    await expect(page).to_have_url(re.compile("/teach"))
