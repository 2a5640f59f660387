"""What counts as watched: distinct seconds, as many as the clock allows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from contracts.courses.errors import LessonNotFound, NotEnrolled, VideoNotFound, VideoReplaced
from contracts.courses.media import GetPlayback, ReportWatching, WatchedInterval, WatchProgress
from contracts.courses.resources import CourseStatus, LessonKind
from contracts.courses.study import GetLesson
from contracts.media_addresses import read_media
from contracts.privacy import CoursesUserExported, ErasureRequested, ExportRequested
from contracts.types import Actor, Role
from services.common.parcels import ParcelService
from services.courses import models
from tests.factories.courses import (
    add_course,
    add_file,
    enroll_student,
    keep_revision,
    lesson_ids,
    make_actor,
)
from tests.factories.recorded import events
from tests.integration.courses.conftest import KEY, Ask

pytestmark = pytest.mark.postgres

LENGTH = 100
SESSION = UUID(int=77)


class Cinema:
    """A course with one video lesson, and a student in it."""

    def __init__(self, session: Session, ask: Ask, **lesson: Any) -> None:
        self.session, self.ask = session, ask
        film: dict[str, Any] = {"kind": LessonKind.VIDEO, "title": "The film", **lesson}
        self.course = add_course(session, lessons=[film], live=False)
        (self.lesson_id,) = lesson_ids(self.course)
        self.file = self.show()
        self.student = Actor(user_id=uuid4(), role=Role.STUDENT, session_id=SESSION)
        enroll_student(session, self.course, self.student)

    def show(self) -> models.CourseFile:
        """Let the lesson play a new video."""
        file = add_file(self.session, self.course, name="f.mp4", media_type="video/mp4")
        self.session.get_one(models.Lesson, self.lesson_id).video_file_id = file.id
        self.session.add(
            models.Video(
                file_id=file.id,
                duration_ms=LENGTH * 1000,
                width=640,
                height=360,
                has_sound=True,
                video_codec="h264",
                has_poster=True,
                heights=[360],
            )
        )
        self.session.flush()
        revision = keep_revision(self.session, self.course)
        self.course.live = True
        self.session.execute(update(models.Enrollment).values(revision_id=revision.id))
        self.session.commit()
        return file

    def report(
        self, *intervals: tuple[int, int], actor: Actor | None = None, position: int = 0
    ) -> WatchProgress:
        told = [WatchedInterval(start=start, end=end) for start, end in intervals]
        return self.ask(
            ReportWatching(
                lesson_id=self.lesson_id,
                video_id=self.file.id,
                position_seconds=position,
                intervals=told,
            ),
            actor or self.student,
        )

    def pass_time(self, seconds: float) -> None:
        """Let the last report be older."""
        self.session.execute(
            text("UPDATE watches SET reported_at = reported_at - make_interval(secs => :seconds)"),
            {"seconds": seconds},
        )
        self.session.commit()


@pytest.fixture
def cinema(session: Session, ask: Ask) -> Cinema:
    return Cinema(session, ask)


def test_seconds_count_once_however_often_they_are_played(cinema: Cinema) -> None:
    first = cinema.report((0, 15), position=15)
    again = cinema.report((0, 10), (5, 20))

    assert (first.watched_seconds, again.watched_seconds) == (15, 20)
    assert first.position_seconds == 15


def test_nobody_sees_a_film_faster_than_at_twice_its_speed(cinema: Cinema) -> None:
    forged = cinema.report((0, LENGTH))
    again = [cinema.report((0, LENGTH)) for _ in range(5)][-1]
    cinema.pass_time(10)
    later = cinema.report((0, LENGTH))

    assert forged.watched_seconds == 40
    assert again.watched_seconds <= 41
    assert later.watched_seconds == pytest.approx(60, abs=2)
    assert not later.completed


def test_a_long_silence_is_worth_little(session: Session, ask: Ask) -> None:
    cinema = Cinema(session, ask)
    session.execute(text("UPDATE videos SET duration_ms = 3600000"))
    session.commit()
    cinema.report((0, 1))
    cinema.pass_time(3 * 3600)

    assert cinema.report((0, 3600)).watched_seconds == 1 + 240


def test_seconds_beyond_the_end_do_not_exist(cinema: Cinema) -> None:
    assert cinema.report((95, 130)).watched_seconds == 5


def test_nine_tenths_of_distinct_seconds_complete_the_lesson_once(cinema: Cinema) -> None:
    cinema.report((0, 40))
    cinema.pass_time(60)
    almost = cinema.report((40, 89))
    cinema.pass_time(60)

    enough = cinema.report((89, 92))

    assert (almost.completed, enough.completed) == (False, True)
    assert cinema.ask(GetLesson(lesson_id=cinema.lesson_id), cinema.student).completed
    assert cinema.session.query(models.LessonCompletion).count() == 1


def test_the_lesson_tells_where_to_go_on(cinema: Cinema) -> None:
    cinema.report((0, 12), position=12)

    playback = cinema.ask(GetLesson(lesson_id=cinema.lesson_id), cinema.student).playback

    assert playback is not None
    assert (playback.position_seconds, playback.watched_seconds) == (12, 12)
    assert playback.duration_seconds == LENGTH


def test_another_video_is_watched_from_its_beginning(cinema: Cinema) -> None:
    cinema.report((0, 30))
    old = cinema.file
    cinema.file = cinema.show()

    assert cinema.report((0, 5)).watched_seconds == 5
    cinema.file = old
    with pytest.raises(VideoReplaced):
        cinema.report((30, 40))


def test_only_the_enrolled_are_counted(cinema: Cinema) -> None:
    with pytest.raises(NotEnrolled):
        cinema.report((0, 5), actor=make_actor())
    with pytest.raises(NotEnrolled):
        cinema.report((0, 5), actor=Actor(user_id=cinema.course.teacher_id, role=Role.TEACHER))


def test_a_lesson_without_a_video_counts_nothing(session: Session, ask: Ask) -> None:
    course, student = add_course(session), make_actor()
    enroll_student(session, course, student)
    report = ReportWatching(
        lesson_id=lesson_ids(course)[0], video_id=uuid4(), position_seconds=0, intervals=[]
    )

    with pytest.raises(VideoNotFound):
        ask(report, student)


def test_the_address_is_for_one_person_and_session_and_some_minutes(cinema: Cinema) -> None:
    playback = cinema.ask(GetPlayback(lesson_id=cinema.lesson_id), cinema.student)

    assert playback.hls_url is not None
    token = playback.hls_url.split("/")[2]
    ticket = read_media(token, KEY.encode(), now=datetime.now(UTC).timestamp())
    assert ticket is not None
    assert (ticket.video_id, ticket.user_id) == (cinema.file.id, cinema.student.user_id)
    assert ticket.session_id == SESSION
    left = playback.expires_at - datetime.now(UTC)
    assert timedelta(minutes=8) < left <= timedelta(minutes=10)
    prefix = f"/media/{token}"
    assert playback.url == f"{prefix}/original"
    assert playback.poster_url == f"{prefix}/poster.jpg"


def test_who_loses_access_gets_no_further_address(cinema: Cinema) -> None:
    assert cinema.ask(GetPlayback(lesson_id=cinema.lesson_id), cinema.student)
    cinema.session.execute(text("DELETE FROM enrollments"))
    cinema.session.commit()

    with pytest.raises(NotEnrolled):
        cinema.ask(GetPlayback(lesson_id=cinema.lesson_id), cinema.student)
    course = cinema.session.get_one(models.Course, cinema.course.id)
    course.status, course.live = CourseStatus.ARCHIVED, False
    cinema.session.commit()
    with pytest.raises(LessonNotFound):
        cinema.ask(GetPlayback(lesson_id=cinema.lesson_id), cinema.student)


def test_a_preview_plays_for_guests_without_a_name_on_it(session: Session, ask: Ask) -> None:
    cinema = Cinema(session, ask, preview=True)

    playback = ask(GetPlayback(lesson_id=cinema.lesson_id))

    assert playback.watermark == ""
    assert playback.position_seconds == 0


def test_the_watermark_names_the_student_and_the_enrollment(cinema: Cinema) -> None:
    place = {"id": cinema.student.user_id, "role": Role.STUDENT, "email": "n@example.org"}
    cinema.session.add(models.Person(name="Noor Saleh", **place))
    cinema.session.commit()

    mark = cinema.ask(GetPlayback(lesson_id=cinema.lesson_id), cinema.student).watermark

    name, _, code = mark.partition(" · ")
    assert name == "Noor Saleh"
    assert len(code) == 8


def test_what_was_watched_is_handed_out_and_forgotten(
    cinema: Cinema, tell: Callable[..., None], session: Session
) -> None:
    cinema.report((0, 12), position=12)

    tell("export_user", ExportRequested(export_id=uuid4(), user_id=cinema.student.user_id))
    (answer,) = events(session, models.bookkeeping, CoursesUserExported)
    (watched,) = ParcelService("c" * 40).unpack(answer.sealed_content)["watched_videos"]
    assert (watched["lesson"], watched["watched_seconds"]) == ("The film", 12)

    wish = ErasureRequested(
        erasure_id=uuid4(), user_id=cinema.student.user_id, pseudonym="Former member"
    )
    tell("erase_user", wish)
    assert session.query(models.Watch).count() == 0
