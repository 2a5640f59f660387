"""Amounts, durations and ages as people read them."""

from datetime import datetime, timedelta, timezone

import pytest

from console.formats import ago, counted, duration, moment, money, price_tag
from contracts.types import Money
from tests.unit.console.samples import NOW


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (4900, "EUR", "49.00 EUR"),
        (5, "USD", "0.05 USD"),
        (123_456_789, "EUR", "1,234,567.89 EUR"),
        (5800, "JPY", "5,800 JPY"),
        (1500, "KWD", "1.500 KWD"),
    ],
)
def test_money_has_the_digits_of_its_currency(amount: int, currency: str, text: str) -> None:
    assert money(Money(amount=amount, currency=currency)) == text


def test_nothing_to_pay_is_free() -> None:
    assert price_tag(Money(amount=0, currency="EUR")) == "free"


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=9), "just now"),
        (timedelta(seconds=59), "59 s ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=23), "23 h ago"),
        (timedelta(days=13), "13 d ago"),
        (timedelta(days=14), "28 Feb 2026"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(age: timedelta, text: str) -> None:
    assert ago(NOW - age, NOW) == text


def test_a_moment_is_told_in_utc() -> None:
    there = timezone(timedelta(hours=3, minutes=30))
    assert moment(datetime(2026, 1, 2, 3, 0, 0, tzinfo=there)) == "01 Jan 2026, 23:30:00 UTC"
    assert moment(None) == "never"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (59, "59 min"), (60, "1 h 00"), (125, "2 h 05")]
)
def test_a_duration(minutes: int, text: str) -> None:
    assert duration(minutes) == text


def test_counts_know_their_plural() -> None:
    assert [counted(1, "entry", "entries"), counted(2, "entry", "entries")] == [
        "1 entry",
        "2 entries",
    ]
    assert counted(1200, "lesson") == "1,200 lessons"
