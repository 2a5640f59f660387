"""The whole stack, seen from outside: HTTP, mail, the payment page, a browser."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser
from xdist.scheduler import LoadScopeScheduling

from tests.e2e.browser import launched
from tests.e2e.people import PASSWORD, Mailbox, Person, Stripe, unique_email
from tests.e2e.terminal import SIZES, Terminal, size_name

pytestmark = pytest.mark.e2e

PAYING = {"tests/e2e/test_buying.py", "tests/e2e/test_student_in_browser.py"}
"""They tell the one simulator of Stripe when to send its news."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Keeps a file's tests in one process, and those of all who pay."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "paying" if file in PAYING else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Take these for the scopes of `--dist loadscope`."""
    return ByFile(config, log) if config.getoption("dist") == "loadscope" else None


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
