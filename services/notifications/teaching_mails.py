"""Mails about what became of courses, and what teachers tell their students."""

from contracts.courses.events import CourseApproved, CourseArchived
from contracts.courses.roster import AnnouncementSent
from services.notifications.mails import STUDY, Mail, course_path


def course_approved(event: CourseApproved) -> Mail:
    """The teacher can publish the course now."""
    links = {"action": f"/teach/courses/{event.course_id}"}
    return Mail(kind="course_approved", facts={"course": event.title}, links=links)


def course_taken_down(event: CourseArchived) -> Mail:
    """Staff took the course out of the catalogue, and why."""
    facts = {"course": event.title, "quote": event.reason}
    links = {"action": f"/teach/courses/{event.course_id}"}
    return Mail(kind="course_taken_down", facts=facts, links=links)


def announcement(event: AnnouncementSent) -> Mail:
    """A teacher's words to all students of a course."""
    facts = {
        "course": event.course_title,
        "teacher": event.teacher_name,
        "subject": event.subject,
        "quote": event.body,
    }
    links = {"action": course_path(event.course_slug), "also": STUDY}
    return Mail(kind="announcement", facts=facts, links=links)
