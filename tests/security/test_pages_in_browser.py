"""Assertions 33, 34 and 45 in a browser: what people write never runs, and pages stay ours."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, Route, expect

from contracts.types import Role
from tests.e2e.browser import Screen, screen
from tests.e2e.people import PASSWORD
from tests.e2e.test_student_in_browser import sign_in
from tests.security.strangers import Headers, Strangers

pytestmark = pytest.mark.e2e

CSP = "content-security-policy"
ATTACK = "\"'><img src=x onerror=ran=1><svg onload=ran=1><script>ran=1</script>{{ran=1}}"
TEXT = f"{ATTACK}\n\n[click](javascript:ran=1) <a href='javascript:ran=1'>x</a>\n\n`{ATTACK}`"
WATCH = """
  window.tried = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.tried.push(event.violatedDirective + ' ' + event.blockedURI));
"""
SHOWN = """() =>
  [document.querySelector('main'), ...document.querySelectorAll('input, textarea')]
    .some((one) => (one?.value ?? one?.innerText ?? '').includes('onerror=ran=1'))
"""


@pytest.fixture(scope="module")
def teacher(strangers: Strangers) -> tuple[str, Headers]:
    """Somebody with an attack for a name: their address, and the headers of their session."""
    email = strangers.make(Role.TEACHER, name=ATTACK)
    return email, strangers.sign_in(email)


@pytest.fixture(scope="module")
def course(strangers: Strangers, teacher: tuple[str, Headers]) -> dict[str, Any]:
    """A published course that consists of attacks."""
    _, owner = teacher
    draft: dict[str, Any] = {
        "title": f"{uuid4().hex[:8]} {ATTACK}",
        "summary": ATTACK,
        "description": TEXT,
    }
    draft |= {"category": "music", "price": {"amount": 0, "currency": "EUR"}}
    made = strangers.post("/v1/teaching/courses", draft, owner)
    path = f"/v1/teaching/courses/{made['id']}"
    module = strangers.post(f"{path}/modules", {"title": ATTACK}, owner)["outline"][0]["id"]
    lesson = {"title": ATTACK, "body": TEXT, "preview": True}
    lesson = strangers.post(f"/v1/teaching/modules/{module}/lessons", lesson, owner)
    strangers.post(f"{path}/submission", {}, owner)
    admin = strangers.sign_in(strangers.make(Role.ADMIN))
    published = strangers.post(f"/v1/admin/courses/{made['id']}/approval", {}, admin)
    return {**published, "lesson": lesson["id"], "teacher": strangers.get("/v1/me", owner)["id"]}


@pytest.fixture
async def visitor(browser: Browser, url: str, shots: Any) -> AsyncIterator[Screen]:
    async with screen(browser, url, "desktop", shots, keeps=True) as visitor:
        await visitor.page.add_init_script(WATCH)
        yield visitor


async def ran(page: Page) -> list[Any]:
    """What of the attacks has run, or would have without the page's policy."""
    found: list[Any] = await page.evaluate("[...window.tried, ...(window.ran ? ['ran'] : [])]")
    return found


async def test_45_what_people_write_is_shown_and_never_run(
    visitor: Screen, teacher: tuple[str, Headers], course: dict[str, Any]
) -> None:
    page, title = visitor.page, course["title"].split(" ")[0]
    await visitor.open("/signin")
    await sign_in(page, teacher[0], PASSWORD)
    await expect(page).not_to_have_url(f"{visitor.url}/signin")

    for path in (
        f"/courses?search={title}",
        f"/courses/{course['slug']}",
        f"/learn/{course['id']}/{course['lesson']}",
        f"/teachers/{course['teacher']}",
        f"/teach/courses/{course['id']}",
        f"/teach/courses/{course['id']}/lessons/{course['lesson']}",
        "/account/profile",
    ):
        await visitor.open(path)
        await page.wait_for_function(SHOWN)
        assert await ran(page) == [], path


async def test_45_what_is_written_would_be_noticed_if_it_ran(visitor: Screen) -> None:
    await visitor.open("/courses")

    await visitor.page.evaluate(
        "html => document.body.insertAdjacentHTML('beforeend', html)", ATTACK
    )

    await visitor.page.wait_for_function("window.tried.length > 0")
    assert await visitor.page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:ran=1"]
)
async def test_33_signing_in_leads_to_no_other_site(
    visitor: Screen, teacher: tuple[str, Headers], target: str
) -> None:
    await visitor.page.goto(f"{visitor.url}/signin?next={target}")

    await sign_in(visitor.page, teacher[0], PASSWORD)

    await expect(visitor.page).not_to_have_url(f"{visitor.url}/signin?next={target}")
    assert visitor.page.url.startswith(f"{visitor.url}/")
    assert await ran(visitor.page) == []


@pytest.mark.parametrize(("policy", "shown"), [("kept", False), ("taken away", True)])
async def test_34_no_other_page_frames_ours(visitor: Screen, policy: str, shown: bool) -> None:  # noqa: FBT001 (of the table above)
    stranger = "http://stranger.example/"

    async def answer(route: Route) -> None:
        """The stranger's page, and ours as it comes; without the policy to see what it is for."""
        if route.request.url == stranger:
            frame = f'<iframe src="{visitor.url}/signin"></iframe>'
            await route.fulfill(content_type="text/html", body=frame)
            return
        response = await route.fetch()
        names = response.headers.keys() - ({CSP} if policy == "taken away" else set())
        await route.fulfill(
            response=response, headers={name: response.headers[name] for name in names}
        )

    await visitor.page.route("**/*", answer)
    await visitor.page.goto(stranger)

    frame = visitor.page.frames[-1]
    await frame.wait_for_load_state()
    assert bool(await frame.query_selector("#root")) is shown
