"""Something of each kind that an address can name, made over the API by one admin."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.types import Role
from tests.e2e.people import PASSWORD
from tests.security.strangers import Headers, Strangers

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
    module = make(f"/v1/teaching/courses/{course}/modules", {"title": "One"})["outline"][0]["id"]
    lesson = {"title": "Two", "kind": "article"}
    child = make("/v1/family/children", _child(strangers, owner))
    invited = {"email": strangers.address(), "role": "student"}
    sheet = {"content": _sheet(strangers.address()), "file_name": "class.csv"}
    return {
        "course_id": course,
        "module_id": module,
        "lesson_id": make(f"/v1/teaching/modules/{module}/lessons", lesson)["id"],
        "order_id": make("/v1/orders", {"course_id": _priced(shelf)["id"]})["id"],
        **_quiz(strangers, owner),
        "student_id": other,
        "slug": shelf[0]["slug"],
        "teacher": shelf[0]["teacher"]["id"],
        "user_id": other,
        "guardianship_id": child["id"],
        "learner_id": child["learner_id"],
        "invitation_id": make("/v1/admin/invitations", invited)["id"],
        "import_id": make("/v1/admin/imports", sheet)["id"],
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


def _priced(shelf: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in shelf if one["price"]["amount"])


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
