"""Only pages of configured origins may read what the API answers, and none may use cookies."""

import pytest

from tests.unit.gateway.conftest import Start

APP = "https://app.example.com"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
}
FOREIGN = [
    "null",
    "https://evil.example",
    "http://app.example.com",
    "https://app.example.com.evil.example",
    "https://evil.app.example.com",
    "https://app.example.com:8443",
    "https://app.example.comevil",
    "https://evilapp.example.com",
    "HTTPS://APP.EXAMPLE.COM",
    "*",
    "",
]


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/me", "/health/live", "/v1/courses?limit=0"])
async def test_a_configured_origin_may_read_every_answer(start: Start, path: str) -> None:
    gateway = await start(cors_origins=f"{APP}, https://other.example")

    response = await gateway.http.get(path, headers={"Origin": APP})

    assert response.headers["Access-Control-Allow-Origin"] == APP
    assert "Origin" in response.headers["Vary"]
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_may_not(start: Start, origin: str) -> None:
    gateway = await start(cors_origins=APP)

    response = await gateway.http.get("/health/live", headers={"Origin": origin})

    assert not [name for name in response.headers if name.startswith("Access-Control")]
    assert response.headers["Vary"] == "Origin"


async def test_caches_keep_answers_without_an_origin_apart(start: Start) -> None:
    gateway = await start(cors_origins=APP)

    response = await gateway.http.get("/health/live")

    assert response.headers["Vary"] == "Origin"


async def test_without_configured_origins_nobody_foreign_may_read(start: Start) -> None:
    gateway = await start()

    response = await gateway.http.get("/health/live", headers={"Origin": APP})

    assert not [name for name in response.headers if name.startswith("Access-Control")]


async def test_a_preflight_of_a_configured_origin_is_told_what_it_may_send(start: Start) -> None:
    gateway = await start(cors_origins=APP)

    response = await gateway.http.options("/v1/orders", headers={"Origin": APP, **PREFLIGHT})

    assert response.status == 204
    assert response.headers["Access-Control-Allow-Origin"] == APP
    assert "PATCH" in response.headers["Access-Control-Allow-Methods"]
    assert "Idempotency-Key" in response.headers["Access-Control-Allow-Headers"]
    assert int(response.headers["Access-Control-Max-Age"]) > 0


async def test_no_foreign_page_is_allowed_cookies_or_the_header_that_uses_them(
    start: Start,
) -> None:
    gateway = await start(cors_origins=APP)

    response = await gateway.http.options("/v1/sessions", headers={"Origin": APP, **PREFLIGHT})

    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Session-Transport" not in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_preflight_of_a_foreign_origin_permits_nothing(start: Start, origin: str) -> None:
    gateway = await start(cors_origins=APP)

    response = await gateway.http.options("/v1/orders", headers={"Origin": origin, **PREFLIGHT})

    assert not [name for name in response.headers if name.startswith("Access-Control")]
