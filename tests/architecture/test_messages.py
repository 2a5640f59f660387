"""Contracts, services and routes agree: whoever is asked answers, and what is said is heard."""

import ast
from collections import Counter
from typing import get_type_hints

from contracts.audit import AdminActed
from contracts.base import Command, Request
from gateway.routes import ENDPOINTS
from tests.architecture.messages import every_event, every_request
from tests.architecture.services import event_handlers, every_handler, request_handlers
from tests.architecture.sources import python_sources

SECRET_OR_LONG = {
    "/v1/invitations/lookup",
    "/v1/admin/imports/check",
    "/v1/certificate-check",
    "/v1/teaching/courses/{course_id}/preview",
}
"""Questions that an address, which is logged and limited in length, cannot hold."""
COMPOSED_BY_THE_GATEWAY = "gateway"
"""The service of requests that a route answers itself by asking several services."""


def test_every_request_has_exactly_one_handler() -> None:
    answered = Counter(one.function.request_type for one in request_handlers())

    wanted = Counter(kind for kind in every_request() if kind.service != COMPOSED_BY_THE_GATEWAY)

    assert answered == wanted


def test_every_handler_is_named_like_its_request_and_stands_in_its_service() -> None:
    for handler in request_handlers():
        request = handler.function.request_type

        assert (request.service, request.method()) == (handler.service, handler.method)


def test_every_handler_says_that_it_answers_with_the_reply_of_its_contract() -> None:
    for handler in request_handlers():
        promised = handler.function.request_type.reply_type()

        says = get_type_hints(handler.function)["return"]

        assert says == promised, handler


def test_the_name_of_every_nameko_service_is_that_of_its_package() -> None:
    assert {handler.service for handler in every_handler()} == {
        kind.service for kind in every_request() if kind.service != COMPOSED_BY_THE_GATEWAY
    } | {"notifications"}


def test_every_request_is_asked_by_a_route_or_by_the_gateway_itself() -> None:
    routed = {kind.__name__ for endpoint in ENDPOINTS for kind in endpoint.request.__mro__}
    asked = routed | _constructed_by_the_gateway()

    silent = [kind.__name__ for kind in every_request() if kind.__name__ not in asked]

    assert not silent


def test_every_route_asks_for_a_contract() -> None:
    contracts = set(every_request())

    for endpoint in ENDPOINTS:
        known = contracts & set(endpoint.request.__mro__)
        assert known or endpoint.request.service == COMPOSED_BY_THE_GATEWAY, endpoint.path


def test_a_route_that_changes_something_is_never_fetched_with_get() -> None:
    changing = [one for one in ENDPOINTS if issubclass(one.request, Command)]

    assert not [one.path for one in changing if one.method == "GET"]


def test_a_question_is_fetched_with_get_unless_it_is_secret_or_long() -> None:
    asking = [one for one in ENDPOINTS if not issubclass(one.request, Command)]

    assert {one.path for one in asking if one.method != "GET"} <= SECRET_OR_LONG


def test_the_fields_that_a_path_names_are_fields_of_its_request() -> None:
    for endpoint in ENDPOINTS:
        assert set(endpoint.path_fields) <= set(endpoint.request.__struct_fields__), endpoint.path


def test_every_event_is_heard_by_a_service_unless_only_screens_want_it() -> None:
    heard = {one.entrypoint.event_type for one in event_handlers()}

    lost = [e.event_type for e in every_event() if not e.optional and e.event_type not in heard]

    assert not lost


def test_an_optional_event_is_heard_by_no_service() -> None:
    heard = {one.entrypoint.event_type for one in event_handlers()}

    reliable = [e.event_type for e in every_event() if e.optional and e.event_type in heard]

    assert not reliable


def test_every_event_is_recorded_by_the_service_that_it_names() -> None:
    """Who listens to an event that nobody records waits for ever.

    What admins do is recorded by `work.audit`; each service has its event for that.
    """
    facts = [event for event in every_event() if not issubclass(event, AdminActed)]

    for event in facts:
        recorded = _names_in(f"services/{event.source}/")
        assert event.__name__ in recorded, f"{event.source} never records {event.__name__}"


def test_the_wire_name_of_every_event_starts_with_its_source_and_ends_with_its_version() -> None:
    for event in every_event():
        source, *_, version = event.event_type.split(".")

        assert (source, version[0], version[1:].isdigit()) == (event.source, "v", True)


def test_wire_names_are_unique() -> None:
    assert not [name for name, n in Counter(e.event_type for e in every_event()).items() if n > 1]
    assert not [name for name, n in Counter(map(_call, every_request())).items() if n > 1]


def _call(request: type[Request[object]]) -> str:
    return f"{request.service}.{request.method()}"


def _constructed_by_the_gateway() -> set[str]:
    return {
        node.func.id
        for source in python_sources()
        if source.path.startswith("gateway/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def _names_in(folder: str) -> set[str]:
    return {
        node.id
        for source in python_sources()
        if source.path.startswith(folder)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name)
    }
