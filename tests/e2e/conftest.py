"""The whole stack, seen from outside: HTTP, mail, the payment page, a browser."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser

from tests.e2e.browser import launched
from tests.e2e.people import PASSWORD, Mailbox, Person, Stripe, unique_email
from tests.e2e.terminal import SIZES, Terminal, size_name

pytestmark = pytest.mark.e2e


@pytest.fixture
def url() -> str:
    """Where people open the academy, by the name that its mails and cookies go by."""
    return os.environ["PUBLIC_URL"]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield session


@pytest.fixture
def mailbox(http: aiohttp.ClientSession) -> Mailbox:
    return Mailbox(http, os.environ["ACADEMY_MAILBOX_URL"])


@pytest.fixture
def stripe(http: aiohttp.ClientSession) -> Stripe:
    return Stripe(http, os.environ["ACADEMY_STRIPE_URL"])


@pytest.fixture
def anybody(http: aiohttp.ClientSession, url: str) -> Person:
    return Person(http, url)


@pytest.fixture
def person(http: aiohttp.ClientSession, url: str) -> Callable[[str], Awaitable[Person]]:
    async def signed_in(email: str) -> Person:
        return await Person(http, url).sign_in(email)

    return signed_in


@pytest.fixture
async def teacher(person: Callable[[str], Awaitable[Person]]) -> Person:
    return await person("teacher@academy.example")


@pytest.fixture
async def admin(person: Callable[[str], Awaitable[Person]]) -> Person:
    return await person("admin@academy.example")


@pytest.fixture
async def student(http: aiohttp.ClientSession, url: str, mailbox: Mailbox) -> Person:
    """A new student who has registered, confirmed and signed in."""
    email = unique_email()
    student = Person(http, url)
    await student.post("/v1/accounts", {"email": email, "password": PASSWORD, "name": "Noor Saleh"})
    token = await mailbox.confirmation_token(email)
    await student.post("/v1/accounts/confirmation", {"token": token})
    return await student.sign_in(email, PASSWORD)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where pictures of the pages are kept."""
    return Path(os.environ.get("ACADEMY_STACK_DIR", ".academy")) / "screenshots"


@pytest.fixture(params=SIZES, ids=size_name)
def terminal(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[Terminal]:
    """A console at its door; what it writes lands in `tmp_path`."""
    environment = {
        "ACADEMY_URL": url,
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
    opened = Terminal(request.param, environment)
    opened.start()
    yield opened
    opened.close()
