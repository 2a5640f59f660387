"""What the mails about a moderated review say."""

from contracts.courses.reviews import ReviewModerated
from services.notifications.mails import Mail, course_path


def to_author(event: ReviewModerated) -> Mail:
    """The review was hidden, or is seen again, and why."""
    return _about(f"review_{event.decision.value}", event)


def to_reporter(event: ReviewModerated) -> Mail:
    """What came of a report."""
    return _about(f"report_{event.decision.value}", event)


def _about(kind: str, event: ReviewModerated) -> Mail:
    facts = {"course": event.course_title, "quote": event.reason}
    return Mail(kind=kind, facts=facts, links={"action": course_path(event.course_slug)})
