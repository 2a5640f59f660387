"""How courses are reviewed, published and taken out of the catalogue."""

from contracts.courses.authoring import SubmitCourse
from contracts.courses.publication import (
    ArchiveCourse,
    GetLessonDiff,
    GetRevisionDiff,
    LessonDiff,
    ListSubmissions,
    PublishCourse,
    ReinstateCourse,
    RestoreCourse,
    RevisionDiff,
    Submission,
    TakeDownCourse,
    WithdrawCourse,
)
from contracts.courses.resources import CourseCard, CourseDraft, CoursesOverview
from contracts.courses.review import (
    ApproveCourse,
    GetCoursesOverview,
    ListCoursesByStatus,
    RejectCourse,
)
from contracts.types import Page
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import differences, publication, review


class Publication(Dependencies):
    """From the teacher's working copy to the catalogue, and out of it."""

    @handles
    def submit_course(self, work: UnitOfWork, request: SubmitCourse) -> CourseDraft:
        """Hand a course in for review."""
        return publication.submit_course(work, self.links, request)

    @handles
    def withdraw_course(self, work: UnitOfWork, request: WithdrawCourse) -> CourseDraft:
        """Take a submission back."""
        return publication.withdraw_course(work, self.links, request)

    @handles
    def publish_course(self, work: UnitOfWork, request: PublishCourse) -> CourseDraft:
        """Publish what is approved."""
        return publication.publish_course(work, self.links, request)

    @handles
    def archive_course(self, work: UnitOfWork, request: ArchiveCourse) -> CourseDraft:
        """Take a course out of the catalogue."""
        return publication.archive_course(work, self.links, request)

    @handles
    def restore_course(self, work: UnitOfWork, request: RestoreCourse) -> CourseDraft:
        """Put a course back into the catalogue."""
        return publication.restore_course(work, self.links, request)

    @handles
    def list_submissions(self, work: UnitOfWork, request: ListSubmissions) -> Page[Submission]:
        """The reviews of a course."""
        return publication.list_submissions(work, request)

    @handles
    def get_revision_diff(self, work: UnitOfWork, request: GetRevisionDiff) -> RevisionDiff:
        """What publishing would change."""
        return differences.get_revision_diff(work, request)

    @handles
    def get_lesson_diff(self, work: UnitOfWork, request: GetLessonDiff) -> LessonDiff:
        """What publishing would change in a lesson."""
        return differences.get_lesson_diff(work, request)

    @handles
    def take_down_course(self, work: UnitOfWork, request: TakeDownCourse) -> CourseDraft:
        """Take a course out of the catalogue as staff."""
        return review.take_down_course(work, self.links, request)

    @handles
    def reinstate_course(self, work: UnitOfWork, request: ReinstateCourse) -> CourseDraft:
        """Put a course back as staff."""
        return review.reinstate_course(work, self.links, request)

    @handles
    def list_courses_by_status(
        self, work: UnitOfWork, request: ListCoursesByStatus
    ) -> Page[CourseCard]:
        """The courses of all teachers."""
        return review.list_courses_by_status(work, self.links, request)

    @handles
    def approve_course(self, work: UnitOfWork, request: ApproveCourse) -> CourseDraft:
        """Approve a submitted course."""
        return review.approve_course(work, self.links, request)

    @handles
    def reject_course(self, work: UnitOfWork, request: RejectCourse) -> CourseDraft:
        """Send a submitted course back."""
        return review.reject_course(work, self.links, request)

    @handles
    def get_courses_overview(
        self, work: UnitOfWork, request: GetCoursesOverview
    ) -> CoursesOverview:
        """Counts of courses and enrollments."""
        return review.get_courses_overview(work, request)
