"""Rules of preparing videos."""

from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from contracts.courses.errors import VideoNotFailed, VideoNotFound, VideoReplaced
from contracts.courses.media import VideoFault, VideoState

LEASE = timedelta(seconds=60)
"""How long a worker that has died keeps a job from the others."""
RENEW_SECONDS = 5.0
MOST_ATTEMPTS = 3
PAUSE = timedelta(seconds=20)
"""Between one try and the next, times the number of tries."""
LASTING = {VideoFault.NO_CONVERTER, VideoFault.UNREADABLE, VideoFault.NO_PICTURE}
"""Faults that another try would meet again."""

LADDER = (1080, 720, 480, 240)
NOTICEABLE = 0.9
"""A picture with that share of another's lines is not worth making beside it."""
FULL_HD_KBITS = 4500

WORDS = {
    VideoFault.NO_CONVERTER: "The server has no ffmpeg, so the video plays as it was uploaded.",
    VideoFault.UNREADABLE: "The file cannot be read as a video. It may be damaged.",
    VideoFault.NO_PICTURE: "The file holds sound but no picture.",
    VideoFault.NO_SPACE: "The server has too little space for the smaller versions.",
    VideoFault.TOO_SLOW: "The preparation took too long and was stopped.",
    VideoFault.INTERRUPTED: "The preparation was interrupted several times.",
    VideoFault.NOT_CONVERTED: "The video could not be converted.",
}


class Shot(Protocol):
    """What rules look at in a video."""

    @property
    def width(self) -> int:
        """Of the picture as people see it."""

    @property
    def height(self) -> int:
        """Of the picture as people see it."""


class PlayingLesson(Protocol):
    """What rules look at in a lesson that plays a video."""

    video_file_id: UUID | None


def heights_of(shot: Shot) -> list[int]:
    """Which sizes to make, the largest first: none larger than the video itself.

    A size is the number of lines along the shorter side, so that upright videos are treated alike.
    """
    own = min(shot.width, shot.height, LADDER[0])
    top = max(2, own // 2 * 2)
    return [top, *(lines for lines in LADDER if lines < top * NOTICEABLE)]


def frame_of(shot: Shot, lines: int) -> tuple[int, int]:
    """Width and height of a size; codecs want even numbers."""
    scale = lines / min(shot.width, shot.height)
    width, height = (max(2, round(side * scale / 2) * 2) for side in (shot.width, shot.height))
    return width, height


def kbits_of(lines: int) -> int:
    """Most kilobits per second of a size."""
    share: float = (lines / LADDER[0]) ** 1.6
    return max(150, round(FULL_HD_KBITS * share))


def may_try_again(fault: VideoFault, attempts: int) -> bool:
    """Whether a job that met the fault is worth another try."""
    return fault not in LASTING and attempts < MOST_ATTEMPTS


def seconds_allowed(duration: float) -> int:
    """How long a video may take to convert before it is given up."""
    return min(12 * 3600, 600 + int(duration * 20))


def minutes_of(duration_ms: int) -> int:
    """Whole minutes that a video plays, begun ones included."""
    return max(1, -(-duration_ms // 60_000))


def ensure_plays_video(lesson: PlayingLesson) -> UUID:
    """The video of a lesson that has one."""
    if lesson.video_file_id is None:
        raise VideoNotFound("The lesson has no uploaded video.")
    return lesson.video_file_id


def ensure_same_video(lesson: PlayingLesson, video_id: UUID) -> None:
    """What was watched counts for the video that the lesson plays now."""
    if ensure_plays_video(lesson) != video_id:
        raise VideoReplaced("The lesson has a new video. Reload the page.")


def ensure_failed(job: Any) -> None:
    """Only what has failed is done again."""
    if job is None or job.state is not VideoState.FAILED:
        raise VideoNotFailed("The video is ready, or on its way.")
