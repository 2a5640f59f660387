"""Where a lesson's video plays: for one person, for some minutes."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import msgspec

from contracts.courses.media import Playback
from contracts.courses.resources import Lesson
from contracts.types import Actor
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.repository.media import VideoRepository
from services.courses.use_cases.captions import captions_of
from services.courses.use_cases.preparation import prefix_of, seconds_of

CODE_LENGTH = 8


def with_playback(work: UnitOfWork, links: FileLinks, row: Any, lesson: Lesson) -> Lesson:
    """A lesson whose reader was let in, with the address of its video if it has one."""
    if lesson.video is None:
        return lesson
    playback = playback_of(work, links, row, lesson.video)
    video = msgspec.structs.replace(lesson.video, url=playback.url)
    return msgspec.structs.replace(lesson, video=video, playback=playback)


def playback_of(work: UnitOfWork, links: FileLinks, row: Any, file: Any) -> Playback:
    """Every address below one prefix that is signed for the caller and their session."""
    caller = work.caller
    found = VideoRepository(work.session).find_playing(
        file.id, row.id, caller.user_id if caller else None
    )
    prefix, moment = prefix_of(work, links, file.id)
    return Playback(
        video_id=file.id,
        url=f"{prefix}/original",
        media_type=file.media_type,
        hls_url=f"{prefix}/hls/master.m3u8" if found.heights else None,
        poster_url=f"{prefix}/poster.jpg" if found.has_poster else None,
        expires_at=datetime.fromtimestamp(moment, UTC),
        duration_seconds=seconds_of(found.duration_ms),
        captions=captions_of(work, links, row.id),
        watermark=_watermark(row, caller, found.viewer_name),
        position_seconds=found.position_seconds or 0,
        watched_seconds=found.watched_seconds or 0,
    )


def _watermark(row: Any, caller: Actor | None, name: str | None) -> str:
    """Who a copied film was shown to: an enrolled student's name and a code of the enrollment."""
    if caller is None or not row.enrolled:
        return ""
    place = row.course_id.bytes + caller.user_id.bytes
    code = hashlib.sha256(b"academy enrollment\n" + place).hexdigest()[:CODE_LENGTH].upper()
    return f"{name} · {code}" if name else code
