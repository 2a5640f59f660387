"""A browser at two widths, and what every page must keep: no errors, no axe violations."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "gateway/web/node_modules/axe-core/axe.min.js"

PATIENCE_MS = 15_000
"""How long a page may take on a machine that is busy with other journeys, too."""

WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
NOT_TESTED = (
    # What Playwright turns off; it has to be said again, since the last list counts.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    # Two pages of the address bar that every window loads, at the cost of half of ours.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
)
"""Features of the browser's own that nobody sees in a journey."""

ARGUMENTS = (
    f"--disable-features={','.join(NOT_TESTED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """The browser's program: Debian's."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    assert path, "Chromium is not installed (Debian: apt-get install chromium)."
    return path


expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=list(ARGUMENTS), headless=True
        )
        yield browser
        await browser.close()


class Screen:
    """A page with the academy's address, that remembers what went wrong on it."""

    def __init__(self, page: Page, url: str, name: str, shots: Path, also: str = "") -> None:
        self.page = page
        self.url = url
        self.name = name
        self._widths = [width for width in (name, also) if width]
        self.errors: list[str] = []
        self._shots = shots
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text
        if message.type == "error" and not refused:
            self.errors.append(message.text)

    async def open(self, path: str) -> None:
        await self.page.goto(self.url + path)

    async def shot(self, title: str) -> None:
        """Keep a picture of each width, and hold the page to its promises there."""
        self._shots.mkdir(parents=True, exist_ok=True)
        await self.page.locator("h1").first.wait_for(state="attached")
        for width in self._widths:
            await self._take(width)
            await self.page.screenshot(path=self._shots / f"{width}-{title}.png")
            await self.keeps_its_promises(f"{title} ({width})")
        await self._take(self.name)

    async def _take(self, width: str) -> None:
        """Make the window that wide, if it is not already."""
        columns, rows = WIDTHS[width]
        if self.page.viewport_size != {"width": columns, "height": rows}:
            await self.page.set_viewport_size({"width": columns, "height": rows})

    async def keeps_its_promises(self, title: str) -> None:
        """No script error, no sideways scrolling, no axe violation."""
        assert not self.errors, (title, self.errors)
        wide = await self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        )
        assert not wide, f"{title} scrolls sideways."
        await self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = await self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']})"
        )
        problems = [
            (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
            for violation in found["violations"]
        ]
        assert not problems, (title, problems)


@asynccontextmanager
async def screen(
    browser: Browser, url: str, width: str, shots: Path, *, also: str = "", keeps: bool = False
) -> AsyncIterator[Screen]:
    """A fresh visitor at that width; pictures are taken at the other, too, if one is named.

    A browser that keeps the app (its service worker) loads all of it, which takes as long as
    three pages do.
    """
    size = WIDTHS[width]
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=width == "phone",
        locale="en-US",
        reduced_motion="reduce",
        bypass_csp=False,
        service_workers="allow" if keeps else "block",
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield Screen(page, url, width, shots, also)
    await context.close()
