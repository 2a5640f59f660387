"""What people may say about themselves."""

from collections.abc import Collection, Sequence
from uuid import UUID

from contracts.accounts.errors import RateRepeated, TimeZoneUnknown
from contracts.errors import Invalid
from contracts.types import Price


def stated_name(name: str) -> str:
    """A name is more than spaces, and stands on one line."""
    plain = " ".join(name.split())
    if not plain:
        detail = "Write a name."
        raise Invalid(detail, {"errors": [{"pointer": "/name", "detail": detail}]})
    return plain


def ensure_known_zone(time_zone: str, known: Collection[str]) -> None:
    """A clock is one of the IANA database, so that it follows changes of the law."""
    if time_zone not in known:
        detail = "Choose a time zone from the list, like Europe/Madrid."
        raise TimeZoneUnknown(detail, {"errors": [{"pointer": "/time_zone", "detail": detail}]})


def ensure_one_rate_each(rates: Sequence[Price]) -> None:
    """An hour has one price per currency."""
    currencies = [rate.currency for rate in rates]
    if len(set(currencies)) < len(currencies):
        detail = "Name each currency once."
        raise RateRepeated(detail, {"errors": [{"pointer": "/rates", "detail": detail}]})


def distinct(words: Sequence[str]) -> list[str]:
    """Each word once, in the order that they were given, without outer spaces."""
    return list(dict.fromkeys(plain for word in words if (plain := " ".join(word.split()))))


def as_id(teacher: str) -> UUID | None:
    """The id that an address may hold in place of a name."""
    try:
        return UUID(teacher)
    except ValueError:
        return None
