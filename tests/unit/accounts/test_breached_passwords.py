"""Lists of stolen passwords: the shipped one and an operator's file."""

import hashlib
from pathlib import Path

import pytest

from services.accounts.integrations.breaches import CommonPasswords, HashFile, known_breaches


def write(path: Path, passwords: list[str], end: str = "\r\n") -> HashFile:
    """A file in the form of Have I Been Pwned, counts of different lengths included."""
    digests = sorted(hashlib.sha1(text.encode()).hexdigest().upper() for text in passwords)
    lines = [f"{digest}:{'9' * (1 + index % 7)}" for index, digest in enumerate(digests)]
    path.write_bytes("".join(line + end for line in lines).encode())
    return HashFile(path)


@pytest.mark.parametrize(
    "password", ["password123", "1234567890", "qwertyuiop", "iloveyou123", "PASSWORD123"]
)
def test_23_common_passwords_are_known(password: str) -> None:
    assert CommonPasswords().has(password)


@pytest.mark.parametrize("password", ["three lilac umbrellas", "1234", "п" * 12, "a" * 75 + "b"])
def test_other_passwords_are_not(password: str) -> None:
    assert not CommonPasswords().has(password)


@pytest.mark.parametrize("size", [1, 2, 3, 10, 257])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_line_of_a_file_is_found_and_nothing_else(
    size: int, end: str, tmp_path: Path
) -> None:
    passwords = [f"stolen {number}" for number in range(size)]
    file = write(tmp_path / "pwned.txt", passwords, end)

    assert all(file.has(password) for password in passwords)
    assert not any(file.has(f"unknown {number}") for number in range(300))


def test_the_operators_file_adds_to_the_shipped_list(tmp_path: Path) -> None:
    write(tmp_path / "pwned.txt", ["three lilac umbrellas"])

    known = known_breaches(str(tmp_path / "pwned.txt"))

    assert known.has("three lilac umbrellas")
    assert known.has("password123")
    assert not known.has("seven amber lanterns")


def test_a_password_is_known_however_the_keyboard_composes_it(tmp_path: Path) -> None:
    write(tmp_path / "pwned.txt", ["café au lait"])

    known = known_breaches(str(tmp_path / "pwned.txt"))

    assert known.has("cafe\N{COMBINING ACUTE ACCENT} au lait")


def test_a_missing_file_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        known_breaches(str(tmp_path / "absent.txt"))
