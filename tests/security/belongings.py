"""Something of each kind that an address can name, made over the API by one admin."""

import base64
from collections.abc import Callable
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
    child = make("/v1/family/children", _child(strangers, owner))
    invited = {"email": strangers.address(), "role": "student"}
    sheet = {"content": _sheet(strangers.address()), "file_name": "class.csv"}
    return {
        "course_id": course,
        **_content(make, course),
        "order_id": make("/v1/orders", {"course_id": _priced(shelf)["id"]})["id"],
        "slug": shelf[0]["slug"],
        "teacher": shelf[0]["teacher"]["id"],
        "user_id": other,
        "guardianship_id": child["id"],
        "learner_id": child["learner_id"],
        "invitation_id": make("/v1/admin/invitations", invited)["id"],
        "import_id": make("/v1/admin/imports", sheet)["id"],
        "export_id": make("/v1/me/exports", {})["id"],
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
