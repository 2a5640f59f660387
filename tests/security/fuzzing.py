"""What schemathesis sends and what it holds against an answer."""

import os
from typing import Any
from zlib import crc32

import schemathesis
from schemathesis import Case, CheckContext, Response
from schemathesis.checks import not_a_server_error
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from tests.architecture.generated.openapi import described
from tests.unit.gateway.problems import MEMBERS

UNSAID = {
    "Not a cursor of this list.",
    "Expected `int`, got `float`",
    "Invalid RFC3339 encoded datetime",
    "Invalid base64 encoded string",
}
"""Rules that JSON Schema has no words for: it takes 7.0 for a whole number, and a `format` is a
remark that nothing has to keep."""


def what_is_described_is_taken(_ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """What the description allows may be refused for what it means, never for how a field looks."""
    if response.status_code < 400 or case.meta is None or case.meta.generation.mode.is_negative:
        return
    problem = response.json()
    wrong = {error["detail"] for error in problem.get("errors", [])} - UNSAID
    unlike = problem["type"] == "/problems/invalid" and wrong
    if unlike or problem["type"] == "/problems/malformed_body":
        raise RejectedPositiveData(
            operation=case.operation.label,
            message=f"Refused: {wrong or problem['detail']}",
            status_code=response.status_code,
            allowed_statuses=["2xx"],
        )


def a_refusal_is_a_problem(_ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Whatever is refused is refused in one shape, under the id of the request."""
    if response.status_code < 400 or response.request.method == "HEAD":
        return
    assert response.headers["content-type"] == ["application/problem+json"], case.operation.label
    problem = response.json()
    assert problem.keys() >= MEMBERS
    assert [problem["correlation_id"]] == response.headers["x-request-id"]


CHECKS: list[Any] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
    checks.ignored_auth,
    what_is_described_is_taken,
    a_refusal_is_a_problem,
]


def is_mine(label: str) -> bool:
    """Whether this process tries `GET /v1/me`, say: side by side each has a share, alone all."""
    own = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return crc32(label.encode()) % processes == int(own)


def schema(*, coverage: bool) -> BaseSchema:
    """The description as the code writes it; with *coverage*, every rule of a field is tried."""
    made = schemathesis.openapi.from_dict(described())
    made.config.update(base_url=os.environ.get("ACADEMY_URL", "http://127.0.0.1:1"))
    made.config.phases.coverage.enabled = coverage
    # Other methods are tried on every address by tests/unit/gateway/test_every_route.py.
    made.config.phases.coverage.unexpected_methods = set()
    # That text cannot hold NUL is a rule of all fields, which no schema says in so many words.
    made.config.generation.allow_x00 = False
    return made.include(lambda context: is_mine(context.operation.label))
