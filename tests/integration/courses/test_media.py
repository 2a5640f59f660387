"""Uploaded videos are looked at and converted by a real ffmpeg, whatever happens on the way."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from contracts.courses.authoring import GetLessonDraft
from contracts.courses.errors import CourseNotFound, VideoNotFailed, VideoNotFound
from contracts.courses.media import RetryVideo, VideoFault, VideoProgressed, VideoState
from contracts.courses.resources import CourseStatus, LessonKind
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from services.courses.converting import commands
from services.courses.converting.converter import Converter
from services.courses.policies import media
from services.courses.service import CoursesService
from services.courses.use_cases import media as preparing
from tests.factories.courses import add_course, add_file, make_actor
from tests.factories.films import make_film, make_song
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask
from tests.waiting import until

pytestmark = pytest.mark.postgres

Service = Callable[..., Any]
NONSENSE = b"\0\0\0\x18ftypisom" + b"\1" * 5000


class Filmed:
    """A course whose one lesson plays a stored film."""

    def __init__(self, session: Session, files: FileStore, **film: Any) -> None:
        self.session = session
        lesson = {"kind": LessonKind.VIDEO, "duration_minutes": 0, "body": "", "body_html": ""}
        self.course = add_course(session, [lesson], status=CourseStatus.DRAFT, live=False)
        self.teacher = Actor(user_id=self.course.teacher_id, role=Role.TEACHER)
        self.lesson_id = self.course.outline[0]["lessons"][0]["id"]
        self.file = add_file(session, self.course, name="film.mp4", media_type="video/mp4")
        session.get_one(models.Lesson, self.lesson_id).video_file_id = self.file.id
        session.add(
            models.MediaJob(
                file_id=self.file.id,
                state=VideoState.WAITING,
                due_at=self.course.created_at,
                created_at=self.course.created_at,
            )
        )
        session.commit()
        self.place = files.path(self.file.id)
        self.place.parent.mkdir(parents=True, exist_ok=True)
        make_film(self.place.with_suffix(".mp4"), **film).rename(self.place)

    def job(self) -> models.MediaJob:
        self.session.expire_all()
        return self.session.get_one(models.MediaJob, self.file.id)


@pytest.fixture
def film(session: Session, files: FileStore) -> Filmed:
    return Filmed(session, files)


def due_now(session: Session) -> None:
    session.execute(text("UPDATE media_jobs SET due_at = now() - interval '1 second'"))
    session.commit()


def look(service_for: Service) -> None:
    preparing.look_at_videos(service_for(None).work.begin, service_for(None).files, Converter())


def convert(service_for: Service) -> None:
    preparing.convert_video(service_for(None).work.begin, service_for(None).files, Converter())


def test_a_video_is_looked_at_and_its_duration_becomes_the_lessons(
    film: Filmed, service_for: Service, files: FileStore, ask: Ask
) -> None:
    look(service_for)

    draft = ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher)
    prepared = draft.prepared
    assert prepared is not None
    assert (prepared.width, prepared.height, prepared.has_sound) == (320, 240, True)
    assert prepared.duration_seconds == pytest.approx(4, abs=0.2)
    assert (prepared.state, prepared.heights) == (VideoState.WAITING, [])
    assert prepared.poster_url is not None
    assert (files.media(film.file.id) / "poster.jpg").read_bytes().startswith(b"\xff\xd8\xff")
    assert draft.duration_minutes == 1
    assert film.session.get_one(models.Course, film.course.id).duration_minutes == 1


def test_a_teachers_own_duration_stays(film: Filmed, service_for: Service, ask: Ask) -> None:
    film.session.get_one(models.Lesson, film.lesson_id).duration_minutes = 12
    film.session.commit()

    look(service_for)

    assert ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher).duration_minutes == 12


def test_sizes_are_made_none_larger_than_the_video(
    session: Session, files: FileStore, service_for: Service, ask: Ask
) -> None:
    film = Filmed(session, files, size="640x360", seconds=7)
    look(service_for)
    convert(service_for)

    prepared = ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher).prepared
    made = files.media(film.file.id) / "hls"
    assert prepared is not None
    assert (prepared.state, prepared.progress, prepared.heights) == (
        VideoState.DONE,
        100,
        [360, 240],
    )
    assert "RESOLUTION=640x360" in (made / "master.m3u8").read_text()
    assert "RESOLUTION=426x240" in (made / "master.m3u8").read_text()
    segments = sorted(path.name for path in (made / "240").glob("*.m4s"))
    assert segments == ["00000.m4s", "00001.m4s"]
    assert "#EXT-X-ENDLIST" in (made / "240" / "index.m3u8").read_text()
    assert not list(files.media(film.file.id).glob("hls.*"))


def test_a_silent_upright_video_has_sizes_too(
    session: Session, files: FileStore, service_for: Service, ask: Ask
) -> None:
    film = Filmed(session, files, size="240x426", sound=False)
    look(service_for)
    convert(service_for)

    prepared = ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher).prepared
    assert prepared is not None
    assert (prepared.has_sound, prepared.heights) == (False, [240])
    master = (files.media(film.file.id) / "hls" / "master.m3u8").read_text()
    assert "RESOLUTION=240x426" in master
    assert "mp4a" not in master


def test_the_teachers_screens_hear_of_it(
    film: Filmed, service_for: Service, session: Session
) -> None:
    look(service_for)
    convert(service_for)

    told = events(session, models.bookkeeping, VideoProgressed)
    assert {one.teacher_id for one in told} == {film.course.teacher_id}
    assert [one.state for one in told] == [
        VideoState.RUNNING,
        VideoState.WAITING,
        VideoState.RUNNING,
        VideoState.DONE,
    ]


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (make_song, VideoFault.NO_PICTURE),
        (
            lambda path: path.write_bytes(NONSENSE),
            VideoFault.UNREADABLE,
        ),
    ],
)
def test_what_is_no_video_fails_at_once_in_words(
    film: Filmed, service_for: Service, ask: Ask, make: Callable[[Path], Any], fault: VideoFault
) -> None:
    make(film.place)

    look(service_for)

    prepared = ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher).prepared
    assert prepared is not None
    assert (prepared.state, prepared.fault) == (VideoState.FAILED, fault)
    assert prepared.detail == media.WORDS[fault]


def test_without_ffmpeg_the_video_plays_as_uploaded_and_the_teacher_knows_why(
    film: Filmed, service_for: Service, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    look(service_for)

    draft = ask(GetLessonDraft(lesson_id=film.lesson_id), film.teacher)
    assert draft.prepared is not None
    assert draft.prepared.fault is VideoFault.NO_CONVERTER
    assert draft.video is not None


def test_a_failing_conversion_is_tried_three_times_then_again_on_demand(
    film: Filmed, service_for: Service, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(service_for)
    monkeypatch.setattr(commands, "renditions", lambda *_, **__: ["false"])
    seen = []
    for _ in range(3):
        due_now(film.session)
        convert(service_for)
        seen.append(film.job().state)
    assert seen == [VideoState.WAITING, VideoState.WAITING, VideoState.FAILED]
    assert film.job().fault is VideoFault.NOT_CONVERTED
    monkeypatch.undo()

    prepared = ask(RetryVideo(lesson_id=film.lesson_id), film.teacher)
    convert(service_for)

    assert (prepared.state, prepared.fault) == (VideoState.WAITING, None)
    assert film.job().state is VideoState.DONE


def test_only_a_failed_video_is_tried_again_and_only_by_its_teacher(
    film: Filmed, ask: Ask, session: Session
) -> None:
    article = add_course(session)
    lesson_id = article.outline[0]["lessons"][0]["id"]

    with pytest.raises(VideoNotFailed):
        ask(RetryVideo(lesson_id=film.lesson_id), film.teacher)
    with pytest.raises(CourseNotFound):
        ask(RetryVideo(lesson_id=film.lesson_id), make_actor(Role.TEACHER))
    teacher = Actor(user_id=article.teacher_id, role=Role.TEACHER)
    with pytest.raises(VideoNotFound):
        ask(RetryVideo(lesson_id=lesson_id), teacher)


def test_a_job_of_a_dead_worker_starts_anew_when_its_lease_ends(
    film: Filmed, service_for: Service, files: FileStore
) -> None:
    look(service_for)
    begin = service_for(None).work.begin
    left = preparing._take(begin, Converter(), probed=True)
    assert left is not None
    (files.media(film.file.id) / f"hls.{left.token}").mkdir()

    convert(service_for)
    assert film.job().state is VideoState.RUNNING
    due_now(film.session)
    convert(service_for)

    assert (film.job().state, film.job().attempts) == (VideoState.DONE, 2)


def test_who_comes_back_after_the_end_of_the_lease_changes_nothing(
    film: Filmed, service_for: Service
) -> None:
    look(service_for)
    begin = service_for(None).work.begin
    late = preparing._take(begin, Converter(), probed=True)
    assert late is not None
    due_now(film.session)
    convert(service_for)

    preparing._attempt(begin, service_for(None).files, Converter(), late)

    assert film.job().state is VideoState.DONE
    assert film.job().progress == 100


WORKER = """
import pathlib, sys
from services.courses.converting.converter import Converter, Probe
source, folder = map(pathlib.Path, sys.argv[1:])
Converter().convert(source, folder, Probe(3000, 640, 360, "h264", "aac"), lambda _: None)
"""


def test_a_worker_that_is_killed_takes_ffmpeg_with_it(tmp_path: Path) -> None:
    source = make_film(tmp_path / "long.mp4", seconds=60, size="640x360")
    folder = tmp_path / "out"
    folder.mkdir()
    worker = psutil.Popen([sys.executable, "-W", "ignore", "-c", WORKER, source, folder])
    running = until(
        lambda: [one for one in worker.children() if one.name() == "ffmpeg"], seconds=60
    )

    worker.kill()
    worker.wait()

    _, alive = psutil.wait_procs(running, timeout=10)
    assert not alive


def test_a_removed_video_stops_its_conversion(
    session: Session, files: FileStore, service_for: Service
) -> None:
    Filmed(session, files)
    look(service_for)
    begin = service_for(None).work.begin
    job = preparing._take(begin, Converter(), probed=True)
    assert job is not None
    session.execute(text("UPDATE lessons SET video_file_id = NULL"))
    session.execute(text("DELETE FROM course_files"))
    session.commit()
    hold = preparing.Hold(begin, job)
    hold._renewed -= 100

    with pytest.raises(preparing.JobLost):
        hold(10)


def test_the_timers_of_the_service_do_the_work(film: Filmed, service_for: Service) -> None:
    CoursesService.look_at_videos(service_for(None))
    CoursesService.convert_video(service_for(None))

    assert film.job().state is VideoState.DONE
