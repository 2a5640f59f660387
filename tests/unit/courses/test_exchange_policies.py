"""Where parts of an import stand beside those that a teacher has put between them."""

from typing import NamedTuple
from uuid import UUID

import pytest

from services.courses.policies.exchange import woven


class Node(NamedTuple):
    """A part by the letter that it is called by."""

    id: UUID


def nodes(letters: str) -> list[Node]:
    return [Node(UUID(int=ord(letter))) for letter in letters]


@pytest.mark.parametrize(
    ("current", "wanted", "elsewhere", "expected"),
    [
        ("", "abc", "", "abc"),
        ("XY", "abc", "", "XYabc"),
        ("aXbYc", "abc", "", "aXbYc"),
        ("aXbYc", "cba", "", "cbYaX"),
        ("XaYb", "ba", "", "XbaY"),
        ("aXYb", "ab", "", "aXYb"),
        ("aXb", "b", "a", "Xb"),
        ("abXc", "ac", "b", "aXc"),
        ("aXb", "aNb", "", "aXNb"),
        ("XY", "", "", "XY"),
        ("aX", "", "a", "X"),
    ],
)
def test_what_a_teacher_put_stays_after_what_it_followed(
    current: str, wanted: str, elsewhere: str, expected: str
) -> None:
    placed = {node.id for node in nodes(wanted + elsewhere)}

    row = woven(nodes(current), nodes(wanted), placed)

    assert "".join(chr(node.id.int) for node in row) == expected
