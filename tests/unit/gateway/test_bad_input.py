"""Whatever is sent, the answer is a problem document that says what is wrong."""

import json
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from contracts.courses.authoring import AddLesson, CreateCourse
from contracts.courses.catalogue import ListCourses
from contracts.courses.review import ApproveCourse
from contracts.types import Role
from gateway.endpoints import input_type
from gateway.routes import ENDPOINTS
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import pointers, problem

COURSES = "/v1/teaching/courses"
GOOD: dict[str, Any] = {
    "title": "Knots",
    "category": "crafts",
    "price": {"amount": 100, "currency": "EUR"},
}
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": 7}, "/title"),
        ({"title": None}, "/title"),
        ({"title": ["Knots"]}, "/title"),
        ({"title": ""}, "/title"),
        ({"title": "x" * 201}, "/title"),
        ({"category": "Not A Slug"}, "/category"),
        ({"level": "expert"}, "/level"),
        ({"price": 100}, "/price"),
        ({"price": {"amount": "100", "currency": "EUR"}}, "/price/amount"),
        ({"price": {"amount": -1, "currency": "EUR"}}, "/price/amount"),
        ({"price": {"amount": 1.5, "currency": "EUR"}}, "/price/amount"),
        ({"price": {"amount": 10**40, "currency": "EUR"}}, "/price/amount"),
        ({"price": {"amount": 100, "currency": "euro"}}, "/price/currency"),
        ({"price": {"currency": "EUR"}}, "/price/amount"),
        ({"titel": "Knots"}, "/titel"),
        ({"price": {"amount": 100, "currency": "EUR", "discount": 50}}, "/price/discount"),
    ],
)
async def test_a_wrong_field_is_named(
    shared: Gateway, changes: dict[str, Any], pointer: str
) -> None:
    body = GOOD | changes

    response = await shared.http.post(COURSES, json=body, headers=shared.as_role(Role.TEACHER))

    document = await problem(response, 422, "invalid")
    assert pointers(document) == [pointer]
    assert not shared.rpc.asked(CreateCourse)


@pytest.mark.parametrize("field", GOOD)
async def test_a_missing_field_is_named(shared: Gateway, field: str) -> None:
    body = {name: value for name, value in GOOD.items() if name != field}

    response = await shared.http.post(COURSES, json=body, headers=shared.as_role(Role.TEACHER))

    assert pointers(await problem(response, 422, "invalid")) == [f"/{field}"]


async def test_a_field_of_the_path_cannot_be_given_in_the_body(shared: Gateway) -> None:
    address = f"/v1/teaching/modules/{uuid4()}/lessons"
    body = {"title": "Bowline", "module_id": str(uuid4())}

    response = await shared.http.post(address, json=body, headers=shared.as_role(Role.TEACHER))

    assert pointers(await problem(response, 422, "invalid")) == ["/module_id"]
    assert not shared.rpc.asked(AddLesson)


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        json.dumps(GOOD).encode() + b"{}",
        b"title=Knots",
        b'{"title": NaN}',
        b'{"title": Infinity}',
        b'{"title": "\xff\xfe"}',
        b'{"title": "\\ud800"}',
        b'{"\\u00',
        b"\x00",
    ],
)
async def test_what_is_not_json_is_unreadable(shared: Gateway, raw: bytes) -> None:
    headers = shared.as_role(Role.TEACHER) | JSON

    response = await shared.http.post(COURSES, data=raw, headers=headers)

    await problem(response, 400, "malformed_body")


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"[" * 100_000,
        b'{"title": ' * 100_000,
        b'{"unknown": ' + b"[" * 100_000,
        b'{"price": {"amount": 1e400, "currency": "EUR"}}',
        b'{"price": {"amount": ' + b"9" * 5000 + b"}}",
    ],
)
async def test_json_of_another_shape_is_refused_quickly(shared: Gateway, raw: bytes) -> None:
    headers = shared.as_role(Role.TEACHER) | JSON

    response = await shared.http.post(COURSES, data=raw, headers=headers)

    assert response.status in {400, 422}
    document = await response.json(content_type="application/problem+json")
    assert document["type"] in {"/problems/invalid", "/problems/malformed_body"}


