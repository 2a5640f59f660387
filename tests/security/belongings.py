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


def belongings(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """Ids by the names of path parameters."""

    def make(path: str, body: Any) -> dict[str, Any]:
        made: dict[str, Any] = strangers.post(path, body, owner)
        return made

    shelf = strangers.get("/v1/courses?limit=50", owner)["items"]
    other = strangers.open_session(strangers.make(Role.STUDENT))["user"]["id"]
    course = make("/v1/teaching/courses", DRAFT)["id"]
    child = make("/v1/family/children", _child(strangers, owner))
    invited = {"email": strangers.address(), "role": "student"}
    sheet = {"content": _sheet(strangers.address()), "file_name": "class.csv"}
    return {
        "course_id": course,
        **_content(make, course),
        "order_id": make("/v1/orders", {"course_id": _priced(shelf)["id"]})["id"],
        **_quiz(strangers, owner),
        "student_id": other,
        "language": "en",
        "slug": shelf[0]["slug"],
        "teacher": shelf[0]["teacher"]["id"],
        "attendance_id": str(uuid4()),
        "code": "AB23-CD34-EF56-GH78",
        "key_id": strangers.get(KEYS, owner)["keys"][0]["kid"],
        "user_id": other,
        "guardianship_id": child["id"],
        "learner_id": child["learner_id"],
        "invitation_id": make("/v1/admin/invitations", invited)["id"],
        "import_id": make("/v1/admin/imports", sheet)["id"],
        "review_id": _review(strangers, shelf, owner)["id"],
        "export_id": make("/v1/me/exports", {})["id"],
    }


def _quiz(strangers: Strangers, owner: Headers) -> dict[str, str]:
    """A question, an attempt and a regrade of a published quiz."""

    def make(path: str, body: Any) -> dict[str, Any]:
        made: dict[str, Any] = strangers.post(path, body, owner)
        return made

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
    return {
        "question_id": question,
        "attempt_id": make(f"/v1/quizzes/{quiz}/attempts", {})["id"],
        "regrade_id": regrade["id"],
    }


def _content(make: Callable[[str, Any], dict[str, Any]], course: str) -> dict[str, str]:
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
