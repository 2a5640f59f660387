"""What the small types let through."""

import pytest

from contracts.accounts.messages import ResendConfirmation
from contracts.base import decode
from contracts.errors import Invalid


@pytest.mark.parametrize("email", ["ada@example.org", "a.b+c@x.y.z", "نور@مثال.شبكة", "o'n@e.ie"])
def test_an_address_of_a_mailbox_is_taken(email: str) -> None:
    assert decode({"email": email}, ResendConfirmation).email == email


@pytest.mark.parametrize("character", ["\n", "\r", "\x00", "\x1b", "\x7f", "\x85", " ", "@"])
@pytest.mark.parametrize("place", ["a{}b@example.org", "ab@exam{}ple.org", "ab@example.o{}rg"])
def test_nothing_that_could_start_another_header_is_part_of_an_address(
    place: str, character: str
) -> None:
    with pytest.raises(Invalid):
        decode({"email": place.format(character)}, ResendConfirmation)
