"""Rules of the courses service: who may, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from contracts.courses.errors import (
    CourseHasNoLessons,
    CourseNotEditable,
    CourseNotFound,
    CourseNotFree,
    CourseNotSubmitted,
    FileTypeRefused,
    LessonIncomplete,
    LessonInUse,
    LessonNotFound,
    ModuleNotEmpty,
    NotEnrolled,
    NotTheTeacher,
    UploadIncomplete,
    UploadNotFound,
)
from contracts.courses.resources import AccessState, CourseStatus, LessonKind
from contracts.errors import Forbidden
from contracts.types import Actor, Role

EDITABLE = {CourseStatus.DRAFT, CourseStatus.CHANGES_REQUESTED, CourseStatus.PUBLISHED}
SUBMITTABLE = {CourseStatus.DRAFT, CourseStatus.CHANGES_REQUESTED}
UPLOAD_LASTS = timedelta(hours=24)

VIDEO_TYPES = {"video/mp4", "video/webm"}
PICTURE_TYPES = {"image/png", "image/jpeg", "image/webp", "image/gif"}
DOCUMENT_TYPES = {"application/pdf", "text/csv", "text/plain", "application/zip"}
UPLOAD_LIMITS = {
    **dict.fromkeys(VIDEO_TYPES, 5_000_000_000),
    **dict.fromkeys(PICTURE_TYPES, 20_000_000),
    **dict.fromkeys(DOCUMENT_TYPES, 200_000_000),
}
"""Most bytes per type that teachers upload; SVG and HTML can run scripts, so they are not here."""


class TaughtCourse(Protocol):
    """What rules look at in a course."""

    teacher_id: UUID
    status: CourseStatus


class TaughtLesson(Protocol):
    """What rules look at in a lesson."""

    title: str
    kind: LessonKind
    body: str
    youtube_id: str | None
    video_file_id: UUID | None


class AnnouncedUpload(Protocol):
    """What rules look at in an upload."""

    person_id: UUID
    media_type: str
    size: int
    started_at: datetime


def ensure_creates_courses(actor: Actor) -> None:
    """Teachers and admins start courses."""
    if actor.role is Role.STUDENT:
        raise Forbidden("Only teachers create courses. Ask an admin to become one.")


def ensure_admin(actor: Actor) -> None:
    """Admins review courses and look at all of them."""
    if not actor.is_admin:
        raise Forbidden("Only admins review courses.")


def ensure_sees_draft(actor: Actor, course: TaughtCourse) -> None:
    """What is behind the public page is for the teacher and the admins."""
    if actor.is_admin or course.teacher_id == actor.user_id:
        return
    if course.status is CourseStatus.PUBLISHED:
        raise NotTheTeacher("Only the teacher of a course sees its drafts.")
    raise CourseNotFound("There is no such course.")


def ensure_may_edit(actor: Actor, course: TaughtCourse) -> None:
    """Only the teacher changes a course, and not while it waits for its review."""
    if course.teacher_id != actor.user_id:
        ensure_sees_draft(actor, course)
        raise NotTheTeacher("Only the teacher of a course changes it.")
    if course.status not in EDITABLE:
        raise CourseNotEditable("The course is in review. Wait for the answer before changing it.")


def is_complete(lesson: TaughtLesson) -> bool:
    """A lesson holds what its kind promises: a video, or text."""
    if lesson.kind is LessonKind.VIDEO:
        return lesson.video_file_id is not None
    if lesson.kind is LessonKind.YOUTUBE:
        return lesson.youtube_id is not None
    return bool(lesson.body.strip())


def ensure_complete(lesson: TaughtLesson) -> None:
    """What students already study does not become empty."""
    if not is_complete(lesson):
        raise LessonIncomplete(f"Students study “{lesson.title}”, so it cannot become empty.")


def ensure_submittable(lessons: Sequence[TaughtLesson]) -> None:
    """A course is sold on what it contains: at least one lesson, and none of them empty."""
    if not lessons:
        raise CourseHasNoLessons("Add a lesson before you hand the course in.")
    empty = [lesson.title for lesson in lessons if not is_complete(lesson)]
    if empty:
        raise LessonIncomplete(
            f"Add text or a video to {', '.join(f'“{title}”' for title in empty)}.",
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


def ensure_lesson_unused(course: TaughtCourse, *, enrolled: bool) -> None:
    """Nobody loses a lesson that they study or have bought."""
    if enrolled or course.status is CourseStatus.PUBLISHED:
        raise LessonInUse("The lesson is part of what students study, so it stays.")


def access_state(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> AccessState:
    """How a person stands to a course."""
    if caller is not None and course.teacher_id == caller.user_id:
        return AccessState.TEACHES
    return AccessState.ENROLLED if enrolled else AccessState.NONE


def can_see(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> bool:
    """Published courses are open to all, others to the enrolled, the teacher and the admins."""
    if course.status is CourseStatus.PUBLISHED or enrolled:
        return True
    return caller is not None and (caller.is_admin or course.teacher_id == caller.user_id)


def ensure_sees(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> None:
    """A hidden course does not exist for others."""
    if not can_see(caller, course, enrolled=enrolled):
        raise CourseNotFound("There is no such course.")


def ensure_may_read(
    caller: Actor | None, course: TaughtCourse, *, enrolled: bool, preview: bool
) -> None:
    """Content is for the enrolled, the teacher and the admins; previews of published are free."""
    if not can_see(caller, course, enrolled=enrolled):
        raise LessonNotFound("There is no such lesson.")
    if enrolled or (preview and course.status is CourseStatus.PUBLISHED):
        return
    if caller is None or not (caller.is_admin or course.teacher_id == caller.user_id):
        raise NotEnrolled("Enroll in the course to see this lesson.")


def ensure_enrolled(*, enrolled: bool) -> None:
    """Progress is kept for students of the course."""
    if not enrolled:
        raise NotEnrolled("Enroll in the course to keep track of your progress.")


def ensure_free(price_amount: int) -> None:
    """A course with a price is entered by buying it."""
    if price_amount > 0:
        raise CourseNotFree("The course has a price. Buy it to enroll.")


def upload_limit(media_type: str) -> int:
    """Most bytes of a file of that type; raises `FileTypeRefused` for other types."""
    if media_type not in UPLOAD_LIMITS:
        raise FileTypeRefused("Upload a video (MP4, WebM), a picture, a PDF, a CSV, text or a ZIP.")
    return UPLOAD_LIMITS[media_type]


def ensure_fits(size: int, limit: int) -> None:
    """Every type has its largest size."""
    if size > limit:
        raise FileTypeRefused(f"Files of that kind have at most {limit // 1_000_000} MB.")


def ensure_video(media_type: str) -> None:
    """A video lesson plays a video."""
    if media_type not in VIDEO_TYPES:
        raise FileTypeRefused("Choose an MP4 or WebM video for the lesson.")


def ensure_picture(media_type: str) -> None:
    """A cover is a picture."""
    if media_type not in PICTURE_TYPES:
        raise FileTypeRefused("Choose a picture for the cover.")


def ensure_same_upload(
    actor: Actor, upload: AnnouncedUpload, size: int, media_type: str, now: datetime
) -> None:
    """What arrived is what the same person announced within a day."""
    if upload.person_id != actor.user_id or now - upload.started_at > UPLOAD_LASTS:
        raise UploadNotFound("The upload is unknown or too old. Start it again.")
    if upload.size != size:
        raise UploadIncomplete(f"{size} of {upload.size} bytes arrived. Send the file again.")
    if upload.media_type != media_type:
        raise FileTypeRefused(f"The file was announced as {upload.media_type}.")
