"""Something of each kind that an address can name, made over the API by one admin."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from contracts.types import Role
from tests.e2e.people import PASSWORD
from tests.security.strangers import Headers, Strangers

KEYS = "/.well-known/academy-certificate-keys.json"
DRAFT = {
    "title": "Knots",
    "category": "music",
    "price": {"amount": 0, "currency": "EUR"},
}

QUESTION = {"type": "true_false", "prompt": "Is a bowline a knot?"}

EMPTY_ZIP = b"PK\5\6" + bytes(18)

Make = Callable[[str, Any], dict[str, Any]]


def belongings(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """Ids by the names of path parameters.

    Without those that end what the owner does (a session), that only the owner's device makes (a
    passkey), that every admin is asked about (a proposal) or that are secrets (tokens).
    """
    make = _maker(strangers, owner)
    shelf = strangers.get("/v1/courses?limit=50", owner)["items"]
    course = make("/v1/teaching/courses", DRAFT)["id"]
    return {
        "course_id": course,
        **_content(make, course),
        **_quiz(strangers, owner),
        **_exchange(strangers, owner),
        **_people(strangers, owner),
        "order_id": make("/v1/orders", {"course_id": _priced(shelf)["id"]})["id"],
        "language": "en",
        "slug": shelf[0]["slug"],
        "teacher": shelf[0]["teacher"]["id"],
        "attendance_id": str(uuid4()),
        "code": "AB23-CD34-EF56-GH78",
        "key_id": strangers.get(KEYS, owner)["keys"][0]["kid"],
        "review_id": _review(strangers, shelf, owner)["id"],
        "export_id": make("/v1/me/exports", {})["id"],
    }


def _maker(strangers: Strangers, owner: Headers) -> Make:
    """Makes something of the owner's at an address."""

    def make(path: str, body: Any) -> dict[str, Any]:
        made: dict[str, Any] = strangers.post(path, body, owner)
        return made

    return make


def _people(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """A student, a child, and people who are yet to come."""
    make = _maker(strangers, owner)
    other = strangers.open_session(strangers.make(Role.STUDENT))["user"]["id"]
    child = make("/v1/family/children", _child(strangers, owner))
    invited = {"email": strangers.address(), "role": "student"}
    sheet = {"content": _sheet(strangers.address()), "file_name": "class.csv"}
    return {
        "student_id": other,
        "user_id": other,
        "guardianship_id": child["id"],
        "learner_id": child["learner_id"],
        "invitation_id": make("/v1/admin/invitations", invited)["id"],
        "import_id": make("/v1/admin/imports", sheet)["id"],
    }


def _exchange(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """A package on its way into a course, to be refused as empty, and one on its way out."""
    make = _maker(strangers, owner)
    taught = f"/v1/teaching/courses/{make('/v1/teaching/courses', DRAFT)['id']}"
    announced = {"name": "knots.zip", "size": len(EMPTY_ZIP), "media_type": "application/zip"}
    package = make(f"{taught}/uploads", announced)
    strangers.send(package["url"], EMPTY_ZIP, "application/zip", owner)
    return {
        "course_import_id": make(f"{taught}/imports", {"file_id": package["id"]})["id"],
        "course_export_id": make(f"{taught}/exports", {"format": "olx"})["id"],
    }


def _quiz(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """A question, an attempt and a regrade of a quiz whose course has left the catalogue."""
    make = _maker(strangers, owner)
    course = make("/v1/teaching/courses", DRAFT)["id"]
    taught = f"/v1/teaching/courses/{course}"
    module = make(f"{taught}/modules", {"title": "One"})["outline"][0]["id"]
    lesson = {"title": "A quiz", "kind": "quiz"}
    quiz = make(f"/v1/teaching/modules/{module}/lessons", lesson)["id"]
    question = make(f"{taught}/questions", {"content": QUESTION})["id"]
    slots = {"slots": [{"question_id": question}]}
    strangers.put(f"/v1/teaching/quizzes/{quiz}/slots", slots, owner)
    make(f"{taught}/submission", {})
    make(f"/v1/admin/courses/{course}/approval", {"checks": []})
    regrade = make(f"/v1/teaching/quizzes/{quiz}/regrades", {"reason": "To be sure."})
    attempt = make(f"/v1/quizzes/{quiz}/attempts", {})
    strangers.delete(f"{taught}/publication", owner)
    return {
        "question_id": question,
        "attempt_id": attempt["id"],
        "regrade_id": regrade["id"],
    }


def _content(make: Make, course: str) -> dict[str, str]:
    """What a course consists of."""
    picture = {"name": "knot.png", "size": 1, "media_type": "image/png"}
    module = make(f"/v1/teaching/courses/{course}/modules", {"title": "One"})["outline"][0]["id"]
    lesson = make(f"/v1/teaching/modules/{module}/lessons", {"title": "Two", "kind": "article"})
    draft = make(f"/v1/teaching/modules/{module}/topics", {"title": "Three"})
    return {
        "module_id": module,
        "lesson_id": lesson["id"],
        "topic_id": draft["outline"][0]["topics"][0]["id"],
        "file_id": make(f"/v1/teaching/courses/{course}/uploads", picture)["id"],
    }


def _priced(shelf: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in shelf if one["price"]["amount"])


def _review(strangers: Strangers, shelf: list[dict[str, Any]], owner: Headers) -> dict[str, Any]:
    """The owner's review of a course without a price, whose first lesson they have completed."""
    free = next(one for one in shelf if not one["price"]["amount"])
    entered = strangers.post("/v1/enrollments", {"course_id": free["id"]}, owner)
    strangers.put(f"/v1/lessons/{entered['lesson_id']}/completion", {"completed": True}, owner)
    path = f"/v1/enrollments/{free['id']}/review"
    review: dict[str, Any] = strangers.put(path, {"stars": 4}, owner)
    return review


def _child(strangers: Strangers, owner: Headers) -> dict[str, str]:
    return {
        "name": "Kid",
        "email": strangers.address(),
        "password": PASSWORD,
        "birth_on": (datetime.now(UTC) - timedelta(days=3652)).date().isoformat(),
        "text_version": strangers.get("/v1/consent-text", owner)["version"],
    }


def _sheet(address: str) -> str:
    return base64.b64encode(f"email,name\n{address},Noor\n".encode()).decode()
