"""Assertion 33: pages of other sites make nobody's browser do anything here."""

import pytest

from contracts.base import Command
from gateway.endpoints import Endpoint
from gateway.routes import ENDPOINTS
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem
from tests.unit.gateway.test_access import CLOSED, address, name

COOKIES = {"academy_session": "s" * 43, "academy_device": "d" * 43, "academy_visit": "v" * 43}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
"""What a form of a foreign page can send without asking first (CORS)."""
WITH_BODY = [one for one in ENDPOINTS if one.takes_body]


def test_33_what_changes_something_has_no_address_to_follow() -> None:
    followed = [one for one in ENDPOINTS if one.method in {"GET", "HEAD"}]

    assert [name(one) for one in followed if issubclass(one.request, Command)] == []


@pytest.mark.parametrize("endpoint", CLOSED, ids=name)
async def test_33_no_cookie_stands_for_a_token(shared: Gateway, endpoint: Endpoint) -> None:
    cookies = "; ".join(f"{name}={value}" for name, value in COOKIES.items())
    headers = {"Cookie": cookies, "X-Session-Transport": "cookie"}

    response = await shared.http.request(endpoint.method, address(endpoint), headers=headers)

    await problem(response, 401, "unauthenticated")
    assert not shared.rpc.asked(endpoint.request)


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)
@pytest.mark.parametrize("form", FORMS)
async def test_33_a_form_sends_nothing_that_is_read(
    shared: Gateway, endpoint: Endpoint, form: str
) -> None:
    response = await shared.http.request(
        endpoint.method, address(endpoint), data=b'{"a":"="}', headers={"Content-Type": form}
    )

    assert response.status in {401, 415}
    assert not shared.rpc.asked(endpoint.request)
