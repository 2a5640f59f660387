"""Captions that browsers read as they were meant: WebVTT without anything but text and times.

What arrives is read and written anew, so that nothing of it goes on unread: no styles, no regions,
no comments, and of the marks only bold, italic and underlined.
"""

import re
from typing import NamedTuple

from contracts.courses.errors import CaptionsUnreadable

MOST_CUES = 20_000
LONGEST_CUE = 2000
TIMES = re.compile(
    r"^\s*(?P<start>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})\s+-->\s+(?P<end>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})"
)
_MARK = re.compile(r"<(/?[biu])>", re.IGNORECASE)
_TAG = re.compile(r"<[^>\n]*>")
_BLANK = re.compile(r"\n[ \t]*\n+")


class Cue(NamedTuple):
    """Words from a moment to another, in milliseconds."""

    start: int
    end: int
    text: str


def to_webvtt(content: str) -> str:
    """WebVTT of what is WebVTT or SRT; raises `CaptionsUnreadable`."""
    plain = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    blocks = _BLANK.split(plain.strip("\n"))
    cues = sorted(cue for cue in map(_read, blocks) if cue is not None)
    if not cues:
        raise _refusal("No captions with times were found. Choose a WebVTT (.vtt) or SRT file.")
    if len(cues) > MOST_CUES:
        raise _refusal(f"A video has at most {MOST_CUES} captions.")
    return "WEBVTT\n\n" + "\n".join(map(_write, cues))


def _read(block: str) -> Cue | None:
    """The cue of a block; headings, notes and styles are none."""
    lines = block.split("\n")
    at = next((index for index, line in enumerate(lines[:2]) if "-->" in line), None)
    if at is None or lines[0].startswith(("NOTE", "STYLE", "REGION")):
        return None
    found = TIMES.match(lines[at])
    if found is None:
        raise _refusal(f"This is not a time: {lines[at][:80]}")
    start, end = _milliseconds(found["start"]), _milliseconds(found["end"])
    text = _clean("\n".join(line.strip() for line in lines[at + 1 :] if line.strip()))
    return Cue(start, end, text) if text and end > start else None


def _clean(text: str) -> str:
    """Words and the three harmless marks; the rest of the angle brackets becomes text or goes."""
    kept = _MARK.sub(lambda mark: f"\x01{mark[1].lower()}\x02", text[:LONGEST_CUE])
    kept = _TAG.sub("", kept).replace("<", "&lt;").replace(">", "&gt;")
    kept = re.sub(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)", "&amp;", kept)
    printable = "".join(one for one in kept if one in "\n\x01\x02" or ord(one) >= ord(" "))
    return printable.replace("\x01", "<").replace("\x02", ">")


def _write(cue: Cue) -> str:
    return f"{_moment(cue.start)} --> {_moment(cue.end)}\n{cue.text}\n"


def _milliseconds(text: str) -> int:
    clock, _, rest = text.replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(rest)


def _moment(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _refusal(detail: str) -> CaptionsUnreadable:
    return CaptionsUnreadable(detail, {"errors": [{"pointer": "/content", "detail": detail}]})
