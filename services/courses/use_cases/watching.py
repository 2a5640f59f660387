"""What students watch: counted by the clock of the academy, not by what a browser claims."""

from contracts.courses.media import GetPlayback, Playback, ReportWatching, WatchProgress
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.policies import access, media, watching
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.media import VideoRepository
from services.courses.repository.watching import WatchRepository
from services.courses.use_cases.playback import playback_of
from services.courses.use_cases.study import note_progress, open_lesson


def get_playback(work: UnitOfWork, links: FileLinks, request: GetPlayback) -> Playback:
    """A fresh address for who may still read the lesson: who no longer may gets none."""
    row, _ = open_lesson(work, request.lesson_id)
    file_id = media.ensure_plays_video(row)
    (file,) = FileRepository(work.session).list_of_course(row.course_id, [file_id])
    return playback_of(work, links, row, file)


def report_watching(work: UnitOfWork, request: ReportWatching) -> WatchProgress:
    """Count new seconds as far as the clock allows; who has seen enough has done the lesson."""
    student_id = work.actor.user_id
    row, _ = open_lesson(work, request.lesson_id)
    access.ensure_enrolled(enrolled=row.enrolled)
    media.ensure_same_video(row, request.video_id)
    video = VideoRepository(work.session).find(request.video_id)
    duration = video.duration_ms / 1000 if video else None
    before, after = _count(work, request, duration)
    EnrollmentRepository(work.session).note_activity(row.course_id, student_id, work.now)
    crossed = watching.has_seen_enough(after, duration) and not watching.has_seen_enough(
        before, duration
    )
    if crossed:
        EnrollmentRepository(work.session).complete(
            student_id=student_id, lesson_id=row.id, course_id=row.course_id, now=work.now
        )
        note_progress(work, row.course_id, student_id)
    return WatchProgress(
        watched_seconds=after,
        position_seconds=request.position_seconds,
        duration_seconds=duration,
        completed=crossed or row.id in row.completed_ids,
    )


def _count(work: UnitOfWork, request: ReportWatching, duration: float | None) -> tuple[int, int]:
    """How many seconds counted before the report, and how many do now."""
    watches = WatchRepository(work.session)
    first = {"position_seconds": 0, "credit": watching.FIRST_CREDIT, "reported_at": work.now}
    watch = watches.open(work.actor.user_id, request.lesson_id, request.video_id, **first)
    before = watch.watched_seconds
    credit = watching.credit_after(watch.credit, work.now - watch.reported_at)
    reported = watching.within(request.intervals, duration)
    new = watching.affordable(watching.unseen(reported, watches.list_seen(watch)), credit)
    after = watches.add(
        watch,
        new,
        position_seconds=request.position_seconds,
        credit=credit - watching.length(new),
        reported_at=work.now,
    )
    return before, after
