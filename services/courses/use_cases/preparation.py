"""How far the preparation of a video is, as its teacher sees it."""

from typing import Any
from uuid import UUID

import msgspec

from contracts.courses.media import PreparedVideo, RetryVideo, VideoProgressed, VideoState
from contracts.courses.resources import LessonDraft
from contracts.media_addresses import MediaTicket
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import MediaJob
from services.courses.policies import editing, media
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.media import MediaJobRepository, VideoRepository

LASTS_SECONDS = 600
ROUNDED_SECONDS = 60


def with_preparation(work: UnitOfWork, links: FileLinks, draft: LessonDraft) -> LessonDraft:
    """A lesson as its teacher edits it, with how far its video is prepared."""
    if draft.video is None:
        return draft
    prepared = prepared_of(work, links, draft.video.id)
    return msgspec.structs.replace(draft, prepared=prepared)


def retry_video(work: UnitOfWork, links: FileLinks, request: RetryVideo) -> PreparedVideo:
    """Let a video that failed wait for its turn again."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_may_edit(work.actor, CourseRepository(work.session).get(lesson.course_id))
    file_id = media.ensure_plays_video(lesson)
    job = MediaJobRepository(work.session).find_for_update(file_id)
    media.ensure_failed(job)
    _begin_anew(work, job)
    return prepared_of(work, links, file_id)


def _begin_anew(work: UnitOfWork, job: Any) -> None:
    job.state, job.due_at = VideoState.WAITING, work.now
    job.attempts, job.progress, job.fault, job.detail = 0, 0, None, ""
    announce(work, job)


def prepared_of(work: UnitOfWork, links: FileLinks, file_id: UUID) -> PreparedVideo:
    """What is known of a video, and of the work on it."""
    job: MediaJob | None = MediaJobRepository(work.session).find(file_id)
    video = VideoRepository(work.session).find(file_id)
    prefix, _ = prefix_of(work, links, file_id)
    return PreparedVideo(
        file_id=file_id,
        state=job.state if job else VideoState.DONE,
        progress=job.progress if job else 100,
        fault=job.fault if job else None,
        detail=job.detail if job else "",
        duration_seconds=seconds_of(video.duration_ms) if video else None,
        width=video.width if video else None,
        height=video.height if video else None,
        has_sound=video.has_sound if video else None,
        heights=video.heights if video else [],
        poster_url=f"{prefix}/poster.jpg" if video and video.has_poster else None,
    )


def prefix_of(work: UnitOfWork, links: FileLinks, video_id: UUID) -> tuple[str, int]:
    """Where the caller finds what belongs to a video, and until when.

    The end is rounded, so that somebody who looks twice in a minute finds the same address.
    """
    caller = work.caller
    moment = int(work.now.timestamp()) // ROUNDED_SECONDS * ROUNDED_SECONDS + LASTS_SECONDS
    ticket = MediaTicket(
        video_id=video_id,
        user_id=caller.user_id if caller else None,
        session_id=caller.session_id if caller else None,
        expires_at=moment,
    )
    return links.media(ticket), moment


def seconds_of(milliseconds: int | None) -> float | None:
    """How long a video plays, once somebody has looked."""
    return None if milliseconds is None else milliseconds / 1000


def minutes_of_video(work: UnitOfWork, file_id: UUID) -> int:
    """Whole minutes that a video plays; 0 before anybody has looked."""
    video = VideoRepository(work.session).find(file_id)
    return media.minutes_of(video.duration_ms) if video else 0


def announce(work: UnitOfWork, job: MediaJob) -> None:
    """Tell the teacher's screens how far a video is."""
    work.session.flush()
    owner = MediaJobRepository(work.session).find_owner(job.file_id)
    if owner is not None:
        work.record(
            VideoProgressed(
                file_id=job.file_id,
                course_id=owner.course_id,
                teacher_id=owner.teacher_id,
                state=job.state,
                progress=job.progress,
                fault=job.fault,
            )
        )
