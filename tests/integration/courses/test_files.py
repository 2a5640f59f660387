"""How files come into courses."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import FinishUpload, StartUpload
from contracts.courses.errors import (
    CourseNotEditable,
    FileContentRefused,
    FileTypeRefused,
    NotTheTeacher,
    UploadIncomplete,
    UploadNotFound,
)
from contracts.courses.media import VideoState
from contracts.courses.resources import CourseStatus, Upload
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from services.courses.service import CoursesService
from tests.factories.courses import add_course, make_actor
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

DIGEST = "a" * 64
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0"


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session)


@pytest.fixture
def teacher(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


def start(course: models.Course, **changes: Any) -> StartUpload:
    fields = {"name": "clip.mp4", "size": 1000, "media_type": "video/mp4"}
    return StartUpload(course_id=course.id, **{**fields, **changes})


def finish(upload_id: Any, **changes: Any) -> FinishUpload:
    fields = {"size": 1000, "sha256": DIGEST, "media_type": "video/mp4"}
    return FinishUpload(upload_id=upload_id, **{**fields, **changes})


def sent(upload: Upload, files: FileStore, content: bytes = MP4) -> Upload:
    """The upload, whose bytes the gateway has stored."""
    files.write(upload.id, content)
    return upload


def test_an_upload_becomes_a_file_with_a_signed_address(
    ask: Ask, files: FileStore, course: models.Course, teacher: Actor
) -> None:
    upload = sent(ask(start(course), teacher), files)

    file = ask(finish(upload.id), teacher)

    assert upload.url.startswith(f"/v1/uploads/{upload.id}?bytes=1000&type=video%2Fmp4&expires=")
    assert upload.max_bytes == 1000
    assert (file.id, file.name, file.size) == (upload.id, "clip.mp4", 1000)
    assert file.url.startswith(f"/files/{file.id.hex}?name=clip.mp4&type=video%2Fmp4&expires=")


def test_finishing_twice_answers_the_same(
    ask: Ask, files: FileStore, course: models.Course, teacher: Actor
) -> None:
    upload = sent(ask(start(course), teacher), files)

    assert ask(finish(upload.id), teacher) == ask(finish(upload.id), teacher)
    with pytest.raises(UploadNotFound):
        ask(finish(upload.id, sha256="b" * 64), teacher)
    with pytest.raises(UploadNotFound):
        ask(finish(upload.id), make_actor(Role.TEACHER))


def test_a_video_waits_for_its_preparation(
    ask: Ask, files: FileStore, course: models.Course, teacher: Actor, session: Session
) -> None:
    upload = sent(ask(start(course), teacher), files)
    ask(finish(upload.id), teacher)
    picture = sent(ask(start(course, media_type="image/gif"), teacher), files, b"GIF89a")
    ask(finish(picture.id, media_type="image/gif"), teacher)

    assert session.get_one(models.MediaJob, upload.id).state is VideoState.WAITING
    assert session.get(models.MediaJob, picture.id) is None


def test_a_file_is_what_its_bytes_say(
    ask: Ask, files: FileStore, course: models.Course, teacher: Actor
) -> None:
    upload = sent(ask(start(course), teacher), files, b"PK\3\4 a ZIP")
    gone = ask(start(course), teacher)

    with pytest.raises(FileContentRefused, match="it holds a ZIP"):
        ask(finish(upload.id), teacher)
    with pytest.raises(UploadIncomplete):
        ask(finish(gone.id), teacher)


def test_only_the_person_who_announced_a_file_sends_it(
    ask: Ask, files: FileStore, course: models.Course, teacher: Actor
) -> None:
    upload = sent(ask(start(course), teacher), files)

    with pytest.raises(UploadNotFound):
        ask(finish(upload.id), make_actor(Role.TEACHER))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"size": 999}, UploadIncomplete), ({"media_type": "video/webm"}, FileTypeRefused)],
)
def test_what_arrives_is_what_was_announced(
    ask: Ask,
    files: FileStore,
    course: models.Course,
    teacher: Actor,
    changes: dict[str, Any],
    refusal: type[Exception],
) -> None:
    upload = sent(ask(start(course), teacher), files)

    with pytest.raises(refusal):
        ask(finish(upload.id, **changes), teacher)


@pytest.mark.parametrize(
    "changes",
    [
        {"media_type": "text/html"},
        {"media_type": "image/svg+xml"},
        {"media_type": "application/javascript"},
        {"media_type": "image/png", "size": 20_000_001},
    ],
)
def test_dangerous_and_huge_files_are_refused(
    ask: Ask, course: models.Course, teacher: Actor, changes: dict[str, Any]
) -> None:
    with pytest.raises(FileTypeRefused):
        ask(start(course, **changes), teacher)


def test_only_the_teacher_uploads_and_not_during_a_review(ask: Ask, session: Session) -> None:
    course = add_course(session, status=CourseStatus.SUBMITTED)
    teacher = Actor(user_id=course.teacher_id, role=Role.TEACHER)

    with pytest.raises(CourseNotEditable):
        ask(start(course), teacher)
    with pytest.raises(NotTheTeacher):
        ask(start(course), make_actor(Role.ADMIN))


def test_old_announcements_do_not_hold_and_are_forgotten(
    ask: Ask,
    files: FileStore,
    session: Session,
    course: models.Course,
    teacher: Actor,
    service_for: Callable[..., Any],
) -> None:
    old, fresh = (sent(ask(start(course), teacher), files) for _ in range(2))
    row = session.get_one(models.Upload, old.id)
    row.started_at = datetime.now(UTC) - timedelta(hours=25)
    session.commit()

    with pytest.raises(UploadNotFound):
        ask(finish(old.id), teacher)
    row.started_at -= timedelta(hours=24)
    stale, begun = (files.path(one.id).with_suffix(".part") for one in (old, fresh))
    for part in (stale, begun):
        part.write_bytes(b"half")
    os.utime(stale, (0, 0))
    session.commit()
    CoursesService.forget_stale_uploads(service_for(None))
    session.expire_all()

    assert not stale.exists()
    assert begun.exists()
    assert session.get(models.Upload, old.id) is None
    assert session.get(models.Upload, fresh.id) is not None
