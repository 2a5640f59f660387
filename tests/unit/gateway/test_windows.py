"""Sliding windows: no burst at a window's edge, and an honest word about when to come back."""

import time

import pytest

from gateway import windows
from gateway.windows import MemoryWindows, Rate

RATE = Rate(limit=10, seconds=60)
START = 1_800_000_000.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = START
        monkeypatch.setattr(time, "time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def got(counts: MemoryWindows, times: int) -> int:
    """How many of that many get through."""
    return sum(counts.add("bucket", RATE).allowed for _ in range(times))


@pytest.mark.usefixtures("clock")
def test_no_more_than_the_limit_get_through() -> None:
    counts = MemoryWindows()

    assert got(counts, 25) == 10
    assert counts.add("other", RATE).allowed


def test_there_is_no_burst_where_two_windows_meet(clock: Clock) -> None:
    counts = MemoryWindows()
    clock.now = START + 59
    assert got(counts, 20) == 10

    clock.now = START + 61
    assert got(counts, 20) <= 1


@pytest.mark.parametrize(("seconds", "room"), [(90, 5), (119, 9), (121, 10), (300, 10)])
def test_room_comes_back_little_by_little(clock: Clock, seconds: int, room: int) -> None:
    counts = MemoryWindows()
    got(counts, 10)

    clock.now = START + seconds

    assert got(counts, 20) == pytest.approx(room, abs=1)


@pytest.mark.parametrize("used_at", [0, 30, 59])
def test_who_waits_as_long_as_told_gets_through(clock: Clock, used_at: int) -> None:
    counts = MemoryWindows()
    clock.now = START + used_at
    got(counts, 10)
    refused = counts.add("bucket", RATE)

    clock.now += refused.seconds_to_room(RATE)

    assert not refused.allowed
    assert counts.add("bucket", RATE).allowed


@pytest.mark.usefixtures("clock")
def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "CAPACITY", 5)
    counts = MemoryWindows()

    for number in range(20):
        counts.add(str(number), RATE)

    assert len(counts._counts) <= 5
