"""Hashing with the real algorithm."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher

from services.accounts.integrations.passwords import AT_ONCE, Argon2Passwords


def at_once(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    return Argon2Passwords(at_once)


def test_a_hash_is_argon2id_and_salted(passwords: Argon2Passwords) -> None:
    first, second = (passwords.hash("three lilac umbrellas") for _ in range(2))

    assert first.startswith("$argon2id$")
    assert first != second


def test_only_the_right_password_matches(passwords: Argon2Passwords) -> None:
    digest = passwords.hash("three lilac umbrellas")

    assert passwords.matches(digest, "three lilac umbrellas")
    assert not passwords.matches(digest, "three lilac umbrella")


def test_long_passwords_differ_at_their_end(passwords: Argon2Passwords) -> None:
    digest = passwords.hash("a" * 75 + "b" * 5)

    assert not passwords.matches(digest, "a" * 75 + "c" * 5)


def test_a_password_matches_however_the_keyboard_composes_it(passwords: Argon2Passwords) -> None:
    digest = passwords.hash("cafe\N{COMBINING ACUTE ACCENT} au lait")

    assert passwords.matches(digest, "caf\N{LATIN SMALL LETTER E WITH ACUTE} au lait")


def test_nobody_matches_a_stranger_not_even_with_the_stand_in(passwords: Argon2Passwords) -> None:
    assert not passwords.matches(None, "nobody has this password")


def test_a_stranger_costs_one_verification_like_everybody_else() -> None:
    calls: list[str] = []

    def counted(function: Callable[..., Any], *arguments: Any) -> Any:
        calls.append(function.__name__)
        return function(*arguments)

    passwords = Argon2Passwords(counted)
    digest = passwords.hash("three lilac umbrellas")
    calls.clear()

    passwords.matches(digest, "wrong")
    passwords.matches(None, "wrong")

    assert calls == ["_verify", "_verify"]


def test_a_hash_with_weaker_parameters_is_outdated(passwords: Argon2Passwords) -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)

    assert passwords.is_outdated(weaker.hash("three lilac umbrellas"))
    assert not passwords.is_outdated(passwords.hash("three lilac umbrellas"))


def test_a_burst_is_hashed_a_few_at_a_time() -> None:
    """Each takes 19 MB as long as it lasts."""
    full = threading.Barrier(AT_ONCE)
    under_way = most = 0
    lock = threading.Lock()

    def counted(function: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        full.wait(10)
        with lock:
            under_way -= 1
        return function(*arguments)

    passwords = Argon2Passwords(counted)
    with ThreadPoolExecutor(3 * AT_ONCE) as threads:
        list(threads.map(passwords.hash, ["a password"] * (3 * AT_ONCE)))

    assert most == AT_ONCE
