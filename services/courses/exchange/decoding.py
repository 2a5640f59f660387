"""JSON of strangers: what it should be, or nothing."""

from typing import TypeVar

import msgspec

ThingT = TypeVar("ThingT")


def decoded(raw: str | msgspec.Raw, kind: type[ThingT]) -> ThingT | None:
    """What the text holds; None when that is something else, or nested without end."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, RecursionError):
        return None
