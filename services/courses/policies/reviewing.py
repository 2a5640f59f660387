"""Rules of reviews."""

from typing import Protocol
from uuid import UUID

from contracts.courses.errors import (
    NotEnrolled,
    ReviewNotFound,
    ReviewNotYours,
    ReviewTooEarly,
    ReviewYourOwn,
)
from contracts.types import Actor

LESSONS_BEFORE = 1


class WrittenReview(Protocol):
    """What rules look at in a review."""

    author_id: UUID | None


def average(count: int, total: int) -> float | None:
    """The mean of the stars to two places, or None without a review."""
    return round(total / count, 2) if count else None


def may_review(*, enrolled: bool, completed: int) -> bool:
    """Who judges a course studies it, and has seen some of it."""
    return enrolled and completed >= LESSONS_BEFORE


def ensure_may_review(*, enrolled: bool, completed: int) -> None:
    """The same, said to who tries."""
    if not enrolled:
        raise NotEnrolled("Enroll in the course and complete a lesson to review it.")
    if completed < LESSONS_BEFORE:
        raise ReviewTooEarly("Complete a lesson of the course, then say what you think of it.")


def ensure_may_report(actor: Actor, review: WrittenReview, *, hidden: bool) -> None:
    """Anybody may report what they see, but not themselves."""
    if hidden:
        raise ReviewNotFound("There is no such review.")
    if review.author_id == actor.user_id:
        raise ReviewYourOwn("Change your review or remove it instead of reporting it.")


def ensure_may_reply(actor: Actor, teacher_id: UUID) -> None:
    """Reviews are answered by the teacher they are about."""
    if actor.user_id != teacher_id:
        raise ReviewNotYours("Only the teacher of the course replies to its reviews.")


def public_name(name: str | None) -> str:
    """The first name and the initial of the last: enough to talk to, too little to look up."""
    words = (name or "").split()
    if len(words) < 2:  # noqa: PLR2004 (one name)
        return " ".join(words)
    return f"{words[0]} {words[-1][0]}."
