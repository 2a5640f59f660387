"""Telling teachers what became of their courses, and students what teachers say."""

import structlog

from contracts.courses.events import CourseApproved, CourseArchived
from contracts.courses.roster import AnnouncementSent
from services.common.work import UnitOfWork
from services.notifications import teaching_mails
from services.notifications.repository import ContactMissing
from services.notifications.use_cases.queueing import queue_for

log = structlog.get_logger()


def mail_course_approved(work: UnitOfWork, event: CourseApproved) -> None:
    """A teacher learns that their course can be published."""
    queue_for(work, event.teacher_id, teaching_mails.course_approved(event))


def mail_course_taken_down(work: UnitOfWork, event: CourseArchived) -> None:
    """A teacher learns that staff took their course down; what they archive they know."""
    if event.taken_down:
        queue_for(work, event.teacher_id, teaching_mails.course_taken_down(event))


def mail_announcement(work: UnitOfWork, event: AnnouncementSent) -> None:
    """Every student of a course reads what its teacher announces; one unknown stops nobody."""
    mail = teaching_mails.announcement(event)
    for student_id in event.student_ids:
        try:
            queue_for(work, student_id, mail)
        except ContactMissing:
            log.warning("notifications.announcement.contact_missing", student_id=str(student_id))
