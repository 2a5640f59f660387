"""Ids of rows: in the order in which they are made, and as RFC 9562 wants them."""

import time
from uuid import RFC_4122

import pytest

from services.common.database import new_id


def test_ids_are_in_the_order_in_which_they_are_made() -> None:
    made = [new_id() for _ in range(10_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_clock_that_goes_back_changes_no_order(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now - 3_600 * 10**9)

    assert before < new_id() < new_id()


def test_an_id_is_a_version_7_uuid_of_this_moment() -> None:
    first = time.time_ns() // 1_000_000
    made = new_id()
    last = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, RFC_4122)
    assert first <= made.int >> 80 <= last
