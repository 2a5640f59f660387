"""Every address that is not the API's shows the web app, and no address shows anything else."""

from pathlib import Path

import pytest

from gateway.routes.web_app import find_file, inside
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

PAGE = "<!doctype html><title>Academy</title>"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A built web app beside a secret."""
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "docs").mkdir()
    (dist / "index.html").write_text(PAGE)
    (dist / "sw.js").write_text("// worker")
    (dist / "assets" / "app-1a2b.js").write_text("// app")
    (dist / "docs" / "index.html").write_text("<!doctype html><title>API</title>")
    (dist / "docs" / "start.js").write_text("// docs")
    (tmp_path / "secret.txt").write_text("kept away")
    return dist


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    "path", ["/", "/courses/knots", "/learn/1/2", "/confirm?token=x", "/v1x", "/filesystem"]
)
async def test_an_address_of_the_app_shows_its_page(gateway: Gateway, path: str) -> None:
    response = await gateway.http.get(path)

    assert (response.status, await response.text()) == (200, PAGE)
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/assets/app-1a2b.js", "public, max-age=31536000, immutable"),
        ("/sw.js", "no-cache"),
        ("/index.html", "no-cache"),
    ],
)
async def test_what_never_changes_is_kept_for_good_and_the_rest_is_asked_for(
    gateway: Gateway, path: str, cache: str
) -> None:
    response = await gateway.http.get(path)

    assert (response.status, response.headers["Cache-Control"]) == (200, cache)


@pytest.mark.usefixtures("dist")
async def test_a_missing_asset_is_not_found_rather_than_a_page(gateway: Gateway) -> None:
    await problem(await gateway.http.get("/assets/app-old.js"), 404, "not_found")


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize("path", ["/v1", "/v1/nothing", "/files/", "/health/", "/socket.io/x"])
async def test_a_mistaken_call_of_the_api_is_not_answered_with_the_page(
    gateway: Gateway, path: str
) -> None:
    response = await gateway.http.get(path)

    assert response.status in {400, 404}
    assert PAGE not in await response.text()


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize(
    "path",
    [
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/docs/..%2f..%2fsecret.txt",
        "/a%00b",
        "/" + "x" * 5000,
    ],
)
async def test_no_address_leads_out_of_the_folder(gateway: Gateway, path: str) -> None:
    response = await gateway.http.get(path)

    assert response.status in {200, 404}
    assert "kept away" not in await response.text()


def test_a_link_does_not_lead_out_of_the_folder(dist: Path) -> None:
    (dist / "link.txt").symlink_to(dist.parent / "secret.txt")

    assert inside(dist, "link.txt") is None
    assert find_file(dist, "link.txt") == dist / "index.html"


async def test_before_the_app_is_built_there_is_nothing(gateway: Gateway) -> None:
    await problem(await gateway.http.get("/"), 404, "not_found")


@pytest.mark.usefixtures("dist")
@pytest.mark.parametrize("path", ["/docs", "/docs/"])
async def test_the_pages_about_the_api_have_their_own_address(gateway: Gateway, path: str) -> None:
    response = await gateway.http.get(path)

    assert "API" in await response.text()
    assert "'unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("dist")
async def test_the_pages_about_the_api_find_their_files_and_no_others(gateway: Gateway) -> None:
    found = await gateway.http.get("/docs/start.js")
    missing = await gateway.http.get("/docs/nothing.js")

    assert await found.text() == "// docs"
    await problem(missing, 404, "not_found")


@pytest.mark.usefixtures("dist")
async def test_the_headers_of_a_page_can_be_asked_for_alone(gateway: Gateway) -> None:
    response = await gateway.http.head("/courses/knots")

    assert (response.status, await response.read()) == (200, b"")
    assert response.content_type == "text/html"
