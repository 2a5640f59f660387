"""What an operation can answer, for the API's description: the good answer and every refusal."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from contracts.base import Command
from gateway.endpoints import JSON, Endpoint
from gateway.middlewares import REQUEST_ID_FORMAT
from gateway.problems import MEDIA_TYPE

_SCHEMA = "#/components/schemas/{name}"
_RESPONSE = "#/components/responses/{name}"
_HEADER = "#/components/headers/{name}"

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "correlation_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["pointer", "detail"],
            },
        },
    },
}

_MEANINGS = {
    HTTPStatus.BAD_REQUEST: "The body is not JSON.",
    HTTPStatus.UNAUTHORIZED: "No credentials, or credentials that do not hold.",
    HTTPStatus.FORBIDDEN: "A known caller who may not do this.",
    HTTPStatus.NOT_FOUND: "No such thing, or not visible to the caller.",
    HTTPStatus.CONFLICT: "The state of the world refuses.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is larger than this resource takes.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is not of a media type this resource takes.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A field breaks a rule; `errors` names it.",
    HTTPStatus.TOO_MANY_REQUESTS: "The caller asks too often.",
    HTTPStatus.SERVICE_UNAVAILABLE: "A part of Academy is down for the moment.",
    HTTPStatus.GATEWAY_TIMEOUT: "No reply in time; the outcome is unknown.",
}
_ALWAYS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
_OF_BODIES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
_OF_THINGS = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)

_TEXT = {"type": "string", "minLength": 1}
HEADERS: dict[str, Any] = {
    "X-Request-Id": {
        "description": "Follows the request through every part; the problem's `correlation_id`.",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{REQUEST_ID_FORMAT.pattern}$"},
    },
    "RateLimit": {"description": "What is left of the bucket.", "schema": _TEXT},
    "RateLimit-Policy": {"description": "The bucket the request counts in.", "schema": _TEXT},
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "WWW-Authenticate": {
        "description": "How to authenticate.",
        "required": True,
        "schema": {"const": "Bearer"},
    },
    "ETag": {
        "description": "Names this state of the answer, for `If-None-Match`.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[^"]+"$'},
    },
}
_COUNTED = ("X-Request-Id", "RateLimit", "RateLimit-Policy")


def responses(endpoint: Endpoint, schema: dict[str, Any] | None) -> dict[str, Any]:
    """Each answer by its status; *schema* is that of the good answer's body, if it has one."""
    answers: dict[str, Any] = {str(endpoint.answer_status): _good(endpoint, schema)}
    if endpoint.cached:
        unchanged = {"description": "Nothing has changed.", "headers": _headers(*_COUNTED, "ETag")}
        answers[str(HTTPStatus.NOT_MODIFIED.value)] = unchanged
    for status in sorted(set(refusals(endpoint))):
        answers[str(status.value)] = {"$ref": _RESPONSE.format(name=status.phrase.replace(" ", ""))}
    return answers


def refusals(endpoint: Endpoint) -> Iterator[HTTPStatus]:
    """The statuses of what can be refused, said by the row alone."""
    yield from _ALWAYS
    if endpoint.takes_body:
        yield from _OF_BODIES
    names_a_thing = any(name.endswith("_id") for name in endpoint.request.__struct_fields__)
    of_things = endpoint.takes_body or endpoint.path_fields or names_a_thing
    if of_things or issubclass(endpoint.request, Command):
        yield from _OF_THINGS


def components() -> dict[str, Any]:
    """The refusals that the operations refer to, and the headers of all answers."""
    return {
        "responses": {status.phrase.replace(" ", ""): _refusal(status) for status in _MEANINGS},
        "headers": HEADERS,
    }


def _good(endpoint: Endpoint, schema: dict[str, Any] | None) -> dict[str, Any]:
    headers = _headers(*_COUNTED, *(["ETag"] if endpoint.cached else []))
    if schema is None:
        return {"description": "Done.", "headers": headers}
    shown = schema if endpoint.media_type == JSON else {"type": "string", "format": "binary"}
    return {
        "description": "The answer.",
        "headers": headers,
        "content": {endpoint.media_type: {"schema": shown}},
    }


def _refusal(status: HTTPStatus) -> dict[str, Any]:
    more = {
        HTTPStatus.UNAUTHORIZED: ["WWW-Authenticate"],
        HTTPStatus.TOO_MANY_REQUESTS: ["Retry-After"],
        HTTPStatus.SERVICE_UNAVAILABLE: ["Retry-After"],
    }.get(status, [])
    return {
        "description": _MEANINGS[status],
        "headers": _headers(*_COUNTED, *more),
        "content": {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA.format(name="Problem")}}},
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": _HEADER.format(name=name)} for name in names}
