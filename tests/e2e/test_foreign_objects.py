"""Every id that somebody sees, tried by somebody else at every address (OWASP API1)."""

from typing import Any

import aiohttp
import msgspec
import pytest

from contracts.types import Role
from gateway.endpoints import Endpoint, input_type
from gateway.routes import ENDPOINTS
from tests.e2e.people import PASSWORD, Mailbox, Person, Refusal, unique_email
from tests.samples import sample

pytestmark = pytest.mark.e2e

OPEN_TO_ALL = {
    "GET /v1/access/{course_id}": "says whether the caller may study, which is the caller's own",
    "GET /v1/courses/{slug}": "the catalogue",
}
"""Addresses that answer about anybody's course, and why that is right."""

WORDS = {"language": "en"}
"""Gaps of an address that are no ids."""

GUARDED = [
    one
    for one in ENDPOINTS
    if one.path_fields
    and not one.permission.is_public
    and f"{one.method} {one.path}" not in OPEN_TO_ALL
]


async def newcomer(http: aiohttp.ClientSession, url: str, mailbox: Mailbox) -> Person:
    """Somebody who has just registered."""
    email, somebody = unique_email(), Person(http, url)
    await somebody.post("/v1/accounts", {"email": email, "password": PASSWORD, "name": "S. Two"})
    token = await mailbox.confirmation_token(email)
    await somebody.post("/v1/accounts/confirmation", {"token": token})
    return await somebody.sign_in(email, PASSWORD)


async def belongings(student: Person, teacher: Person, admin: Person) -> list[str]:
    """Ids of things that belong to a student and to a teacher."""
    course = await teacher.post("/v1/teaching/courses", draft())
    course = await teacher.post(f"/v1/teaching/courses/{course['id']}/modules", {"title": "One"})
    module = course["outline"][-1]["id"]
    lesson = await teacher.post(
        f"/v1/teaching/modules/{module}/lessons", {"title": "Two", "kind": "article"}
    )
    shelf = await student.get("/v1/courses", limit=50)
    priced = next(one for one in shelf["items"] if one["price"]["amount"])
    order = await student.post("/v1/orders", {"course_id": priced["id"]})
    devices = await student.get("/v1/me/sessions")
    return [
        course["id"],
        module,
        lesson["id"],
        order["id"],
        devices["items"][0]["id"],
        student.user["id"],
        teacher.user["id"],
        *await quiz_belongings(student, teacher, admin),
    ]


async def quiz_belongings(student: Person, teacher: Person, admin: Person) -> list[str]:
    """Ids around an attempt of the student at a quiz of the teacher."""
    course = await teacher.post("/v1/teaching/courses", draft())
    taught = f"/v1/teaching/courses/{course['id']}"
    outline = await teacher.post(f"{taught}/modules", {"title": "One"})
    module = outline["outline"][-1]["id"]
    lesson = await teacher.post(
        f"/v1/teaching/modules/{module}/lessons", {"title": "A quiz", "kind": "quiz"}
    )
    content = {"type": "true_false", "prompt": "Is it?"}
    question = await teacher.post(f"{taught}/questions", {"content": content})
    quiz = f"/v1/teaching/quizzes/{lesson['id']}"
    await teacher.ask("PUT", f"{quiz}/slots", {"slots": [{"question_id": question["id"]}]})
    await teacher.post(f"{taught}/submission", {})
    await admin.post(f"/v1/admin/courses/{course['id']}/approval", {"checks": []})
    await student.post("/v1/enrollments", {"course_id": course["id"]})
    attempt = await student.post(f"/v1/quizzes/{lesson['id']}/attempts", {})
    regrade = await teacher.post(f"{quiz}/regrades", {"reason": "To be sure."})
    return [lesson["id"], question["id"], attempt["id"], regrade["id"]]


def draft() -> dict[str, Any]:
    return {
        "title": "Of somebody else",
        "category": "music",
        "level": "beginner",
        "language": "en",
        "price": {"amount": 0, "currency": "EUR"},
    }


async def attempt(person: Person, endpoint: Endpoint, found: str) -> int:
    """The status that somebody gets with somebody else's id in every gap of the address."""
    path = endpoint.path
    for field in endpoint.path_fields:
        path = path.replace(f"{{{field}}}", WORDS.get(field, found))
    body = msgspec.to_builtins(sample(input_type(endpoint))) if endpoint.takes_body else None
    try:
        await person.ask(endpoint.method, path, body)
    except Refusal as refusal:
        return refusal.status
    return 200


async def test_3_nobody_reads_or_changes_what_belongs_to_somebody_else(
    student: Person,
    teacher: Person,
    http: aiohttp.ClientSession,
    url: str,
    mailbox: Mailbox,
    admin: Person,
) -> None:
    ids = await belongings(student, teacher, admin)
    stranger, colleague = [await newcomer(http, url, mailbox) for _ in range(2)]
    role = {"role": "teacher", "reason": "A second teacher."}
    await admin.ask("PUT", f"/v1/admin/users/{colleague.user['id']}/role", role)
    await colleague.sign_in(colleague.user["email"], PASSWORD)
    before = [await teacher.get(f"/v1/teaching/courses/{ids[0]}"), await student.get("/v1/orders")]

    reached = [
        f"{one.method} {one.path} with {found} as {person.user['role']}"
        for one in GUARDED
        for person in (stranger, colleague)
        if one.permission.reach(Role(person.user["role"])) != "any"
        for found in ids
        if await attempt(person, one, found) not in {401, 403, 404}
    ]

    assert reached == []
    after = [await teacher.get(f"/v1/teaching/courses/{ids[0]}"), await student.get("/v1/orders")]
    assert after == before
