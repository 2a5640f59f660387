"""Videos of lessons: how they are prepared, where they play, and what was watched of them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Language


class VideoState(StrEnum):
    """How far the preparation of an uploaded video is; it plays as uploaded all the time."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class VideoFault(StrEnum):
    """Why a video could not be prepared."""

    NO_CONVERTER = "no_converter"
    UNREADABLE = "unreadable"
    NO_PICTURE = "no_picture"
    NO_SPACE = "no_space"
    TOO_SLOW = "too_slow"
    INTERRUPTED = "interrupted"
    NOT_CONVERTED = "not_converted"


class PreparedVideo(Message, frozen=True, kw_only=True):
    """An uploaded video as its teacher sees it: what it is, and how far its preparation is.

    `heights` are the picture sizes that students can choose from; `detail` tells a fault in words.
    """

    file_id: UUID
    state: VideoState
    progress: int
    fault: VideoFault | None
    detail: str
    duration_seconds: float | None
    width: int | None
    height: int | None
    has_sound: bool | None
    heights: list[int]
    poster_url: str | None


class Caption(Message, frozen=True, kw_only=True):
    """Captions of a lesson's video in one language, as WebVTT at `url`."""

    id: UUID
    language: str
    label: str
    is_default: bool
    url: str


class Playback(Message, frozen=True, kw_only=True):
    """Where a lesson's video plays, for the caller alone and until `expires_at`.

    All addresses are below one signed prefix; ask again before it ends. `hls_url` is missing while
    the video is being prepared: then `url` is the video as it was uploaded.
    """

    video_id: UUID
    url: str
    media_type: str
    hls_url: str | None
    poster_url: str | None
    expires_at: datetime
    duration_seconds: float | None
    captions: list[Caption]
    watermark: str
    position_seconds: int
    watched_seconds: int


class WatchProgress(Message, frozen=True, kw_only=True):
    """What counts as watched of a lesson's video."""

    watched_seconds: int
    position_seconds: int
    duration_seconds: float | None
    completed: bool


Second = Annotated[int, Meta(ge=0, le=360_000)]


class WatchedInterval(Message, frozen=True, kw_only=True):
    """Seconds of a video that were played: from the first up to, but without, the last."""

    start: Second
    end: Second


class GetPlayback(Query[Playback], frozen=True, kw_only=True):
    """A fresh address of a lesson's video, for who may still see the lesson."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class ReportWatching(Command[WatchProgress], frozen=True, kw_only=True):
    """Tell what was watched since the last report; no more counts than the clock allows."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    video_id: UUID
    position_seconds: Second
    intervals: Annotated[list[WatchedInterval], Meta(max_length=100)] = []


class RetryVideo(Command[PreparedVideo], frozen=True, kw_only=True):
    """Prepare a lesson's video once more after it failed."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


CaptionLabel = Annotated[str, Meta(min_length=1, max_length=60)]
CaptionText = Annotated[str, Meta(min_length=1, max_length=700_000)]


class ListCaptions(Query[list[Caption]], frozen=True, kw_only=True):
    """The captions of a lesson, for who writes and reviews it."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class PutCaptions(Command[list[Caption]], frozen=True, kw_only=True):
    """Give a lesson captions in a language, instead of earlier ones: `content` is WebVTT or SRT."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    language: Language
    label: CaptionLabel
    is_default: bool = False
    content: CaptionText


class RemoveCaptions(Command[list[Caption]], frozen=True, kw_only=True):
    """Take the captions of one language from a lesson."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID
    language: Language


class VideoProgressed(Event, frozen=True, kw_only=True):
    """The preparation of a video went on, ended or failed; only screens care."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.video.progressed.v1"
    optional: ClassVar[bool] = True

    file_id: UUID
    course_id: UUID
    teacher_id: UUID
    state: VideoState
    progress: int
    fault: VideoFault | None = None
