"""The students of a course, for its teacher."""

from contracts.courses.roster import (
    Announce,
    Announcement,
    CourseFigures,
    CourseStudent,
    ExportStudents,
    GetCourseFigures,
    GetStudentProgress,
    ListAnnouncements,
    ListStudents,
    StudentProgress,
    StudentSheet,
)
from contracts.types import Page
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import announcements, roster


class Roster(Dependencies):
    """Who studies a course, how they fare, and what they are told."""

    @handles
    def list_students(self, work: UnitOfWork, request: ListStudents) -> Page[CourseStudent]:
        """A page of the students."""
        return roster.list_students(work, request)

    @handles
    def export_students(self, work: UnitOfWork, request: ExportStudents) -> StudentSheet:
        """All of them as a sheet."""
        return roster.export_students(work, request)

    @handles
    def get_student_progress(
        self, work: UnitOfWork, request: GetStudentProgress
    ) -> StudentProgress:
        """One of them, lesson by lesson."""
        return roster.get_student_progress(work, request)

    @handles
    def get_course_figures(self, work: UnitOfWork, request: GetCourseFigures) -> CourseFigures:
        """How they fare together."""
        return roster.get_course_figures(work, request)

    @handles
    def announce(self, work: UnitOfWork, request: Announce) -> Announcement:
        """Tell them something."""
        return announcements.announce(work, self.render, request)

    @handles
    def list_announcements(
        self, work: UnitOfWork, request: ListAnnouncements
    ) -> Page[Announcement]:
        """What they were told."""
        return announcements.list_announcements(work, request)
