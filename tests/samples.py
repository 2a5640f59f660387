"""A valid message of any type, as small as the rules of its type allow."""

import enum
import types
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec

SHAPES = ("nobody@example.org", "no-such-course", "EUR", "en", "text/plain", "123456", "0" * 64)
"""A text for each pattern of the contracts."""
NOBODY = UUID(int=0xDEAD)
PLAIN: dict[Any, Any] = {
    UUID: NOBODY,
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
    date: date(2000, 1, 1),
}


def sample(kind: Any) -> Any:
    """A valid value of the type, which concerns nothing that exists."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _of_rules(inner[0], inner[1:])
    if origin in {Union, types.UnionType}:
        return None if type(None) in inner else sample(inner[0])
    if origin is Literal:
        return inner[0]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        required = (field for field in msgspec.structs.fields(kind) if field.required)
        return kind(**{field.name: sample(field.type) for field in required})
    return _plain(origin or kind)


def _plain(kind: Any) -> Any:
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    return PLAIN[kind] if kind in PLAIN else kind()


def _of_rules(kind: Any, rules: tuple[Any, ...]) -> Any:
    """The smallest that fits bounds; a pattern is met by a known shape."""
    if kind is not str:
        bounds = [rule.ge for rule in rules if getattr(rule, "ge", None) is not None]
        return bounds[0] if bounds else sample(kind)
    shortest = max((rule.min_length or 0 for rule in rules), default=0)
    if not any(rule.pattern for rule in rules):
        return "x" * shortest
    return next(text for text in SHAPES if _fits(text, rules))


def _fits(text: str, rules: tuple[Any, ...]) -> bool:
    try:
        msgspec.convert(text, Annotated[(str, *rules)])
    except msgspec.ValidationError:
        return False
    return True
