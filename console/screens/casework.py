"""Fetching a course with its reviews, its lessons and what it changes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from textual import work

from console.changes import lesson_page
from console.messages import Loaded, LoadFailed
from console.screens.deciding import Deciding, Verdicts
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.publication import (
    GetLessonDiff,
    GetRevisionDiff,
    LessonChange,
    LessonDiff,
    ListSubmissions,
    RevisionDiff,
    Submission,
)
from contracts.courses.resources import CourseDraft, LessonDraft
from contracts.errors import ServiceError
from contracts.types import Page


class CourseReview(Verdicts, Protocol):
    """What this screen asks of the gateway."""

    async def get_course(self, request: GetCourseDraft) -> CourseDraft:
        """The course with its outline."""

    async def get_lesson(self, request: GetLessonDraft) -> LessonDraft:
        """One lesson with its text."""

    async def get_revision_diff(self, request: GetRevisionDiff) -> RevisionDiff:
        """What publishing would change."""

    async def get_lesson_diff(self, request: GetLessonDiff) -> LessonDiff:
        """What publishing would change in one lesson."""

    async def list_submissions(self, request: ListSubmissions) -> Page[Submission]:
        """The reviews of the course, newest first."""


@dataclass(frozen=True)
class Case:
    """All that is known of a course; changes only if something of it is published."""

    course: CourseDraft
    submissions: Sequence[Submission]
    changes: RevisionDiff | None

    @property
    def submission_id(self) -> UUID | None:
        """What was handed in last."""
        return self.submissions[0].id if self.submissions else None


class Casework(Deciding):
    """A screen that fetches one thing at a time: what comes later takes the place of it."""

    gateway: CourseReview

    def __init__(self, course_id: UUID) -> None:
        super().__init__()
        self.course_id = course_id

    @work(exclusive=True, group="load")
    async def load_case(self) -> None:
        """Fetch the course, its reviews and what it changes."""
        try:
            # The reviews first: what is read then is at least as new as the newest of them, and
            # a decision about an older one is refused.
            reviews = await self.gateway.list_submissions(ListSubmissions(course_id=self.course_id))
            course = await self.gateway.get_course(GetCourseDraft(course_id=self.course_id))
            changes = None
            if course.revision:
                changes = await self.gateway.get_revision_diff(
                    GetRevisionDiff(course_id=self.course_id)
                )
            self.post_message(Loaded(Case(course, reviews.items, changes)))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @work(exclusive=True, group="load")
    async def load_lesson(self, lesson_id: UUID) -> None:
        """Fetch one lesson with its text."""
        try:
            lesson = await self.gateway.get_lesson(GetLessonDraft(lesson_id=lesson_id))
            self.post_message(Loaded(lesson))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @work(exclusive=True, group="load")
    async def load_changes(self, change: LessonChange, revision: int) -> None:
        """Fetch both texts of a lesson and compare them; in a thread, for it may be a long one."""
        try:
            diff = await self.gateway.get_lesson_diff(GetLessonDiff(lesson_id=change.lesson_id))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))
        else:
            self.post_message(Loaded(await asyncio.to_thread(lesson_page, change, diff, revision)))
