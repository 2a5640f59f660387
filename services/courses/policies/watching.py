"""Rules of what counts as watched.

Seconds of a video count once, however often they are played. Nobody sees more of a video than the
clock allows: every second that passes is worth two of film, because that is the highest speed.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from contracts.courses.media import WatchedInterval

HIGHEST_SPEED = 2
FIRST_CREDIT = 40.0
"""Seconds of film that may have been seen before the first report."""
MOST_CREDIT = 240.0
"""A player reports all the time, so a long silence is worth no more than this."""
ENOUGH = 0.9

Span = tuple[int, int]


def credit_after(credit: float, passed: timedelta) -> float:
    """How much film somebody may have seen by now."""
    earned = max(0.0, passed.total_seconds()) * HIGHEST_SPEED
    return min(MOST_CREDIT, credit + earned)


def within(intervals: Iterable[WatchedInterval], duration: float | None) -> list[Span]:
    """The reported seconds that the video has, sorted and without overlaps."""
    last = math.inf if duration is None else math.ceil(duration)
    spans = sorted((one.start, int(min(one.end, last))) for one in intervals)
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def unseen(reported: Iterable[Span], seen: Sequence[Span]) -> list[Span]:
    """What of the reported seconds is new."""
    left = list(reported)
    for start, end in seen:
        parts = [((a, min(b, start)), (max(a, end), b)) for a, b in left]
        left = [span for pair in parts for span in pair if span[1] > span[0]]
    return left


def affordable(spans: Iterable[Span], credit: float) -> list[Span]:
    """The first of the seconds, as many as the clock allows."""
    left, kept = int(credit), []
    for start, end in spans:
        taken = min(end - start, left)
        if taken > 0:
            kept.append((start, start + taken))
            left -= taken
    return kept


def length(spans: Iterable[Span]) -> int:
    """How many seconds."""
    return sum(end - start for start, end in spans)


def has_seen_enough(watched_seconds: int, duration: float | None) -> bool:
    """A video is completed by whoever has seen nine tenths of it."""
    return duration is not None and watched_seconds >= ENOUGH * duration
