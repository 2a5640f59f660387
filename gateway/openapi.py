"""The API's description (OpenAPI 3.1), built from the route table and the contracts."""

import functools
import re
from typing import Any

import msgspec

from contracts.base import Command
from contracts.permissions import GUEST, Permission
from gateway import answers
from gateway.endpoints import IDEMPOTENCY_KEY, Endpoint, input_type

REF = "#/components/schemas/{name}"
VERSION = "1.0.0"


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
            "schemas": {**_closed(components), "Problem": answers.PROBLEM},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            **answers.components(),
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
    operation: dict[str, Any] = {
        "summary": (endpoint.request.__doc__ or "").strip().split("\n")[0],
        "tags": [_tag(endpoint)],
        "parameters": _parameters(endpoint),
        "responses": answers.responses(endpoint, schemas.get(repr(endpoint.request.reply_type()))),
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


def _closed(components: dict[str, Any]) -> dict[str, Any]:
    """Objects of fixed fields hold no others: nothing leaves that the contract does not name."""
    for schema in components.values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return components


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    fields = {field.name: field for field in msgspec.structs.fields(endpoint.request)}
    parameters = [_parameter(fields[name], "path") for name in endpoint.path_fields]
    if not endpoint.takes_body:
        parameters += [_parameter(field, "query") for field in _inputs(endpoint)]
    return parameters + _header_parameters(endpoint)


def _header_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    """What concerns the call rather than what is asked."""
    if issubclass(endpoint.request, Command):
        return [
            _header(
                "Idempotency-Key", {"type": "string", "pattern": f"^{IDEMPOTENCY_KEY.pattern}$"}
            )
        ]
    return [_header("If-None-Match", {"type": "string"})] if endpoint.cached else []


def _header(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "schema": schema}


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
