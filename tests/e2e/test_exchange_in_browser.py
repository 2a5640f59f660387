"""A teacher brings a course from another system, looks what was lost, and takes it along again."""

import os
import re
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browser import Screen, screen
from tests.e2e.test_student_in_browser import sign_in
from tests.factories.packages import OLX, tar_of

pytestmark = pytest.mark.e2e

DEMO = Path(os.environ.get("OPENEDX_DEMO_COURSE", "nowhere"))
PATIENCE = 90_000


@pytest.fixture
async def teaching(browser: Browser, url: str, shots: Path) -> AsyncIterator[Screen]:
    """A signed-in teacher at that width."""
    async with screen(browser, url, "desktop", shots, also="phone") as teaching:
        await teaching.open("/signin")
        await sign_in(teaching.page, "teacher@academy.example", "academy-demo-1")
        await teaching.page.wait_for_url(lambda address: "/signin" not in address)
        yield teaching


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The Open edX demo course where it is at hand, else a small one."""
    if not DEMO.is_dir():
        return tar_of(OLX, tmp_path / "guitar.tar.gz")
    path = tmp_path / "openedx-demo.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(DEMO, "course")
    return path


async def test_import_look_and_export(teaching: Screen, package: Path) -> None:
    page = teaching.page
    # Given the page of the import, reached from the teacher's courses
    await teaching.open("/teach")
    await page.get_by_role("link", name="Import a course").click()
    await teaching.shot("import")

    # When a package is chosen and sent
    await page.locator("input[type=file]").set_input_files(package)
    await page.get_by_label("Category").select_option(index=1)
    await page.get_by_role("button", name="Import the course").click()

    # Then the report counts what came, and names what could not
    await expect(page.get_by_text("What could not be taken over")).to_be_visible(timeout=PATIENCE)
    await page.get_by_text("Tools of other providers").click()
    await expect(page.get_by_text("lti", exact=True).first).to_be_visible()
    await teaching.shot("import-report")

    # And the draft holds the lessons, and goes out again
    await page.get_by_role("link", name="Open the draft").click()
    await page.wait_for_url(re.compile(r"/teach/courses/[0-9a-f-]{36}"))
    await page.get_by_role("button", name="More about").first.click()
    await page.get_by_role("menuitem", name="Export").click()
    await page.get_by_role("button", name="Common Cartridge").click()
    link = page.get_by_role("link", name=re.compile("Download"))
    await expect(link).to_be_visible(timeout=PATIENCE)
    await teaching.shot("export")
    async with page.expect_download() as download:
        await link.click()
    assert (await download.value).suggested_filename.endswith(".imscc")
