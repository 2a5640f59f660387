"""How uploaded videos are prepared, away from every request and every message.

A worker holds a job by a lease that it renews. One that is killed stops renewing, so another takes
the job up from its beginning; one that comes back late finds that the job is no longer its own.
"""

import shutil
import time
from pathlib import Path
from uuid import UUID, uuid4

import structlog

from contracts.courses.media import VideoFault, VideoState
from contracts.courses.resources import CourseStatus
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork
from services.courses.converting.converter import Converter, Probe
from services.courses.converting.process import ConversionFailed
from services.courses.models import CourseFile, MediaJob
from services.courses.policies import media, uploads
from services.courses.repository.courses import CourseRepository
from services.courses.repository.media import MediaJobRepository, VideoRepository
from services.courses.use_cases.drafts import refresh_outline
from services.courses.use_cases.preparation import announce, minutes_of_video

log = structlog.get_logger()

TOLD_SECONDS = 3.0


class JobLost(Exception):
    """Somebody else holds the job by now, or the video is gone."""


def enqueue(work: UnitOfWork, file: CourseFile) -> None:
    """Let a stored video wait for its preparation."""
    if file.media_type in uploads.VIDEO_TYPES:
        job = MediaJob(
            file_id=file.id, state=VideoState.WAITING, due_at=work.now, created_at=work.now
        )
        MediaJobRepository(work.session).add(job)


def look_at_videos(begin: Begin, store: FileStore, converter: Converter) -> None:
    """Find out what each new video is, and keep a picture of it."""
    while (job := _take(begin, converter, probed=False)) is not None:
        _attempt(begin, store, converter, job)


def convert_video(begin: Begin, store: FileStore, converter: Converter) -> None:
    """Make smaller versions of the video that has waited longest."""
    job = _take(begin, converter, probed=True)
    if job is not None:
        _attempt(begin, store, converter, job)


def _take(begin: Begin, converter: Converter, *, probed: bool) -> MediaJob | None:
    """Hold a job; one whose workers died again and again is given up."""
    with begin() as work:
        jobs = MediaJobRepository(work.session)
        job = jobs.take(work.now, media.LEASE, uuid4(), probed=probed)
        if job is None:
            return None
        if not converter.is_there:
            _give_up(work, job, VideoFault.NO_CONVERTER)
        elif job.attempts > media.MOST_ATTEMPTS:
            _give_up(work, job, VideoFault.INTERRUPTED)
        else:
            announce(work, job)
            return job
    return _take(begin, converter, probed=probed)


def _attempt(begin: Begin, store: FileStore, converter: Converter, job: MediaJob) -> None:
    step = _convert if job.probed else _look_at
    try:
        step(begin, store, converter, job)
    except JobLost:
        log.info("media.lost", file_id=str(job.file_id))
    except ConversionFailed as failure:
        log.warning("media.failed", file_id=str(job.file_id), words=failure.words)
        _note_failure(begin, job, failure.fault)
    except OSError as error:
        log.warning("media.failed", file_id=str(job.file_id), words=str(error))
        _note_failure(begin, job, VideoFault.NO_SPACE)


def _look_at(begin: Begin, store: FileStore, converter: Converter, job: MediaJob) -> None:
    source, folder = store.path(job.file_id), store.media(job.file_id)
    probe = converter.probe(source)
    folder.mkdir(parents=True, exist_ok=True)
    poster = folder / f"poster.{job.token}.jpg"
    try:
        converter.poster(source, probe.duration, poster)
        with begin() as work:
            held = _held(work, job)
            poster.replace(folder / "poster.jpg")
            _keep_probe(work, job.file_id, probe)
            held.probed, held.state, held.attempts = True, VideoState.WAITING, 0
            held.token, held.due_at = None, work.now
            announce(work, held)
    finally:
        poster.unlink(missing_ok=True)


def _keep_probe(work: UnitOfWork, file_id: UUID, probe: Probe) -> None:
    """Remember what the video is; lessons without a duration take the video's."""
    values = {
        "file_id": file_id,
        "duration_ms": round(probe.duration * 1000),
        "width": probe.width,
        "height": probe.height,
        "has_sound": probe.audio_codec is not None,
        "video_codec": probe.video_codec,
        "audio_codec": probe.audio_codec,
        "has_poster": True,
    }
    VideoRepository(work.session).keep(values)
    _give_durations(work, file_id)


def _give_durations(work: UnitOfWork, file_id: UUID) -> None:
    for lesson in VideoRepository(work.session).list_without_duration(file_id):
        course = CourseRepository(work.session).get_for_update(lesson.course_id)
        lesson.duration_minutes = minutes_of_video(work, file_id)
        work.session.flush()
        if course.status is CourseStatus.DRAFT:
            refresh_outline(work, course)


def _convert(begin: Begin, store: FileStore, converter: Converter, job: MediaJob) -> None:
    folder = store.media(job.file_id)
    made = folder / f"hls.{job.token}"
    made.mkdir(parents=True)
    try:
        heights = converter.convert(
            store.path(job.file_id), made, _probed(begin, job), Hold(begin, job)
        )
        with begin() as work:
            held = _held(work, job)
            _put_in_place(made, folder / "hls")
            VideoRepository(work.session).keep_heights(job.file_id, heights)
            held.state, held.progress, held.token = VideoState.DONE, 100, None
            announce(work, held)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _probed(begin: Begin, job: MediaJob) -> Probe:
    with begin() as work:
        video = VideoRepository(work.session).find(job.file_id)
        if video is None:
            raise JobLost
        return Probe(
            video.duration_ms / 1000,
            video.width,
            video.height,
            video.video_codec,
            video.audio_codec,
        )


def _put_in_place(made: Path, place: Path) -> None:
    """Give the folder its name; what an earlier worker left under it goes."""
    shutil.rmtree(place, ignore_errors=True)
    made.rename(place)


class Hold:
    """Goes on holding a job while its work goes on, and tells how far it is."""

    def __init__(self, begin: Begin, job: MediaJob) -> None:
        self._begin = begin
        self._job = job
        self._renewed = time.monotonic()
        self._told = 0

    def __call__(self, progress: int) -> None:
        """Renew the lease when it is time; raises `JobLost` when it is too late."""
        due = media.RENEW_SECONDS if progress == self._told else TOLD_SECONDS
        if time.monotonic() - self._renewed < due:
            return
        with self._begin() as work:
            jobs = MediaJobRepository(work.session)
            if not jobs.renew(self._job, work.now, media.LEASE, progress):
                raise JobLost
            if progress != self._told:
                self._job.progress = progress
                announce(work, self._job)
        self._renewed, self._told = time.monotonic(), progress


def _held(work: UnitOfWork, job: MediaJob) -> MediaJob:
    """The job as it is now, as long as it is still ours."""
    held = MediaJobRepository(work.session).find_for_update(job.file_id)
    if held is None or held.token != job.token:
        raise JobLost
    return held


def _note_failure(begin: Begin, job: MediaJob, fault: VideoFault) -> None:
    with begin() as work:
        held = MediaJobRepository(work.session).find_for_update(job.file_id)
        if held is None or held.token != job.token:
            return
        if not media.may_try_again(fault, held.attempts):
            _give_up(work, held, fault)
            return
        held.state, held.token = VideoState.WAITING, None
        held.due_at = work.now + media.PAUSE * held.attempts
        announce(work, held)


def _give_up(work: UnitOfWork, job: MediaJob, fault: VideoFault) -> None:
    job.state, job.token = VideoState.FAILED, None
    job.fault, job.detail = fault, media.WORDS[fault]
    announce(work, job)
