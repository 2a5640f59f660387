"""Reviews as the contracts show them."""

from collections.abc import Sequence
from typing import Any

from contracts.courses.reviews import (
    ModeratedReview,
    Review,
    ReviewReply,
    ReviewReport,
    TaughtReview,
)
from services.courses.policies.reviewing import public_name


def to_review(row: Any) -> Review:
    """A review as everybody sees it."""
    return Review(**_review(row))


def to_taught_review(row: Any) -> TaughtReview:
    """A review as the teacher of the course sees it."""
    return TaughtReview(**_review(row), **_course(row))


def to_moderated_review(row: Any, reports: Sequence[Any]) -> ModeratedReview:
    """A review as moderators see it, with full names."""
    return ModeratedReview(
        **{**_review(row), "author_name": row.author_name or ""},
        **_course(row),
        teacher_name=row.teacher_name,
        reports=[to_report(report) for report in reports],
        reported_at=row.reported_at,
        hidden_at=row.hidden_at,
        hidden_reason=row.hidden_reason,
    )


def to_report(row: Any) -> ReviewReport:
    """An objection, with who made it."""
    return ReviewReport(
        reporter_name=row.reporter_name or "", reason=row.reason, created_at=row.created_at
    )


def _review(row: Any) -> dict[str, Any]:
    reply = None
    if row.replied_at is not None:
        reply = ReviewReply(
            text=row.reply, teacher_name=row.teacher_name, replied_at=row.replied_at
        )
    return {
        "id": row.id,
        "course_id": row.course_id,
        "author_name": public_name(row.author_name),
        "stars": row.stars,
        "text": row.text,
        "created_at": row.created_at,
        "edited_at": row.edited_at,
        "reply": reply,
    }


def _course(row: Any) -> dict[str, Any]:
    return {"course_slug": row.course_slug, "course_title": row.course_title}
