"""The words of the commands; what comes in is read from our own files and nowhere else."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SEGMENT_SECONDS = 6
POSTER_SIDE = 1280
MOST_FRAMES = 60
LOCAL = ("-protocol_whitelist", "file,pipe")
QUIET = ("-hide_banner", "-nostdin", "-v", "error")
MASTER = "master.m3u8"


class Size(NamedTuple):
    """A picture size to make."""

    lines: int
    width: int
    height: int
    kbits: int


def probe(source: Path) -> list[str]:
    """Say what the file holds, as JSON."""
    wanted = (
        "format=duration:stream=codec_type,codec_name,width,height,duration"
        ":stream_disposition=attached_pic:stream_side_data=rotation"
    )
    shown = ("-print_format", "json", "-show_entries", wanted)
    return ["ffprobe", "-v", "error", *LOCAL, *shown, str(source)]


def last_packets(source: Path) -> list[str]:
    """Say when every picture is shown: how long a film is that does not tell."""
    shown = ("-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0")
    return ["ffprobe", "-v", "error", *LOCAL, *shown, str(source)]


def poster(source: Path, at: float, target: Path) -> list[str]:
    """One picture of the film."""
    fitting = f"scale='min({POSTER_SIDE},iw)':-2,setsar=1"
    cut = ("-frames:v", "1", "-vf", fitting, "-q:v", "3", "-f", "image2", "-y", str(target))
    return ["ffmpeg", *QUIET, *LOCAL, "-ss", f"{at:.2f}", "-i", str(source), *cut]


def renditions(
    source: Path, folder: Path, sizes: Sequence[Size], *, has_sound: bool, progress: Path
) -> list[str]:
    """The film in several sizes, cut into parts that a player can choose from (HLS, RFC 8216)."""
    return [
        *("ffmpeg", *QUIET, "-progress", str(progress), *LOCAL, "-i", str(source)),
        *("-filter_complex", _scaled(sizes)),
        *(word for index in range(len(sizes)) for word in _mapped(index, has_sound=has_sound)),
        *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-crf", "23", "-fpsmax", str(MOST_FRAMES), "-sc_threshold", "0"),
        *("-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"),
        *(word for index, size in enumerate(sizes) for word in _bounded(index, size.kbits)),
        *(("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000") if has_sound else ()),
        *("-map_metadata", "-1", "-map_chapters", "-1"),
        *_packed(folder, sizes, has_sound=has_sound),
    ]


def _scaled(sizes: Sequence[Size]) -> str:
    split = "".join(f"[i{index}]" for index in range(len(sizes)))
    scaled = (
        f"[i{index}]scale={size.width}:{size.height}:flags=bicubic,setsar=1[v{index}]"
        for index, size in enumerate(sizes)
    )
    return ";".join([f"[0:v:0]split={len(sizes)}{split}", *scaled])


def _mapped(index: int, *, has_sound: bool) -> tuple[str, ...]:
    sound = ("-map", "0:a:0") if has_sound else ()
    return ("-map", f"[v{index}]", *sound)


def _bounded(index: int, kbits: int) -> tuple[str, ...]:
    return (f"-maxrate:v:{index}", f"{kbits}k", f"-bufsize:v:{index}", f"{2 * kbits}k")


def _packed(folder: Path, sizes: Sequence[Size], *, has_sound: bool) -> tuple[str, ...]:
    variants = " ".join(
        f"v:{index}{f',a:{index}' if has_sound else ''},name:{size.lines}"
        for index, size in enumerate(sizes)
    )
    return (
        *("-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod"),
        *("-hls_flags", "independent_segments", "-hls_segment_type", "fmp4"),
        *("-var_stream_map", variants, "-master_pl_name", MASTER),
        *("-hls_fmp4_init_filename", "init.mp4"),
        *("-hls_segment_filename", f"{folder}/%v/%05d.m4s", f"{folder}/%v/index.m3u8"),
    )
