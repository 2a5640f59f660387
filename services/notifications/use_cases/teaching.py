"""Telling teachers what became of their courses."""

from contracts.courses.events import CourseApproved, CourseArchived
from services.common.work import UnitOfWork
from services.notifications import teaching_mails
from services.notifications.use_cases.queueing import queue_for


def mail_course_approved(work: UnitOfWork, event: CourseApproved) -> None:
    """A teacher learns that their course can be published."""
    queue_for(work, event.teacher_id, teaching_mails.course_approved(event))


def mail_course_taken_down(work: UnitOfWork, event: CourseArchived) -> None:
    """A teacher learns that staff took their course down; what they archive they know."""
    if event.taken_down:
        queue_for(work, event.teacher_id, teaching_mails.course_taken_down(event))