@pytest.mark.parametrize("text", ["\\u0000", "ok\\u0000", "\\\\\\u0000"])
async def test_text_with_the_character_nul_is_refused(shared: Gateway, text: str) -> None:
    raw = json.dumps(GOOD).replace("Knots", text)
    headers = shared.as_role(Role.TEACHER) | JSON

    response = await shared.http.post(COURSES, data=raw, headers=headers)

    await problem(response, 422, "invalid")


async def test_text_about_the_character_nul_is_taken(shared: Gateway) -> None:
    raw = json.dumps(GOOD | {"title": "What \\u0000 means"})
    headers = shared.as_role(Role.TEACHER) | JSON

    await shared.http.post(COURSES, data=raw, headers=headers)

    assert shared.rpc.asked(CreateCourse)[-1].request.title == "What \\u0000 means"


async def test_a_body_larger_than_the_limit_is_refused(shared: Gateway) -> None:
    body = GOOD | {"description": "x" * 1_000_001}

    response = await shared.http.post(COURSES, json=body, headers=shared.as_role(Role.TEACHER))

    await problem(response, 413, "payload_too_large")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"],
)
async def test_a_body_that_is_not_declared_as_json_is_refused(
    shared: Gateway, content_type: str
) -> None:
    headers = shared.as_role(Role.TEACHER) | {"Content-Type": content_type}

    response = await shared.http.post(COURSES, data=json.dumps(GOOD), headers=headers)

    await problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/sessions", "POST"),
        ("DELETE", "/v1/me", "GET"),
        ("PATCH", "/v1/courses", "GET"),
        ("POST", "/v1/courses/knots", "GET"),
        ("PUT", COURSES, "GET,POST"),
        ("POST", "/health/live", "GET"),
    ],
)
async def test_a_wrong_method_is_told_which_ones_there_are(
    shared: Gateway, method: str, path: str, allowed: str
) -> None:
    response = await shared.http.request(method, path)

    await problem(response, 405, "method_not_allowed")
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/nothing", "/v1/me/more", "/v2/../v1/x"])
async def test_an_unknown_address_of_the_api_is_not_found(
    shared: Gateway, method: str, path: str
) -> None:
    response = await shared.http.request(method, path)

    await problem(response, 404, "not_found")


@pytest.mark.parametrize(
    "identifier", ["1", "not-a-uuid", "%00", "%2e%2e%2f", "' OR 1=1 --", "é" * 300]
)
async def test_an_identifier_in_the_path_that_is_none_is_named(
    shared: Gateway, identifier: str
) -> None:
    headers = shared.as_role(Role.STUDENT)

    response = await shared.http.get(f"/v1/orders/{identifier}", headers=headers)

    assert pointers(await problem(response, 422, "invalid")) == ["/order_id"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/limit"),
        ("limit=101", "/limit"),
        ("limit=1e9", "/limit"),
        ("limit=ten", "/limit"),
        ("limit=", "/limit"),
        ("limit=5&limit=6", "/limit"),
        ("level=beginner&level=beginner", "/level"),
        ("level=expert", "/level"),
        ("order=title;drop table courses", "/order"),
        ("offset=50", "/offset"),
        ("category=../../x", "/category"),
        ("search=" + "x" * 201, "/search"),
        ("search=a%00b", "/search"),
        ("after=" + "x" * 401, "/after"),
    ],
)
async def test_a_wrong_parameter_is_named(shared: Gateway, query: str, pointer: str) -> None:
    response = await shared.http.get(f"/v1/courses?{query}")

    assert pointers(await problem(response, 422, "invalid")) == [pointer]
    assert not shared.rpc.asked(ListCourses)


async def test_an_absent_body_stands_for_an_empty_object(shared: Gateway) -> None:
    response = await shared.http.post(COURSES, headers=shared.as_role(Role.TEACHER))

    assert pointers(await problem(response, 422, "invalid")) == ["/title"]


def test_a_list_that_is_left_out_is_the_one_of_the_contract() -> None:
    approval = next(one for one in ENDPOINTS if one.request is ApproveCourse)

    left_out = msgspec.convert({}, input_type(approval))

    assert msgspec.structs.asdict(left_out) == {"checks": [], "submission_id": None}
