"""What the crowd asks for."""

from collections import Counter
from uuid import UUID

import pytest

from tests.load.mix.people import Student
from tests.load.mix.plan import SHARES, Catalogue, plan
from tests.load.wire import request_bytes

CATALOGUE = Catalogue(slugs=["a", "b"], categories=["music"], words=["piano", "notes", "scales"])
STUDENTS = [
    Student(token=f"token-{number}", course_id=UUID(int=number), lesson_ids=[UUID(int=99)])
    for number in range(100)
]


def test_the_shares_are_percentages() -> None:
    assert sum(share for share, _ in SHARES.values()) == 100


def test_four_in_five_browse_and_one_in_twenty_writes() -> None:
    asked = plan(20_000, STUDENTS, CATALOGUE)

    kinds = Counter(one.kind for one in asked)
    browsing = kinds["course page"] + kinds["category"] + kinds["search"]
    assert browsing / len(asked) == pytest.approx(0.80, abs=0.01)
    assert kinds["lesson completed"] / len(asked) == pytest.approx(0.05, abs=0.01)


def test_everybody_asks_before_anybody_asks_again() -> None:
    asked = plan(2 * len(STUDENTS), STUDENTS, CATALOGUE)

    tokens = [one.request.split(b"Bearer ")[1].split(b"\r\n")[0] for one in asked]
    assert len(set(tokens[: len(STUDENTS)])) == len(STUDENTS)
    assert tokens[: len(STUDENTS)] == tokens[len(STUDENTS) :]


def test_the_same_seed_makes_the_same_kinds() -> None:
    first, second = (plan(50, STUDENTS, CATALOGUE, seed=7) for _ in range(2))

    assert [one.kind for one in first] == [one.kind for one in second]


def test_a_request_with_a_body_says_how_long_it_is() -> None:
    sent = request_bytes("PUT", "/x", "t", b"{}", Idempotency_Key="k")

    head, _, body = sent.partition(b"\r\n\r\n")
    assert body == b"{}"
    assert head.split(b"\r\n") == [
        b"PUT /x HTTP/1.1",
        b"Host: academy",
        b"Authorization: Bearer t",
        b"Content-Type: application/json",
        b"Content-Length: 2",
        b"Idempotency-Key: k",
    ]
