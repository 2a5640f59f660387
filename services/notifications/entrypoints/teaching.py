"""Word about what staff decide about courses."""

from contracts.courses.events import CourseApproved, CourseArchived
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import teaching


class TeachingMails(Dependencies):
    """Tells teachers what became of their courses."""

    @reacts_to(CourseApproved)
    def mail_course_approved(self, work: UnitOfWork, event: CourseApproved) -> None:
        """Queue good news."""
        teaching.mail_course_approved(work, event)

    @reacts_to(CourseArchived)
    def mail_course_taken_down(self, work: UnitOfWork, event: CourseArchived) -> None:
        """Queue the reason."""
        teaching.mail_course_taken_down(work, event)
