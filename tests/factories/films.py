"""Small films made for a test by ffmpeg, with colors and sound that nobody has to like."""

import subprocess
from pathlib import Path


def make_film(
    path: Path, *, seconds: float = 4, size: str = "320x240", sound: bool = True, webm: bool = False
) -> Path:
    """A film of moving colors."""
    picture = ("-f", "lavfi", "-i", f"testsrc=size={size}:rate=12:duration={seconds}")
    tone = ("-f", "lavfi", "-i", f"sine=frequency=330:duration={seconds}") if sound else ()
    video = ("-c:v", "libvpx", "-deadline", "realtime") if webm else ("-c:v", "libx264")
    fast = () if webm else ("-preset", "ultrafast", "-pix_fmt", "yuv420p")
    audio = (("-c:a", "libopus") if webm else ("-c:a", "aac")) if sound else ()
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *picture, *tone, *video, *fast, *audio]
    subprocess.run([*command, str(path)], check=True, timeout=120)
    return path


def make_song(path: Path) -> Path:
    """An MP4 without a picture."""
    tone = ("-f", "lavfi", "-i", "sine=frequency=330:duration=2", "-c:a", "aac")
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *tone, "-f", "mp4", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path
