"""Staff see the academy through a student's eyes: in a real browser at two widths."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD, Person
from tests.e2e.test_student_in_browser import sign_in
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

ADMIN, ADMIN_PASSWORD = "admin@academy.example", "academy-demo-1"


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, also="phone") as visitor:
        yield visitor


async def link_to(admin: Person, whom: Person, *, write: bool = False) -> str:
    """What the console shows to staff who want to see the academy as somebody does."""
    body = {"reason": "They cannot find their course.", "write": write}
    ticket = await admin.post(f"/v1/admin/users/{whom.user['id']}/impersonation", body)
    return f"/impersonation#code={ticket['code']}"


def banner(page: Page) -> Locator:
    return page.get_by_role("complementary", name="View of an account")


async def is_signed_in_as(page: Page, name: str) -> None:
    await expect(page.get_by_role("button", name=f"Account of {name}")).to_be_visible()


async def open_settings(page: Page, name: str, section: str) -> None:
    """Go there as people do: loading a page anew would end the view."""
    await page.get_by_role("button", name=f"Account of {name}").click()
    await page.get_by_role("menuitem", name=section).click()
    await expect(page.get_by_role("heading", level=1, name=section)).to_be_visible()


async def views_of(person: Person) -> list[dict[str, Any]]:
    devices = (await person.get("/v1/me/sessions"))["items"]
    return [device for device in devices if device["impersonated"]]


async def has_no_view(person: Person) -> bool:
    return not await views_of(person)


async def is_over(page: Page, why: str) -> None:
    await expect(page.get_by_role("heading", name="The view is over")).to_be_visible()
    await expect(page.get_by_text(why)).to_be_visible()
    await expect(page.get_by_text("Noor Saleh")).to_have_count(0)
    assert page.url.endswith("/impersonation")


async def is_marked(page: Page, *texts: str) -> None:
    await expect(page.get_by_role("heading", level=1, name="My learning")).to_be_visible()
    for text in texts:
        await expect(banner(page)).to_contain_text(text)
    await expect(banner(page).get_by_role("timer")).to_have_text(re.compile(r"1[45]:\d\d"))


async def test_a_view_is_marked_changes_nothing_and_gives_the_own_session_back(
    visitor: Screen, admin: Person, student: Person
) -> None:
    # Given somebody of the staff who is signed in themselves
    page, staff, name = visitor.page, admin.user["name"], student.user["name"]
    await visitor.open("/signin")
    await sign_in(page, ADMIN, ADMIN_PASSWORD)
    await is_signed_in_as(page, staff)

    # When they open the link to a student's view
    link = await link_to(admin, student)
    await visitor.open(link)

    # Then they see the student's academy, marked, with no trace of the code
    await is_signed_in_as(page, name)
    await is_marked(page, name, staff, "Read only")
    assert "code" not in page.url
    await visitor.shot("view-learning")
    await is_in_the_list(visitor, name)
    await is_refused_a_change(visitor, student)

    # And after leaving they are themselves again, and the link is used up
    await banner(page).get_by_role("button", name="Leave").click()
    await is_signed_in_as(page, staff)
    await expect(banner(page)).to_be_hidden()
    assert await has_no_view(student)
    await is_used_up(visitor, link)
    await page.get_by_role("button", name="Start page").click()
    await is_signed_in_as(page, staff)


async def is_used_up(visitor: Screen, link: str) -> None:
    page = visitor.page
    await visitor.open(link)
    await expect(page.get_by_text("This link is used up or too old")).to_be_visible()
    await expect(page.get_by_text("Make a new one in the console")).to_be_visible()
    await visitor.shot("view-used-link")


async def is_in_the_list(visitor: Screen, name: str) -> None:
    """The view is among the devices of the person, as what it is."""
    entry = visitor.page.get_by_text("Looking at your account")
    await open_settings(visitor.page, name, "Security")
    await entry.scroll_into_view_if_needed()
    await visitor.shot("view-security")


async def is_refused_a_change(visitor: Screen, student: Person) -> None:
    page, name = visitor.page, student.user["name"]
    await open_settings(page, name, "Profile")
    await page.get_by_label("Name", exact=True).fill("Somebody Else")
    await page.get_by_role("button", name="Save").first.click()
    await expect(page.get_by_text("You only look at this account")).to_be_visible()
    await visitor.shot("view-refused")
    assert (await student.get("/v1/me"))["name"] == name


async def test_a_view_that_the_person_ends_leaves_nothing_on_the_screen(
    visitor: Screen, browser: Browser, shots: Path, admin: Person, student: Person
) -> None:
    await visitor.open(await link_to(admin, student))
    await expect(banner(visitor.page)).to_be_visible()
    async with screen(browser, visitor.url, visitor.name, shots, also="phone") as own:
        await own.open("/signin?next=/account/security")
        await sign_in(own.page, student.user["email"], PASSWORD)
        await expect(own.page.get_by_text("Looking at your account")).to_be_visible()
        await own.page.get_by_text("Looking at your account").scroll_into_view_if_needed()
        await own.shot("view-in-list")

        await own.page.get_by_role("button", name="End this view").click()

        await expect(own.page.get_by_text("Looking at your account")).to_be_hidden()
        await is_over(visitor.page, "It was ended: the person closed it")
        await visitor.shot("view-over")
        await is_signed_in_as(own.page, student.user["name"])


async def test_a_page_that_is_loaded_anew_ends_the_view_for_the_academy_too(
    visitor: Screen, admin: Person, student: Person
) -> None:
    page = visitor.page
    await visitor.open(await link_to(admin, student, write=True))
    await expect(banner(page)).to_contain_text("Acting")
    await visitor.shot("view-acting")
    assert len(await views_of(student)) == 1

    await page.reload()

    await is_over(page, "It ended when its page was reloaded or left.")
    await eventually(lambda: has_no_view(student))
    await page.get_by_role("button", name="Start page").click()
    await expect(page.get_by_role("button", name=re.compile("Account of"))).to_have_count(0)


async def test_a_view_ends_when_its_time_is_up(
    visitor: Screen, admin: Person, student: Person
) -> None:
    page = visitor.page
    await page.clock.install()
    await visitor.open(await link_to(admin, student))
    await expect(banner(page)).to_be_visible()

    await page.clock.fast_forward("10:30")
    await expect(banner(page).get_by_role("status")).to_have_text("This view ends in 5 minutes.")
    await page.clock.fast_forward("04:30")

    await is_over(page, "Its quarter of an hour is up.")


@pytest.mark.parametrize("address", ["/impersonation", "/impersonation#code=nonsense"])
async def test_a_link_without_a_good_code_says_where_to_get_one(
    visitor: Screen, address: str
) -> None:
    await visitor.open(address)

    await expect(visitor.page.get_by_role("heading", name="The view did not open")).to_be_visible()
    await expect(visitor.page.get_by_text("Make a new one in the console")).to_be_visible()
