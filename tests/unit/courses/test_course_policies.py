"""Who may do what with courses, as tables."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from contracts.courses.errors import (
    CourseHasNoLessons,
    CourseNotEditable,
    CourseNotFound,
    CourseNotFree,
    CourseNotSubmitted,
    FileTypeRefused,
    LessonIncomplete,
    LessonNotFound,
    ModuleNotEmpty,
    NotEnrolled,
    NotTheTeacher,
    UploadIncomplete,
    UploadNotFound,
)
from contracts.courses.resources import AccessState, CourseStatus, LessonKind
from contracts.types import Actor, Role
from services.courses.policies import access, editing, uploads
from tests.factories.courses import NOW, make_actor, make_lesson

TEACHER = make_actor(Role.TEACHER)
OTHER = make_actor(Role.TEACHER)
ADMIN = make_actor(Role.ADMIN)
STUDENT = make_actor(Role.STUDENT)

DRAFT, SUBMITTED = CourseStatus.DRAFT, CourseStatus.SUBMITTED
CHANGES, PUBLISHED = CourseStatus.CHANGES_REQUESTED, CourseStatus.PUBLISHED
ARCHIVED = CourseStatus.ARCHIVED


def course(status: CourseStatus = PUBLISHED, **fields: Any) -> Any:
    place = {"teacher_id": TEACHER.user_id, "course_slug": "python"}
    return SimpleNamespace(**{**place, "status": status, "live": status is PUBLISHED, **fields})


@pytest.mark.parametrize(
    ("actor", "status", "refusal"),
    [
        (TEACHER, DRAFT, None),
        (TEACHER, CHANGES, None),
        (TEACHER, PUBLISHED, None),
        (TEACHER, SUBMITTED, CourseNotEditable),
        (TEACHER, ARCHIVED, None),
        (OTHER, DRAFT, CourseNotFound),
        (OTHER, PUBLISHED, NotTheTeacher),
        (STUDENT, DRAFT, CourseNotFound),
        (ADMIN, DRAFT, NotTheTeacher),
    ],
)
def test_only_the_teacher_edits_and_not_during_a_review(
    actor: Actor, status: CourseStatus, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        editing.ensure_may_edit(actor, course(status))
    else:
        with pytest.raises(refusal):
            editing.ensure_may_edit(actor, course(status))


def test_an_admin_does_not_hand_in_or_publish_for_a_teacher() -> None:
    editing.ensure_teaches(TEACHER, course(SUBMITTED))
    with pytest.raises(NotTheTeacher):
        editing.ensure_teaches(ADMIN, course(DRAFT))


@pytest.mark.parametrize(
    ("fields", "complete"),
    [
        ({"kind": LessonKind.ARTICLE, "body": "Text"}, True),
        ({"kind": LessonKind.ARTICLE, "body": " \n"}, False),
        ({"kind": LessonKind.YOUTUBE, "youtube_id": "x"}, True),
        ({"kind": LessonKind.YOUTUBE, "body": "Text"}, False),
        ({"kind": LessonKind.LINK, "video_url": "https://x.example/a.mp4"}, True),
        ({"kind": LessonKind.LINK, "youtube_id": "x", "body": "Text"}, False),
        ({"kind": LessonKind.VIDEO, "video_file_id": uuid4()}, True),
        ({"kind": LessonKind.VIDEO, "body": "Text"}, False),
    ],
)
def test_a_lesson_is_complete_with_what_its_kind_promises(
    *, fields: dict[str, Any], complete: bool
) -> None:
    lesson = make_lesson(**{"youtube_id": None, "video_file_id": None, **fields})

    assert editing.is_complete(lesson) is complete


def test_a_course_without_lessons_or_with_empty_ones_is_not_handed_in() -> None:
    editing.ensure_submittable([make_lesson()])
    with pytest.raises(CourseHasNoLessons):
        editing.ensure_submittable([])
    with pytest.raises(LessonIncomplete) as refusal:
        editing.ensure_submittable([make_lesson(), make_lesson(title="Bare", body="")])

    assert refusal.value.extra == {"lessons": ["Bare"]}


@pytest.mark.parametrize("status", list(CourseStatus))
def test_only_submitted_courses_are_reviewed(status: CourseStatus) -> None:
    if status is SUBMITTED:
        editing.ensure_submitted(course(status))
    else:
        with pytest.raises(CourseNotSubmitted):
            editing.ensure_submitted(course(status))


def test_a_module_that_holds_lessons_stays() -> None:
    editing.ensure_module_empty(0)
    with pytest.raises(ModuleNotEmpty):
        editing.ensure_module_empty(1)


@pytest.mark.parametrize("status", list(CourseStatus))
@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize(
    ("caller", "enrolled"),
    [(None, False), (STUDENT, False), (STUDENT, True), (OTHER, False)],
)
def test_outsiders_read_published_previews_and_students_what_they_are_in(
    *, status: CourseStatus, preview: bool, caller: Actor | None, enrolled: bool
) -> None:
    lesson = course(status, preview=preview)
    visible = enrolled or status is PUBLISHED
    refusal = NotEnrolled if visible else LessonNotFound

    if visible and (enrolled or preview):
        access.ensure_may_read(caller, lesson, enrolled=enrolled)
    else:
        with pytest.raises(refusal):
            access.ensure_may_read(caller, lesson, enrolled=enrolled)


@pytest.mark.parametrize("status", list(CourseStatus))
@pytest.mark.parametrize("caller", [TEACHER, ADMIN])
def test_the_teacher_and_admins_read_everything(status: CourseStatus, caller: Actor) -> None:
    access.ensure_may_read(caller, course(status, preview=False), enrolled=False)
    access.ensure_may_study(caller, course(status), enrolled=False)


@pytest.mark.parametrize(
    ("caller", "enrolled", "state"),
    [
        (None, False, AccessState.NONE),
        (STUDENT, False, AccessState.NONE),
        (STUDENT, True, AccessState.ENROLLED),
        (ADMIN, False, AccessState.NONE),
        (TEACHER, True, AccessState.TEACHES),
    ],
)
def test_how_a_person_stands_to_a_course(
    *, caller: Actor | None, enrolled: bool, state: AccessState
) -> None:
    assert access.access_state(caller, course(), enrolled=enrolled) is state


def test_only_published_free_courses_are_entered() -> None:
    access.ensure_enrollable(course(PUBLISHED, price_amount=0))
    with pytest.raises(CourseNotFree):
        access.ensure_enrollable(course(PUBLISHED, price_amount=1))
    with pytest.raises(CourseNotFound):
        access.ensure_enrollable(course(ARCHIVED, price_amount=0))


@pytest.mark.parametrize(
    "media_type", ["image/svg+xml", "text/html", "application/xhtml+xml", "application/x-sh", ""]
)
def test_types_that_can_run_are_refused(media_type: str) -> None:
    with pytest.raises(FileTypeRefused):
        uploads.upload_limit(media_type)


def test_a_file_fits_up_to_its_limit() -> None:
    limit = uploads.upload_limit("image/png")

    uploads.ensure_fits(limit, limit)
    with pytest.raises(FileTypeRefused):
        uploads.ensure_fits(limit + 1, limit)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"size": 9}, UploadIncomplete),
        ({"size": 11}, UploadIncomplete),
        ({"media_type": "image/png"}, FileTypeRefused),
        ({"person": STUDENT.user_id}, UploadNotFound),
        ({"age": timedelta(hours=25)}, UploadNotFound),
    ],
)
def test_an_upload_is_what_the_same_person_announced_today(
    changes: dict[str, Any], refusal: type[Exception] | None
) -> None:
    upload = SimpleNamespace(
        person_id=changes.get("person", TEACHER.user_id),
        media_type="video/mp4",
        size=10,
        started_at=NOW - changes.get("age", timedelta(0)),
    )
    arrived = changes.get("size", 10), changes.get("media_type", "video/mp4")

    if refusal is None:
        uploads.ensure_same_upload(TEACHER, upload, *arrived, NOW)
    else:
        with pytest.raises(refusal):
            uploads.ensure_same_upload(TEACHER, upload, *arrived, NOW)


def test_covers_are_pictures_and_video_lessons_play_videos() -> None:
    uploads.ensure_picture("image/webp")
    uploads.ensure_video("video/webm")
    for check, wrong in (
        (uploads.ensure_picture, "video/mp4"),
        (uploads.ensure_video, "image/png"),
    ):
        with pytest.raises(FileTypeRefused):
            check(wrong)
