"""Rules of writing, handing in and reviewing courses."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import UNSET, UnsetType

from contracts.courses.authoring import GetCourseDraft
from contracts.courses.errors import (
    CourseChangedElsewhere,
    CourseHasNoLessons,
    CourseNotEditable,
    CourseNotFound,
    CourseNotSubmitted,
    LessonChangedElsewhere,
    LessonIncomplete,
    ModuleNotEmpty,
    NotTheTeacher,
)
from contracts.courses.resources import CourseStatus, LessonKind
from contracts.permissions import permission_of
from contracts.types import Actor

CHANGED = "It has been changed in another place. Compare before you save."


class TaughtCourse(Protocol):
    """What rules look at in a course."""

    teacher_id: UUID
    status: CourseStatus
    live: bool


class TaughtLesson(Protocol):
    """What rules look at in a lesson."""

    title: str
    kind: LessonKind
    body: str
    youtube_id: str | None
    video_url: str | None
    video_file_id: UUID | None
    question_count: int


def ensure_sees_draft(actor: Actor, course: TaughtCourse) -> None:
    """What is behind the public page is for the teacher and for those who review."""
    sees_all = permission_of(GetCourseDraft).reach(actor.role) == "any"
    if sees_all or course.teacher_id == actor.user_id:
        return
    if course.live:
        raise NotTheTeacher("Only the teacher of a course sees its drafts.")
    raise CourseNotFound("There is no such course.")


def ensure_may_edit(actor: Actor, course: TaughtCourse) -> None:
    """Only the teacher changes a course, and not while it waits for its review."""
    if course.teacher_id != actor.user_id:
        ensure_sees_draft(actor, course)
        raise NotTheTeacher("Only the teacher of a course changes it.")
    ensure_not_in_review(course)


def ensure_not_in_review(course: TaughtCourse) -> None:
    """What reviewers look at stays as it is."""
    if course.status is CourseStatus.SUBMITTED:
        raise CourseNotEditable(
            "The course is in review. Take it back, or wait for the answer, before changing it."
        )


def ensure_unchanged_course(version: int, base: int | UnsetType) -> None:
    """What somebody else has written since is not overwritten."""
    if base is not UNSET and base != version:
        raise CourseChangedElsewhere(CHANGED, {"version": version})


def ensure_unchanged_lesson(version: int, base: int | UnsetType) -> None:
    """What somebody else has written since is not overwritten."""
    if base is not UNSET and base != version:
        raise LessonChangedElsewhere(CHANGED, {"version": version})


def ensure_teaches(actor: Actor, course: TaughtCourse) -> None:
    """Only the teacher hands a course in, publishes, copies it and deals with its students."""
    if course.teacher_id != actor.user_id:
        ensure_sees_draft(actor, course)
        raise NotTheTeacher("Only the teacher of a course does that.")


def ensure_sees_students(actor: Actor, course: TaughtCourse) -> None:
    """How students do is for the teacher of the course and for admins."""
    if not actor.is_admin:
        ensure_teaches(actor, course)


def is_complete(lesson: TaughtLesson) -> bool:
    """A lesson holds what its kind promises: a video, a question, or text."""
    if lesson.kind is LessonKind.QUIZ:
        return lesson.question_count > 0
    if lesson.kind is LessonKind.VIDEO:
        return lesson.video_file_id is not None
    if lesson.kind is LessonKind.YOUTUBE:
        return lesson.youtube_id is not None
    if lesson.kind is LessonKind.LINK:
        return lesson.video_url is not None
    return bool(lesson.body.strip())


def ensure_submittable(lessons: Sequence[TaughtLesson]) -> None:
    """A course is sold on what it contains: at least one lesson, and none of them empty."""
    if not lessons:
        raise CourseHasNoLessons("Add a lesson before you hand the course in.")
    empty = [lesson.title for lesson in lessons if not is_complete(lesson)]
    if empty:
        raise LessonIncomplete(
            f"Add text, a video or a question to {', '.join(f'“{title}”' for title in empty)}.",
            {"lessons": empty},
        )


def ensure_submitted(course: TaughtCourse) -> None:
    """Only what waits for a review is approved or rejected."""
    if course.status is not CourseStatus.SUBMITTED:
        raise CourseNotSubmitted("The course does not wait for a review.")


def ensure_module_empty(lesson_count: int) -> None:
    """A module goes only after its lessons."""
    if lesson_count:
        raise ModuleNotEmpty("Remove the lessons of the module first.")
