"""Calls about courses and their review."""

from console.calls.asking import Asking
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.resources import CourseCard, CourseDraft, LessonDraft
from contracts.courses.review import ApproveCourse, ListCoursesByStatus, RejectCourse
from contracts.courses.reviews import ListModeratedReviews, ModeratedReview
from contracts.types import Page


class CourseCalls(Asking):
    """Looking at courses, publishing them, sending them back."""

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
