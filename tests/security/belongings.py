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
        "slug": shelf[0]["slug"],
        "teacher": shelf[0]["teacher"]["id"],
        "user_id": other,
        "guardianship_id": child["id"],
        "learner_id": child["learner_id"],
        "invitation_id": make("/v1/admin/invitations", invited)["id"],
        "import_id": make("/v1/admin/imports", sheet)["id"],
        "review_id": _review(strangers, shelf, owner)["id"],
        "export_id": make("/v1/me/exports", {})["id"],
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
