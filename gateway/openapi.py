"""The API's description (OpenAPI 3.1), built from the route table and the contracts."""

import functools
import re
from typing import Any

import msgspec

from contracts.permissions import GUEST, Permission
from gateway.endpoints import Endpoint, input_type
from gateway.problems import MEDIA_TYPE

REF = "#/components/schemas/{name}"
VERSION = "1.0.0"

_PROBLEM = {
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


@functools.cache
def document(endpoints: tuple[Endpoint, ...], public_url: str) -> dict[str, Any]:
    """The whole description."""
    types = _types(endpoints)
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
    by_type = dict(zip(map(repr, types), schemas, strict=True))
    paths: dict[str, Any] = {}
    names: set[str] = set()
    for endpoint in endpoints:
        operation = {"operationId": _name(endpoint, names), **_operation(endpoint, by_type)}
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    described = {
        "openapi": "3.1.0",
        "info": {"title": "Academy", "version": VERSION, "description": _INTRODUCTION},
        "servers": [{"url": public_url}],
        "paths": paths,
        "components": {
            "schemas": {**components, "Problem": _PROBLEM},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }
    return _readable_names(described)


_INTRODUCTION = (
    "Lists are pages: pass `next` as `after` to go on. Refusals are problem documents "
    "(RFC 9457); switch on `type`. A mutating call may carry an `Idempotency-Key`: repeated under "
    "the same key it acts once. Money is in minor units of its currency."
)


def _types(endpoints: tuple[Endpoint, ...]) -> list[Any]:
    replies = [e.request.reply_type() for e in endpoints]
    inputs = [input_type(e) for e in endpoints]
    unique = {repr(kind): kind for kind in [*replies, *inputs] if kind is not type(None)}
    return list(unique.values())


def _tag(endpoint: Endpoint) -> str:
    return endpoint.path.split("/")[2]


def _name(endpoint: Endpoint, taken: set[str]) -> str:
    """The request's method; where two addresses lead to it, the second says where it stands."""
    method = endpoint.request.method()
    name = f"{_tag(endpoint)}_{method}" if method in taken else method
    taken.add(name)
    return name


def _operation(endpoint: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    reply = endpoint.request.reply_type()
    operation: dict[str, Any] = {
        "summary": (endpoint.request.__doc__ or "").strip().split("\n")[0],
        "tags": [_tag(endpoint)],
        "parameters": _parameters(endpoint),
        "responses": {
            str(endpoint.answer_status): _reply(reply, schemas),
            "default": _problem("A refusal."),
        },
    }
    if endpoint.takes_body and _inputs(endpoint):
        schema = schemas[repr(input_type(endpoint))]
        operation["requestBody"] = {
            "required": any(field.required for field in _inputs(endpoint)),
            "content": {"application/json": {"schema": schema}},
        }
    if security := _security(endpoint.permission):
        operation["security"] = security
    return operation


def _security(permission: Permission) -> list[dict[str, Any]]:
    """A token where one is needed; where guests have a row of their own it may be left out."""
    if not permission.is_public:
        return [{"bearer": []}]
    return [{"bearer": []}, {}] if GUEST in permission.allow else []


def _inputs(endpoint: Endpoint) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(input_type(endpoint))


def _reply(reply: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    if reply is type(None):
        return {"description": "Done."}
    return {
        "description": "The answer.",
        "content": {"application/json": {"schema": schemas[repr(reply)]}},
    }


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": REF.format(name="Problem")}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    fields = {field.name: field for field in msgspec.structs.fields(endpoint.request)}
    parameters = [_parameter(fields[name], "path") for name in endpoint.path_fields]
    if not endpoint.takes_body:
        parameters += [_parameter(field, "query") for field in _inputs(endpoint)]
    return parameters


def _parameter(field: msgspec.structs.FieldInfo, place: str) -> dict[str, Any]:
    schema = msgspec.json.schema(field.type)
    if "$ref" in schema:
        schema = next(iter(schema["$defs"].values()))
    definitions = schema.pop("$defs", {})
    for choice in schema.get("anyOf", []):
        if "$ref" in choice:
            choice.update(definitions[choice.pop("$ref").rsplit("/", 1)[-1]])
    return {
        "name": field.name,
        "in": place,
        "required": place == "path" or field.required,
        "schema": schema,
    }


def _readable_names(described: dict[str, Any]) -> dict[str, Any]:
    """Rename `Page[CourseCard]` to `PageOfCourseCard`: brackets are no component names."""
    text = msgspec.json.encode(described).decode()
    text = re.sub(r"Page_([A-Za-z]+?)_(?=[\"/])", r"PageOf\1", text)
    text = re.sub(r"Page\[(?:[\w.]+\.)?([A-Za-z]+)\]", r"PageOf\1", text)
    readable: dict[str, Any] = msgspec.json.decode(text)
    return readable
