"""What operators ask, and how a gateway starts."""

import msgspec
import pytest

from contracts.accounts.messages import ListSigningKeys
from contracts.errors import ServiceUnavailable
from gateway.config import Settings, load
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

ENVIRONMENT = {
    "AMQP_URL": "amqp://broker/",
    "REDIS_URL": "redis://cache/0",
    "CALL_SIGNING_KEY": "c",
    "FILES_SIGNING_KEY": "f",
    "FILES_DIR": "/files",
    "PUBLIC_URL": "https://academy.example",
}


async def test_a_gateway_that_runs_is_alive(gateway: Gateway) -> None:
    response = await gateway.http.get("/health/live")

    assert (response.status, await response.text()) == (200, "ok")


async def test_a_gateway_is_ready_when_accounts_answers(gateway: Gateway) -> None:
    response = await gateway.http.get("/health/ready")

    assert (response.status, await response.text()) == (200, "ok")


async def test_a_gateway_is_not_ready_while_accounts_is_away(gateway: Gateway) -> None:
    gateway.rpc.answer(ListSigningKeys, ServiceUnavailable("Wait."))

    response = await gateway.http.get("/health/ready")

    assert (response.status, await response.text()) == (503, "service_unavailable")


async def test_figures_are_labeled_by_route_and_never_by_address(gateway: Gateway) -> None:
    await gateway.http.get("/v1/courses/a-secret-slug")
    await gateway.http.get("/v1/some-made-up-address")

    text = await (await gateway.http.get("/metrics")).text()

    assert 'route="/v1/courses/{slug}"' in text
    assert 'route="unmatched"' in text
    assert "secret" not in text
    assert "made-up" not in text


async def test_figures_are_not_for_those_who_come_through_the_proxy(gateway: Gateway) -> None:
    response = await gateway.http.get("/metrics", headers={"X-Forwarded-For": "1.2.3.4"})

    await problem(response, 404, "not_found")


async def test_the_description_of_the_api_names_its_own_address(gateway: Gateway) -> None:
    response = await gateway.http.get("/openapi.json")

    described = await response.json()
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://academy.example"}]


def test_settings_come_from_the_environment() -> None:
    settings = load({**ENVIRONMENT, "GATEWAY_PORT": "9000", "CACHE_SECONDS": "1.5", "HOME": "/"})

    assert (settings.gateway_port, settings.cache_seconds) == (9000, 1.5)


def test_origins_are_separated_by_commas() -> None:
    settings = load({**ENVIRONMENT, "CORS_ORIGINS": "https://a.example, https://b.example,"})

    assert settings.allowed_origins == {"https://a.example", "https://b.example"}


@pytest.mark.parametrize("variable", ENVIRONMENT)
def test_a_missing_variable_is_named_and_ends_the_process(variable: str) -> None:
    environment = {name: value for name, value in ENVIRONMENT.items() if name != variable}

    with pytest.raises(SystemExit, match=variable):
        load(environment)


def test_a_variable_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(SystemExit, match="GATEWAY_PORT"):
        load({**ENVIRONMENT, "GATEWAY_PORT": "eighty"})


def test_settings_cannot_be_changed() -> None:
    settings = load(ENVIRONMENT)

    with pytest.raises(AttributeError):
        settings.gateway_port = 1  # type: ignore[misc]  # frozen, which is the point
    assert isinstance(msgspec.structs.replace(settings, gateway_port=1), Settings)
