"""The arithmetic behind every figure."""

import pytest

from tests.load.stats import Calls, Summary, median, quantile, ratio


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.001, 1), (0.0, 1)]
)
def test_a_quantile_is_the_smallest_value_that_covers_its_share(share: float, value: int) -> None:
    assert quantile(range(1, 101), share) == value


def test_a_quantile_of_few_values_is_one_of_them() -> None:
    assert quantile([3.0, 8.0], 0.5) == 3.0
    assert quantile([3.0, 8.0], 0.51) == 8.0


def test_the_quantile_of_nothing_is_zero() -> None:
    assert quantile([], 0.99) == 0.0


def test_a_ratio_says_how_many_times_the_reference() -> None:
    assert ratio(3000, 1200) == 2.5


def test_there_is_no_ratio_to_nothing() -> None:
    assert ratio(3000, 0) is None


def test_the_median_lies_in_the_middle() -> None:
    assert median([9, 1, 4]) == 4
    assert median([]) == 0


def test_a_summary_counts_and_orders_what_was_added() -> None:
    calls = Calls(started=10.0, cpu_started=1.0)
    for milliseconds in (30, 10, 20, 40):
        calls.add(milliseconds / 1000)
    calls.errors = 1
    calls._ended, calls._cpu_ended = 12.0, 2.0

    summary = calls.summary()

    assert summary == Summary(
        count=4,
        errors=1,
        seconds=2.0,
        per_second=2.0,
        p50_ms=20.0,
        p95_ms=40.0,
        p99_ms=40.0,
        worst_ms=40.0,
        cpu_seconds=1.0,
    )
    assert summary.cpu_share == 0.5


def test_the_summary_of_an_empty_run_is_all_zero() -> None:
    summary = Calls(started=0.0, cpu_started=0.0).summary()

    assert (summary.count, summary.per_second, summary.p99_ms, summary.cpu_share) == (0, 0, 0, 0)
