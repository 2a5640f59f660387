"""What counts as watched, as tables."""

from datetime import timedelta

import pytest

from contracts.courses.media import WatchedInterval
from services.courses.policies import watching


def told(*pairs: tuple[int, int]) -> list[WatchedInterval]:
    return [WatchedInterval(start=start, end=end) for start, end in pairs]


@pytest.mark.parametrize(
    ("reported", "duration", "spans"),
    [
        ([(5, 10), (0, 6)], 100.0, [(0, 10)]),
        ([(0, 5), (5, 9)], 100.0, [(0, 9)]),
        ([(0, 5), (7, 9)], 100.0, [(0, 5), (7, 9)]),
        ([(90, 200)], 99.2, [(90, 100)]),
        ([(120, 200)], 100.0, []),
        ([(9, 9), (8, 3)], 100.0, []),
        ([(0, 7000)], None, [(0, 7000)]),
    ],
)
def test_reported_seconds_are_sorted_merged_and_cut(
    reported: list[tuple[int, int]], duration: float | None, spans: list[tuple[int, int]]
) -> None:
    assert watching.within(told(*reported), duration) == spans


@pytest.mark.parametrize(
    ("seen", "new"),
    [
        ([], [(0, 10), (20, 30)]),
        ([(0, 10)], [(20, 30)]),
        ([(5, 25)], [(0, 5), (25, 30)]),
        ([(2, 4), (6, 8)], [(0, 2), (4, 6), (8, 10), (20, 30)]),
        ([(0, 100)], []),
    ],
)
def test_only_seconds_that_were_not_seen_are_new(
    seen: list[tuple[int, int]], new: list[tuple[int, int]]
) -> None:
    assert watching.unseen([(0, 10), (20, 30)], seen) == new


@pytest.mark.parametrize(
    ("credit", "kept"),
    [(0.9, []), (4, [(0, 4)]), (12.5, [(0, 10), (20, 22)]), (99, [(0, 10), (20, 30)])],
)
def test_the_clock_pays_for_the_first_seconds(credit: float, kept: list[tuple[int, int]]) -> None:
    assert watching.affordable([(0, 10), (20, 30)], credit) == kept


def test_each_second_is_worth_two_of_film_up_to_a_limit() -> None:
    assert watching.credit_after(5, timedelta(seconds=10)) == 25
    assert watching.credit_after(5, timedelta(seconds=-10)) == 5
    assert watching.credit_after(5, timedelta(days=1)) == watching.MOST_CREDIT


@pytest.mark.parametrize(
    ("watched", "duration", "enough"),
    [(89, 100.0, False), (90, 100.0, True), (9, 9.6, True), (1000, None, False)],
)
def test_nine_tenths_are_enough(watched: int, duration: float | None, *, enough: bool) -> None:
    assert watching.has_seen_enough(watched, duration) is enough
