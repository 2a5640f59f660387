"""The half of the academy in memory that is about courses and their review."""

from abc import abstractmethod
from typing import Any, TypeVar

from msgspec.structs import replace

from contracts.base import Command
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
from contracts.courses.resources import CourseCard, CourseDraft, CourseStatus, LessonDraft
from contracts.courses.review import ApproveCourse, ListCoursesByStatus, RejectCourse
from contracts.types import Page
from tests.unit.console import samples, samples_review

ItemT = TypeVar("ItemT")


class ReviewedAcademy:
    """Courses with what they change, decided upon like the gateway does."""

    def __init__(self) -> None:
        super().__init__()
        self.courses = samples.make_courses()
        self.lesson_body = samples.LESSON_BODY
        self.changes = samples_review.make_changes()
        self.lesson_diffs: dict[str, LessonDiff] = {}
        self.submissions: list[Submission] = []

    async def list_courses(self, request: ListCoursesByStatus) -> Page[CourseCard]:
        found: list[CourseCard] = [
            course
            for course in self.courses
            if request.status in {None, course.status}
            and request.search.lower() in course.title.lower()
        ]
        return await self._answer(request, self._page(found, request.after))

    async def get_course(self, request: GetCourseDraft) -> CourseDraft:
        return await self._answer(request, self._course(request.course_id))

    async def get_lesson(self, request: GetLessonDraft) -> LessonDraft:
        lessons = {
            lesson.id: lesson
            for course in self.courses
            for module in course.outline
            for lesson in module.lessons
        }
        lesson = samples.make_lesson_draft(lessons[request.lesson_id], self.lesson_body)
        return await self._answer(request, lesson)

    async def get_revision_diff(self, request: GetRevisionDiff) -> RevisionDiff:
        return await self._answer(request, self.changes)

    async def get_lesson_diff(self, request: GetLessonDiff) -> LessonDiff:
        change = next(each for each in self.changes.lessons if each.lesson_id == request.lesson_id)
        known = self.lesson_diffs.get(change.title)
        return await self._answer(request, known or samples_review.make_lesson_diff(change))

    async def list_submissions(self, request: ListSubmissions) -> Page[Submission]:
        return await self._answer(request, Page(items=self.submissions))

    async def approve_course(self, request: ApproveCourse) -> CourseDraft:
        publishes = self._course(request.course_id).publishes_itself
        status = CourseStatus.PUBLISHED if publishes else CourseStatus.APPROVED
        return await self._alter(request, request.course_id, status=status, live=publishes)

    async def reject_course(self, request: RejectCourse) -> CourseDraft:
        status = CourseStatus.CHANGES_REQUESTED
        return await self._alter(request, request.course_id, status=status)

    async def take_down_course(self, request: TakeDownCourse) -> CourseDraft:
        return await self._alter(request, request.course_id, live=False, taken_down=True)

    async def reinstate_course(self, request: ReinstateCourse) -> CourseDraft:
        return await self._alter(request, request.course_id, live=True, taken_down=False)

    async def _alter(self, request: Command[Any], course_id: object, **to: Any) -> CourseDraft:
        changed = await self._answer(request, replace(self._course(course_id), **to))
        self.courses = [changed if each.id == changed.id else each for each in self.courses]
        return changed

    def _course(self, course_id: object) -> CourseDraft:
        return next(course for course in self.courses if course.id == course_id)

    @abstractmethod
    async def _answer(self, request: object, reply: ItemT) -> ItemT: ...

    @abstractmethod
    def _page(self, items: list[ItemT], after: str | None) -> Page[ItemT]: ...
