"""Captions of other systems as WebVTT."""

import json
import re

TIME = re.compile(r"(\d{1,2}:)?(\d{1,2}):(\d{2})[,.](\d{1,3})")
CUE = re.compile(r"(?P<start>[\d:.,]+)\s*-->\s*(?P<end>[\d:.,]+)")
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
HEAD = "WEBVTT\n\n"


def from_srt(text: str) -> str:
    """SubRip as WebVTT: other marks in the times, and no numbers."""
    cues = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip("\ufeff \n")):
        lines = block.split("\n")
        at = next((number for number, line in enumerate(lines) if CUE.search(line)), None)
        if at is None:
            continue
        found = CUE.search(lines[at])
        words = "\n".join(line for line in lines[at + 1 :] if line.strip()).replace("-->", "→")
        if found and words:
            cues.append(f"{_time(found['start'])} --> {_time(found['end'])}\n{words}\n")
    return HEAD + "\n".join(cues) if cues else ""


def from_sjson(text: str) -> str:
    """The older form of Open edX: three lists of equal length, times in milliseconds."""
    try:
        said = json.loads(text)
        rows = list(zip(said["start"], said["end"], said["text"], strict=True))
        cues = [
            f"{_moment(int(start))} --> {_moment(int(end))}\n{str(words).strip()}\n"
            for start, end, words in rows
            if str(words).strip()
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return HEAD + "\n".join(cues) if cues else ""


def to_srt(vtt: str) -> str:
    """WebVTT as SubRip, for systems that take no other."""
    cues: list[str] = []
    for block in re.split(r"\n\s*\n", vtt.strip()):
        found = CUE.search(block)
        if found:
            words = block[found.end() :].partition("\n")[2]
            start, end = (_time(found[name]).replace(".", ",") for name in ("start", "end"))
            cues.append(f"{len(cues) + 1}\n{start} --> {end}\n{words}\n")
    return "\n".join(cues)


def _time(written: str) -> str:
    found = TIME.search(written)
    if found is None:
        return "00:00:00.000"
    hours = int((found[1] or "0:")[:-1])
    return f"{hours:02}:{int(found[2]):02}:{found[3]}.{found[4].ljust(3, '0')}"


def _moment(milliseconds: int) -> str:
    seconds, rest = divmod(max(milliseconds, 0), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
