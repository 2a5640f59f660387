"""The kinds of message that travel between processes."""

import re
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar, get_args
from uuid import UUID

import msgspec

from contracts.errors import Invalid

ReplyT = TypeVar("ReplyT")
MessageT = TypeVar("MessageT")

_PATH = re.compile(r" - at `(?:\$)?(?P<path>[^`]*)`$")
_ACRONYM = re.compile(r"(?<!^)(?=[A-Z])")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A value that crosses a process boundary; immutable, compared by content."""


class Request(Message, Generic[ReplyT], frozen=True, kw_only=True):
    """What one process asks another; answered by exactly one reply."""

    service: ClassVar[str]

    @classmethod
    def method(cls) -> str:
        """Name of the RPC method that answers: the class name in snake case."""
        return _ACRONYM.sub("_", cls.__name__).lower()

    @classmethod
    def reply_type(cls) -> Any:
        """Type of the answer, as written between the brackets of the base class."""
        for base in cls.__orig_bases__:  # type: ignore[attr-defined]  # set by typing.Generic
            arguments = get_args(base)
            if arguments:
                return arguments[0]
        raise TypeError(f"{cls.__name__} does not say what answers it.")


class Query(Request[ReplyT], Generic[ReplyT], frozen=True, kw_only=True):
    """A request that changes nothing, so it may be repeated freely."""


class Command(Request[ReplyT], Generic[ReplyT], frozen=True, kw_only=True):
    """A request that changes something; repeated under one idempotency key it acts once."""


class Event(Message, frozen=True, kw_only=True):
    """A fact that a service announces after it has become true."""

    source: ClassVar[str]
    event_type: ClassVar[str]
    optional: ClassVar[bool] = False
    """Whether only screens care: such an event may find nobody listening."""


class Envelope(Message, frozen=True, kw_only=True):
    """What surrounds an event on the wire; field names follow CloudEvents 1.0."""

    id: UUID
    type: str
    source: str
    time: datetime
    correlation_id: str
    data: dict[str, Any]


def decode(payload: Any, message_type: type[MessageT], *, strict: bool = True) -> MessageT:
    """Turn plain builtins into a message; raises `Invalid` naming the field that is wrong."""
    try:
        return msgspec.convert(payload, message_type, strict=strict)
    except msgspec.ValidationError as error:
        raise invalid(error) from None


def invalid(error: msgspec.ValidationError) -> Invalid:
    """Describe a failed validation with a JSON Pointer (RFC 6901) to the field."""
    text = str(error)
    found = _PATH.search(text)
    pointer = _pointer(found["path"]) if found else ""
    detail = text[: found.start()] if found else text
    missing = re.search(r"field `([^`]+)`", detail)
    if missing:
        pointer = f"{pointer}/{missing[1]}"
    return Invalid(
        "Some fields need your attention.", {"errors": [{"pointer": pointer, "detail": detail}]}
    )


def _pointer(path: str) -> str:
    """Rewrite msgspec's `.modules[0].title` as `/modules/0/title`."""
    return re.sub(r"\[(\d+)\]", r"/\1", path.replace("[...]", "/-")).replace(".", "/")
