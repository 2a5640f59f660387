"""The note by which the gateway vouches for a person holds for one service, for a while."""

from uuid import uuid4

import pytest

from contracts.types import Actor, Role
from contracts.vouchers import read_voucher, vouch

KEY = "a key that only the gateway and the services know"
ADA = Actor(user_id=uuid4(), role=Role.TEACHER, session_id=uuid4())


def test_a_voucher_says_who_calls() -> None:
    assert read_voucher(vouch(ADA, "courses", KEY, seconds=30), "courses", KEY) == ADA


@pytest.mark.parametrize(
    ("service", "key"), [("payments", KEY), ("courses", KEY + "!"), ("courses", "")]
)
def test_a_voucher_holds_for_one_service_and_one_key(service: str, key: str) -> None:
    assert read_voucher(vouch(ADA, "courses", KEY, seconds=30), service, key) is None


def test_a_voucher_ends() -> None:
    assert read_voucher(vouch(ADA, "courses", KEY, seconds=-1), "courses", KEY) is None


def test_a_changed_voucher_is_refused() -> None:
    note = vouch(ADA, "courses", KEY, seconds=30)

    assert read_voucher(note.replace("teacher", "admin"), "courses", KEY) is None


@pytest.mark.parametrize("text", ["", "x", "0" * 64, "0" * 64 + "[]", "é" * 80, "null"])
def test_what_is_no_voucher_is_refused(text: str) -> None:
    assert read_voucher(text, "courses", KEY) is None
