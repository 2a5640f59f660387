"""What a video is, a picture of it, and smaller versions of it, by ffmpeg."""

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from contracts.courses.media import VideoFault
from services.courses.converting import commands
from services.courses.converting.process import ConversionFailed, run
from services.courses.policies import media

PROBE_SECONDS = 60
POSTER_SECONDS = 60
MOST_PIXELS = 8192 * 4320
QUARTER_TURNS = (90, 270)
SPACE_LEFT = 500_000_000


class Probe(NamedTuple):
    """What the bytes say of a video; width and height as people see it."""

    duration: float
    width: int
    height: int
    video_codec: str
    audio_codec: str | None


class Converter:
    """Asks ffmpeg, if there is one."""

    @property
    def is_there(self) -> bool:
        """Whether this machine has the programs."""
        return all(shutil.which(program) for program in ("ffmpeg", "ffprobe"))

    def probe(self, source: Path) -> Probe:
        """Look at a file; raises `ConversionFailed`."""
        try:
            found = msgspec.json.decode(run(commands.probe(source), seconds=PROBE_SECONDS))
        except (ConversionFailed, msgspec.DecodeError) as error:
            raise ConversionFailed(VideoFault.UNREADABLE, str(error)) from None
        picture, sound = _picture(found), _first(found, "audio")
        if picture["width"] * picture["height"] > MOST_PIXELS:
            raise ConversionFailed(VideoFault.UNREADABLE, "It has too many pixels.")
        width, height = _upright(picture)
        return Probe(
            duration=_duration(found, picture) or self._counted(source),
            width=width,
            height=height,
            video_codec=picture.get("codec_name", "unknown"),
            audio_codec=sound.get("codec_name", "unknown") if sound else None,
        )

    def poster(self, source: Path, duration: float, target: Path) -> None:
        """Keep a picture from early in the film."""
        at = min(5.0, duration / 10)
        run(commands.poster(source, at, target), seconds=POSTER_SECONDS)
        if not target.is_file():
            raise ConversionFailed(VideoFault.UNREADABLE, "No picture came out.")

    def convert(
        self, source: Path, folder: Path, probe: Probe, watch: Callable[[int], None]
    ) -> list[int]:
        """Fill *folder* with the film in several sizes; *watch* hears the percentage."""
        if shutil.disk_usage(folder).free < source.stat().st_size * 2 + SPACE_LEFT:
            raise ConversionFailed(VideoFault.NO_SPACE)
        lines = media.heights_of(probe)
        sizes = [
            commands.Size(one, *media.frame_of(probe, one), media.kbits_of(one)) for one in lines
        ]
        progress = folder / "progress"
        command = commands.renditions(
            source, folder, sizes, has_sound=probe.audio_codec is not None, progress=progress
        )
        seconds = media.seconds_allowed(probe.duration)
        run(command, seconds=seconds, watch=lambda: watch(_percent(progress, probe.duration)))
        progress.unlink(missing_ok=True)
        return lines

    def _counted(self, source: Path) -> float:
        """How long a film is that does not tell, as browsers record them."""
        shown = run(commands.last_packets(source), seconds=PROBE_SECONDS).split()
        moments = [float(text.strip(",")) for text in shown if text[:1].isdigit()]
        if not moments:
            raise ConversionFailed(VideoFault.UNREADABLE, "It has no pictures.")
        return max(moments)


def _first(found: dict[str, Any], kind: str) -> dict[str, Any] | None:
    return next((one for one in found.get("streams", []) if one.get("codec_type") == kind), None)


def _picture(found: dict[str, Any]) -> dict[str, Any]:
    """The moving picture; the cover of a song is none."""
    for one in found.get("streams", []):
        is_cover = one.get("disposition", {}).get("attached_pic")
        if one.get("codec_type") == "video" and not is_cover and one.get("width"):
            return dict(one)
    raise ConversionFailed(VideoFault.NO_PICTURE)


def _upright(picture: dict[str, Any]) -> tuple[int, int]:
    """Width and height after the turn that a phone has noted."""
    turns = [one["rotation"] for one in picture.get("side_data_list", []) if "rotation" in one]
    turned = bool(turns) and abs(int(turns[0])) % 360 in QUARTER_TURNS
    sides = picture["width"], picture["height"]
    return (sides[1], sides[0]) if turned else sides


def _duration(found: dict[str, Any], picture: dict[str, Any]) -> float:
    """Seconds, or 0 when nothing tells."""
    for told in (found.get("format", {}).get("duration"), picture.get("duration")):
        try:
            seconds = float(told or 0)
        except (TypeError, ValueError):
            continue
        if math.isfinite(seconds) and seconds > 0:
            return seconds
    return 0.0


def _percent(progress: Path, duration: float) -> int:
    """How far ffmpeg is, by the last moment it wrote down."""
    try:
        lines = progress.read_text().splitlines()
    except OSError:
        return 0
    times = [line.partition("=")[2] for line in lines if line.startswith("out_time_us=")]
    done = float(times[-1]) / 1e6 if times and times[-1].isdigit() else 0.0
    return min(99, int(100 * done / duration)) if duration else 0
