"""The API's description is valid, and complete against the router."""

from collections import Counter
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.permissions import GUEST, MATRIX
from gateway.app import create_app
from gateway.routes import ENDPOINTS
from tests.architecture.generated.openapi import described
from tests.unit.gateway.fakes import FakeRpc, make_settings


def test_the_description_is_valid_openapi() -> None:
    description: Any = described()

    problems = [error.message for error in OpenAPIV31SpecValidator(description).iter_errors()]

    assert not problems


def test_every_endpoint_is_described_once() -> None:
    written = Counter(
        (method.upper(), path)
        for path, operations in described()["paths"].items()
        for method in operations
    )

    assert written == Counter((endpoint.method, endpoint.path) for endpoint in ENDPOINTS)


UNDESCRIBED = {
    "PUT /v1/me/picture": "takes a picture's bytes, which the description has no words for",
    "PUT /v1/uploads/{upload_id}": "is a signed address, handed out when an upload begins",
    "PATCH /v1/uploads/{upload_id}": "speaks tus at the same signed address",
    "DELETE /v1/uploads/{upload_id}": "speaks tus at the same signed address",
    "POST /v1/webhooks/stripe": "is for the payment provider alone, who describes it",
}


def test_71_every_route_of_the_api_is_described_or_says_why_not() -> None:
    router = create_app(make_settings(Path("nowhere")), FakeRpc()).router
    routes = {
        f"{route.method} {route.resource.canonical}"
        for route in router.routes()
        if route.resource is not None
        and route.method != "HEAD"
        and route.resource.canonical.startswith(("/v1/", "/.well-known/"))
    }
    described_ones = {
        f"{method.upper()} {path}"
        for path, operations in described()["paths"].items()
        for method in operations
    }

    assert routes - described_ones == UNDESCRIBED.keys()
    assert described_ones <= routes
    assert UNDESCRIBED.keys() <= MATRIX.routes.keys()


def test_every_operation_has_a_name_of_its_own_and_a_summary() -> None:
    operations = [one for path in described()["paths"].values() for one in path.values()]

    names = Counter(operation["operationId"] for operation in operations)

    assert all(operation["summary"] for operation in operations)
    assert not [name for name, number in names.items() if number > 1]


def test_every_operation_lists_its_refusals_and_leaves_none_open() -> None:
    paths, always = described()["paths"], {"401", "422", "429", "503", "504"}

    for endpoint in ENDPOINTS:
        answers = paths[endpoint.path][endpoint.method.lower()]["responses"].keys()
        assert "default" not in answers
        assert answers >= always | {str(endpoint.answer_status)}, endpoint.path
        assert ("415" in answers) is endpoint.takes_body, endpoint.path


def test_whatever_has_named_fields_has_no_others_in_an_answer_or_in_what_is_sent() -> None:
    schemas = described()["components"]["schemas"]

    open_ones = {
        name
        for name, schema in schemas.items()
        if "properties" in schema and schema.get("additionalProperties") is not False
    }

    assert open_ones == {"Problem"}


def test_who_may_call_is_described_as_it_is_checked() -> None:
    paths = described()["paths"]

    for endpoint in ENDPOINTS:
        security = paths[endpoint.path][endpoint.method.lower()].get("security")
        row = endpoint.permission
        wanted: list[object] | None = [{"bearer": []}]
        if row.is_public:
            wanted = [{"bearer": []}, {}] if GUEST in row.allow else None
        assert security == wanted, endpoint.path
