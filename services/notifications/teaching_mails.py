"""Mails to teachers about what became of their courses."""

from contracts.courses.events import CourseApproved, CourseArchived
from services.notifications.mails import Mail


def course_approved(event: CourseApproved) -> Mail:
    """The teacher can publish the course now."""
    links = {"action": f"/teach/courses/{event.course_id}"}
    return Mail(kind="course_approved", facts={"course": event.title}, links=links)


def course_taken_down(event: CourseArchived) -> Mail:
    """Staff took the course out of the catalogue, and why."""
    facts = {"course": event.title, "quote": event.reason}
    links = {"action": f"/teach/courses/{event.course_id}"}
    return Mail(kind="course_taken_down", facts=facts, links=links)
