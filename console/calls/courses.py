"""Calls about courses and their review."""

from console.calls.asking import Asking
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.publication import (
    GetLessonDiff,
    GetRevisionDiff,
    LessonDiff,
    ListSubmissions,
    ReinstateCourse,
    RevisionDiff,
    Submission,
    TakeDownCourse,
)
from contracts.courses.resources import CourseCard, CourseDraft, LessonDraft
from contracts.courses.review import ApproveCourse, ListCoursesByStatus, RejectCourse
from contracts.courses.reviews import ListModeratedReviews, ModeratedReview
from contracts.types import Page


class CourseCalls(Asking):
    """Looking at courses and what they change, publishing them, sending them back."""

    async def list_courses(self, request: ListCoursesByStatus) -> Page[CourseCard]:
        """One page of courses."""
        return await self._ask(request)

    async def get_course(self, request: GetCourseDraft) -> CourseDraft:
        """A course with its outline."""
        return await self._ask(request)

    async def list_moderated_reviews(self, request: ListModeratedReviews) -> Page[ModeratedReview]:
        """One page of reported or hidden reviews."""
        return await self._ask(request)

    async def get_lesson(self, request: GetLessonDraft) -> LessonDraft:
        """A lesson with its text."""
        return await self._ask(request)

    async def approve_course(self, request: ApproveCourse) -> CourseDraft:
        """Publish a course."""
        return await self._ask(request)

    async def reject_course(self, request: RejectCourse) -> CourseDraft:
        """Send a course back."""
        return await self._ask(request)

    async def get_revision_diff(self, request: GetRevisionDiff) -> RevisionDiff:
        """What publishing a course would change."""
        return await self._ask(request)

    async def get_lesson_diff(self, request: GetLessonDiff) -> LessonDiff:
        """What publishing would change in one lesson."""
        return await self._ask(request)

    async def list_submissions(self, request: ListSubmissions) -> Page[Submission]:
        """The reviews of a course, newest first."""
        return await self._ask(request)

    async def take_down_course(self, request: TakeDownCourse) -> CourseDraft:
        """Take a course out of the catalog."""
        return await self._ask(request)

    async def reinstate_course(self, request: ReinstateCourse) -> CourseDraft:
        """Put a course back."""
        return await self._ask(request)
