"""Captions of lessons: read, cleaned, kept by language, shown to who may see the lesson."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import RemoveLesson
from contracts.courses.errors import (
    CaptionsNotFound,
    CaptionsUnreadable,
    CourseNotEditable,
    NotTheTeacher,
)
from contracts.courses.media import ListCaptions, PutCaptions, RemoveCaptions
from contracts.courses.resources import CourseStatus
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import add_course, lesson_ids, make_actor
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

SRT = """1
00:00:01,000 --> 00:00:02,500
Hello <b>you</b>

2
00:00:03,000 --> 00:00:04,000
Bye
"""


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session)


def teacher_of(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


def put(course: models.Course, language: str = "en", **changes: Any) -> PutCaptions:
    fields = {"label": "English", "content": SRT, **changes}
    return PutCaptions(lesson_id=lesson_ids(course)[0], language=language, **fields)


def test_an_srt_becomes_webvtt(ask: Ask, course: models.Course, files: FileStore) -> None:
    (kept,) = ask(put(course), teacher_of(course))

    content = files.read(kept.id)
    assert content is not None
    assert content.decode().startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello <b>you</b>")
    assert kept.url.startswith(f"/files/{kept.id.hex}?name=captions.en.vtt&type=text%2Fvtt")


def test_each_language_has_one_file_and_one_is_shown_unasked(
    ask: Ask, course: models.Course, files: FileStore
) -> None:
    teacher = teacher_of(course)
    (first,) = ask(put(course, is_default=True), teacher)
    ask(put(course, "ar", label="العربية", is_default=True), teacher)

    shown = ask(put(course, label="English again"), teacher)

    assert [(one.language, one.label, one.is_default) for one in shown] == [
        ("ar", "العربية", True),
        ("en", "English again", False),
    ]
    assert files.read(first.id) is None


def test_captions_are_removed_with_their_bytes(
    ask: Ask, course: models.Course, files: FileStore
) -> None:
    teacher, lesson_id = teacher_of(course), lesson_ids(course)[0]
    (kept,) = ask(put(course), teacher)

    assert ask(RemoveCaptions(lesson_id=lesson_id, language="en"), teacher) == []

    assert files.read(kept.id) is None
    with pytest.raises(CaptionsNotFound):
        ask(RemoveCaptions(lesson_id=lesson_id, language="en"), teacher)


def test_captions_go_with_a_lesson_that_nobody_ever_studied(
    ask: Ask, session: Session, course: models.Course, files: FileStore
) -> None:
    draft = add_course(session, status=CourseStatus.DRAFT)
    (written,) = ask(put(draft), teacher_of(draft))
    (studied,) = ask(put(course), teacher_of(course))

    ask(RemoveLesson(lesson_id=lesson_ids(draft)[0]), teacher_of(draft))
    ask(RemoveLesson(lesson_id=lesson_ids(course)[0]), teacher_of(course))

    assert files.read(written.id) is None
    assert files.read(studied.id) is not None


def test_only_the_teacher_changes_captions_and_not_in_review(
    ask: Ask, session: Session, course: models.Course
) -> None:
    waiting = add_course(session, status=CourseStatus.SUBMITTED)

    with pytest.raises(NotTheTeacher):
        ask(put(course), make_actor(Role.TEACHER))
    with pytest.raises(NotTheTeacher):
        ask(ListCaptions(lesson_id=lesson_ids(course)[0]), make_actor(Role.TEACHER))
    with pytest.raises(CourseNotEditable):
        ask(put(waiting), teacher_of(waiting))


def test_what_is_no_caption_file_is_refused_at_its_field(ask: Ask, course: models.Course) -> None:
    with pytest.raises(CaptionsUnreadable) as refused:
        ask(put(course, content="just words"), teacher_of(course))

    assert refused.value.extra["errors"][0]["pointer"] == "/content"
