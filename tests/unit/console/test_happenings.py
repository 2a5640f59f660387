"""Live events are told in words, whatever a later gateway may send."""

from typing import Any

import pytest

from console.happenings import in_words
from console.theme import Tone
from tests.unit.console.samples import make_id

ID = str(make_id("anybody"))


@pytest.mark.parametrize(
    ("event_type", "data", "sentence", "tone"),
    [
        (
            "accounts.user.registered.v1",
            {"user_id": ID, "role": "student"},
            "A new student registered",
            Tone.INFO,
        ),
        (
            "accounts.user.role_changed.v1",
            {"user_id": ID, "role": "admin"},
            "Somebody is now an admin",
            Tone.WARN,
        ),
        (
            "courses.course.submitted.v1",
            {"course_id": ID, "title": "Go", "teacher_id": ID},
            "“Go” was handed in for review",
            Tone.WARN,
        ),
        (
            "courses.course.withdrawn.v1",
            {"course_id": ID, "title": "Go", "teacher_id": ID},
            "“Go” was taken back by its teacher",
            Tone.NEUTRAL,
        ),
        (
            "courses.course.published.v1",
            {
                "course_id": ID,
                "slug": "go",
                "title": "Go",
                "teacher_id": ID,
                "price": {"amount": 0, "currency": "EUR"},
                "first": False,
            },
            "“Go” was changed in the catalog",
            Tone.GOOD,
        ),
        (
            "courses.course.rejected.v1",
            {"course_id": ID, "title": "Go", "teacher_id": ID, "reason": "No."},
            "“Go” went back to its teacher",
            Tone.BAD,
        ),
        (
            "courses.enrollment.created.v1",
            {"course_id": ID, "course_slug": "go", "course_title": "Go", "student_id": ID},
            "A student enrolled in “Go”",
            Tone.INFO,
        ),
        (
            "payments.order.paid.v1",
            {
                "order_id": ID,
                "order_number": "A-1",
                "receipt_number": "R-1",
                "buyer_id": ID,
                "course_id": ID,
                "course_title": "Go",
                "price": {"amount": 4900, "currency": "EUR"},
                "paid_at": "2026-03-14T15:00:00Z",
            },
            "49.00 EUR paid for “Go”",
            Tone.GOOD,
        ),
        (
            "payments.order.expired.v1",
            {"order_id": ID, "buyer_id": ID, "course_id": ID},
            "An order expired without money",
            Tone.NEUTRAL,
        ),
        (
            "courses.audit.recorded.v1",
            {
                "action": "courses.course.approved",
                "actor_id": ID,
                "target_type": "course",
                "target_id": ID,
                "target_label": "Go",
            },
            "Admin: course approved, Go",
            Tone.NEUTRAL,
        ),
        ("chat.message.sent.v1", {"text": "hi"}, "Message sent", Tone.NEUTRAL),
        ("payments.order.paid.v1", {"order_id": 7}, "Order paid", Tone.NEUTRAL),
    ],
)
def test_an_event_in_words(
    event_type: str, data: dict[str, Any], sentence: str, tone: Tone
) -> None:
    assert in_words(event_type, data) == (sentence, tone)
