"""The API's description is valid, and complete against the router."""

from collections import Counter
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.permissions import GUEST
from gateway.routes import ENDPOINTS
from tests.architecture.generated.openapi import described


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


def test_every_operation_has_a_name_of_its_own_and_a_summary() -> None:
    operations = [one for path in described()["paths"].values() for one in path.values()]

    names = Counter(operation["operationId"] for operation in operations)

    assert all(operation["summary"] for operation in operations)
    assert not [name for name, number in names.items() if number > 1]


def test_who_may_call_is_described_as_it_is_checked() -> None:
    paths = described()["paths"]

    for endpoint in ENDPOINTS:
        security = paths[endpoint.path][endpoint.method.lower()].get("security")
        row = endpoint.permission
        wanted: list[object] | None = [{"bearer": []}]
        if row.is_public:
            wanted = [{"bearer": []}, {}] if GUEST in row.allow else None
        assert security == wanted, endpoint.path
