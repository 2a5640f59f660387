"""Videos: prepared, played, captioned and watched."""

from contracts.courses.media import (
    Caption,
    GetPlayback,
    ListCaptions,
    Playback,
    PreparedVideo,
    PutCaptions,
    RemoveCaptions,
    ReportWatching,
    RetryVideo,
    WatchProgress,
)
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import captions, media, preparation, watching


class Media(Dependencies):
    """What becomes of an uploaded video."""

    @handles
    def get_playback(self, work: UnitOfWork, request: GetPlayback) -> Playback:
        """A fresh address of a lesson's video."""
        return watching.get_playback(work, self.links, request)

    @handles
    def report_watching(self, work: UnitOfWork, request: ReportWatching) -> WatchProgress:
        """Count what a student has watched."""
        return watching.report_watching(work, request)

    @handles
    def retry_video(self, work: UnitOfWork, request: RetryVideo) -> PreparedVideo:
        """Prepare a video once more."""
        return preparation.retry_video(work, self.links, request)

    @handles
    def list_captions(self, work: UnitOfWork, request: ListCaptions) -> list[Caption]:
        """The captions of a lesson."""
        return captions.list_captions(work, self.links, request)

    @handles
    def put_captions(self, work: UnitOfWork, request: PutCaptions) -> list[Caption]:
        """Give a lesson captions."""
        return captions.put_captions(work, self.links, self.files, request)

    @handles
    def remove_captions(self, work: UnitOfWork, request: RemoveCaptions) -> list[Caption]:
        """Take captions from a lesson."""
        return captions.remove_captions(work, self.links, self.files, request)

    @every(seconds=2)
    def look_at_videos(self, begin: Begin) -> None:
        """Find out what new videos are."""
        media.look_at_videos(begin, self.files, self.converter)

    @every(seconds=5)
    def convert_video(self, begin: Begin) -> None:
        """Make smaller versions of a video."""
        media.convert_video(begin, self.files, self.converter)
