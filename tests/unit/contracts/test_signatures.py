"""What one process signs and another checks: vouchers for callers, addresses of files."""

import time
from uuid import UUID, uuid4

import pytest

from contracts import signed_urls
from contracts.signed_urls import FileTicket
from contracts.types import Actor, Role
from contracts.vouchers import read_voucher, vouch

KEY = "k" * 40
ACTOR = Actor(user_id=uuid4(), role=Role.TEACHER, session_id=uuid4())


def test_a_voucher_says_for_whom_the_gateway_calls() -> None:
    note = vouch(ACTOR, "courses", KEY, seconds=30)

    assert read_voucher(note, "courses", KEY) == ACTOR


def test_a_voucher_is_for_one_service_and_one_key() -> None:
    note = vouch(ACTOR, "courses", KEY, seconds=30)

    assert read_voucher(note, "payments", KEY) is None
    assert read_voucher(note, "courses", "x" * 40) is None


def test_a_voucher_ends() -> None:
    note = vouch(ACTOR, "courses", KEY, seconds=-60)

    assert read_voucher(note, "courses", KEY) is None


@pytest.mark.parametrize("text", ["", "x", "é" * 80, "0" * 64, "0" * 64 + "[]", "a.b.c"])
def test_what_is_no_voucher_vouches_for_nobody(text: str) -> None:
    assert read_voucher(text, "courses", KEY) is None


def test_a_changed_voucher_vouches_for_nobody() -> None:
    note = vouch(ACTOR, "courses", KEY, seconds=30)

    assert read_voucher(note.replace("teacher", "admin"), "courses", KEY) is None
    assert read_voucher(f"{note} ", "courses", KEY) is None


def test_a_signed_address_grants_its_file_until_its_moment() -> None:
    ticket = FileTicket(
        file_id=uuid4(), name="a b.mp4", media_type="video/mp4", expires_at=int(time.time()) + 60
    )
    query = signed_urls.sign(ticket, b"k").partition("?")[2]

    assert signed_urls.verify(ticket.file_id, query, b"k", now=time.time()) == ticket
    assert signed_urls.verify(ticket.file_id, query, b"k", now=time.time() + 61) is None
    assert signed_urls.verify(UUID(int=1), query, b"k", now=time.time()) is None
    assert signed_urls.verify(ticket.file_id, query, b"x", now=time.time()) is None


def test_an_address_without_an_end_is_good_for_ever() -> None:
    ticket = FileTicket(file_id=uuid4(), name="cover.png", media_type="image/png")
    query = signed_urls.sign(ticket, b"k").partition("?")[2]

    assert signed_urls.verify(ticket.file_id, query, b"k", now=4e9) == ticket


def test_a_name_cannot_pretend_to_be_another_field() -> None:
    first = FileTicket(file_id=UUID(int=1), name="a\nvideo/mp4", media_type="x")
    second = FileTicket(file_id=UUID(int=1), name="a", media_type="video/mp4\nx")

    signatures = {signed_urls.sign(one, b"k").rpartition("=")[2] for one in (first, second)}

    assert len(signatures) == 2
