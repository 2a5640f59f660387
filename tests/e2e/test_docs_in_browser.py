"""The API's documentation page, which must not need the internet."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import screen

pytestmark = pytest.mark.e2e


async def test_the_api_is_described_on_a_page_that_asks_no_other_host(
    browser: Browser, url: str, shots: Path
) -> None:
    async with screen(browser, url, "desktop", shots) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url))

        await reader.open("/docs#/courses")

        await expect(reader.page.get_by_text("/v1/courses/{slug}").first).to_be_visible()
        assert [address for address in asked if not address.startswith((url, "data:"))] == []
        assert not reader.errors
