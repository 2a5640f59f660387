"""Reviews as moderators see them."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from contracts.courses.reviews import ModeratedReview, ReviewReply, ReviewReport
from tests.unit.console.samples import NOW, make_id


def make_moderated(name: str = "review", **changes: Any) -> ModeratedReview:
    """A rude review that one person reported an hour ago."""
    fields: dict[str, Any] = {
        "id": make_id(name),
        "course_id": make_id("course"),
        "course_slug": "python",
        "course_title": "Python from the ground up",
        "author_name": "Sam Okafor",
        "stars": 1,
        "text": "The teacher is an idiot. Call me on +44 20 7946 0000 for better lessons.",
        "created_at": NOW - timedelta(days=2),
        "edited_at": None,
        "reply": None,
        "teacher_name": "Amina Rahimi",
        "reports": [make_report()],
        "reported_at": NOW - timedelta(hours=1),
        "hidden_at": None,
        "hidden_reason": "",
    }
    return ModeratedReview(**{**fields, **changes})


def make_report(**changes: Any) -> ReviewReport:
    """Why somebody objects."""
    fields: dict[str, Any] = {
        "reporter_name": "Lina Haddad",
        "reason": "Insults the teacher and advertises.",
        "created_at": NOW - timedelta(hours=1),
    }
    return ReviewReport(**{**fields, **changes})


def make_reported() -> list[ModeratedReview]:
    """Two that wait: a rude one, and one that its teacher has answered."""
    reply = ReviewReply(text="Thank you.", teacher_name="Amina Rahimi", replied_at=NOW)
    answered = make_moderated(
        "answered",
        stars=3,
        author_name="",
        text="Fine, but the sound is low.",
        reply=reply,
        reports=[
            make_report(reporter_name="", reason="Not true any more."),
            make_report(reason="The sound was repaired."),
        ],
        reported_at=NOW - timedelta(minutes=5),
    )
    return [make_moderated(), answered]


def hide(review: ModeratedReview, reason: str) -> ModeratedReview:
    """The same review when it is out of sight."""
    return replace(review, hidden_at=NOW, hidden_reason=reason, reported_at=None)
