"""The main journey in a real browser: register, find, buy and study, at two widths."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Mailbox, Stripe, unique_email

pytestmark = pytest.mark.e2e

COURSE = "Programming with Python"


@pytest.fixture(params=["desktop", "phone"])
async def visitor(
    request: pytest.FixtureRequest, browser: Browser, url: str, shots: Path
) -> AsyncIterator[Screen]:
    async with screen(browser, url, request.param, shots) as visitor:
        yield visitor


async def register(visitor: Screen, mailbox: Mailbox) -> str:
    """Open an account through the pages and the mail; the address."""
    page, email = visitor.page, unique_email()
    await visitor.open("/register")
    await page.get_by_label("Name").fill("Noor Saleh")
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await visitor.shot("register")
    await page.get_by_role("button", name="Create account").click()
    await expect(page.get_by_role("heading", name="Check your inbox")).to_be_visible()
    await visitor.shot("inbox")
    token = await mailbox.confirmation_token(email)
    await visitor.open(f"/confirm?token={token}")
    await expect(page.get_by_role("heading", name="Your address is confirmed")).to_be_visible()
    return email


async def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


async def pay(page: Page, card: str = "4242 4242 4242 4242") -> None:
    """Fill the payment provider's form."""
    await page.wait_for_url(re.compile(r"/pay/cs_"))
    await page.get_by_label("Card number").fill(card)
    await page.get_by_role("button", name=re.compile("^Pay")).click()


async def test_register_browse_buy_and_study(
    visitor: Screen, mailbox: Mailbox, stripe: Stripe
) -> None:
    # Given a visitor who looks around and opens an account
    await visitor.open("/")
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    await visitor.shot("home")
    email = await register(visitor, mailbox)
    await visitor.open("/signin")
    await sign_in(visitor.page, email)
    await visitor.page.wait_for_url(lambda address: "/signin" not in address)

    # When they find a course and buy it
    await find_course(visitor)
    await buy(visitor, stripe)

    # Then they can study it, and have a receipt
    await study(visitor)
    await find_receipt(visitor, mailbox, email)


async def find_course(visitor: Screen) -> None:
    """Search with typing errors and open the course's page."""
    page, link = visitor.page, visitor.page.get_by_role("link", name=re.compile(COURSE)).first
    await visitor.open("/courses")
    await page.get_by_role("main").get_by_role("combobox").first.fill("programing pyton")
    await page.wait_for_url(re.compile("search="))
    await page.wait_for_load_state("networkidle")
    await expect(link).to_be_visible()
    await visitor.shot("catalogue")
    await link.click()
    await expect(page.get_by_role("heading", name=COURSE, level=1)).to_be_visible()
    await expect(page.get_by_text("The Carpentries").first).to_be_visible()
    await visitor.shot("course")


async def buy(visitor: Screen, stripe: Stripe) -> None:
    """Pay with a declined card first; the news of the money comes late."""
    page = visitor.page
    await page.get_by_role("button", name="Buy course").first.click()
    await pay(page, "4000 0000 0000 0002")
    await expect(page.get_by_text(re.compile("declined", re.IGNORECASE)).first).to_be_visible()
    await stripe.deliver("after:3")
    try:
        async with held(page, "**/verification"):
            await pay(page)
            await page.wait_for_url(re.compile("/checkout/return"))
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            await visitor.shot("unlocking")
            # It stands there for a moment only, so the waiting begins before.
            good_news = asyncio.ensure_future(
                page.get_by_role("link", name="Start learning").wait_for()
            )
        await good_news
    finally:
        await stripe.deliver("at_once")


@asynccontextmanager
async def held(page: Page, addresses: str) -> AsyncIterator[None]:
    """What goes to these addresses waits until the block ends."""
    over = asyncio.Event()

    async def wait(route: Route) -> None:
        await over.wait()
        await route.continue_()

    await page.route(addresses, wait)
    yield
    over.set()


async def study(visitor: Screen) -> None:
    """The course is theirs, with figures and code."""
    page = visitor.page
    # Nothing is clicked: the course opens by itself.
    await page.wait_for_url(re.compile("/learn/"))
    await expect(page.get_by_role("button", name="Mark as complete")).to_be_visible()
    await visitor.shot("lesson")
    await page.get_by_role("button", name="Mark as complete").click()
    await expect(page.get_by_role("button", name="Completed", pressed=True)).to_be_visible()
    await page.get_by_role("link", name=re.compile("Next lesson")).click()
    await expect(page.get_by_role("heading", name="Analyzing Patient Data")).to_be_visible()
    broken = "[...document.querySelectorAll('main img')].filter(i => i.complete && !i.naturalWidth)"
    assert await page.evaluate(f"{broken}.length") == 0
    assert await page.locator("main pre code").count() > 0
    await visitor.shot("lesson-with-code")


async def find_receipt(visitor: Screen, mailbox: Mailbox, email: str) -> None:
    """The receipt is in the history and in the mailbox."""
    page = visitor.page
    await visitor.open("/account/payments")
    await expect(page.get_by_text(COURSE).first).to_be_visible()
    await expect(page.get_by_text("Paid").first).to_be_visible()
    await visitor.shot("payments")
    mail = await mailbox.mail(email, "receipt")
    assert COURSE in mail["text"]
    await visitor.open("/learn")
    await expect(page.get_by_text(re.compile(r"1 of \d+ lessons"))).to_be_visible()
    await visitor.shot("my-learning")


async def test_a_canceled_payment_says_that_nothing_was_charged(
    visitor: Screen, mailbox: Mailbox
) -> None:
    page = visitor.page
    email = await register(visitor, mailbox)
    await visitor.open("/signin")
    await sign_in(page, email)
    await page.wait_for_url(lambda address: "/signin" not in address)
    await visitor.open("/courses/programming-with-python")

    await page.get_by_role("button", name="Buy course").first.click()
    await page.wait_for_url(re.compile(r"/pay/cs_"))
    await page.get_by_role("link", name=re.compile("back|cancel", re.IGNORECASE)).first.click()

    await expect(page.get_by_text("Nothing was charged", exact=False)).to_be_visible()
    await visitor.shot("payment-canceled")


async def test_a_wrong_password_and_a_bad_form_say_what_to_do(visitor: Screen) -> None:
    page = visitor.page
    await visitor.open("/signin")
    await sign_in(page, "nobody@example.org", "not the password")
    await expect(page.get_by_text("Wrong e-mail or password")).to_be_visible()
    await visitor.shot("sign-in-refused")

    await visitor.open("/register")
    await page.get_by_role("button", name="Create account").click()
    await expect(page.get_by_text("This field is needed.").first).to_be_visible()
    await visitor.shot("register-refused")


async def test_an_unknown_address_and_an_empty_search_offer_a_way_on(visitor: Screen) -> None:
    page = visitor.page
    await visitor.open("/nowhere")
    await expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    await visitor.shot("not-found")
    await visitor.open("/courses?search=zzzzqqqq")
    await expect(page.get_by_text(re.compile("Nothing found"))).to_be_visible()
    await visitor.shot("nothing-found")


async def test_the_academy_speaks_arabic_from_right_to_left(visitor: Screen) -> None:
    page = visitor.page
    await visitor.open("/")
    await page.evaluate("localStorage.setItem('academy.language', 'ar')")
    await visitor.open("/?lng=ar")

    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await visitor.shot("home-arabic")
