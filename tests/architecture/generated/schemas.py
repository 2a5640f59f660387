"""Golden JSON Schemas: one file per message that crosses a process boundary."""

import json
from typing import Any

import msgspec

from contracts.base import Event, Message, Query, Request
from tests.architecture.messages import every_message, qualified

FOLDER = "contracts/schemas"


def documents() -> dict[str, str]:
    """The schema of every message by file."""
    return {f"{FOLDER}/{qualified(kind)}.json": _text(kind) for kind in every_message()}


def _text(kind: type[Message]) -> str:
    described = {**_purpose(kind), **msgspec.json.schema(kind)}
    return json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _purpose(kind: type[Message]) -> dict[str, Any]:
    """What the schema alone does not say: who answers what with what, who announces what."""
    if issubclass(kind, Request):
        return {
            "x-kind": "query" if issubclass(kind, Query) else "command",
            "x-method": f"{kind.service}.{kind.method()}",
            "x-reply": _name(kind.reply_type()),
        }
    if issubclass(kind, Event):
        return {"x-kind": "event", "x-type": kind.event_type, "x-optional": kind.optional}
    return {"x-kind": "value"}


def _name(kind: Any) -> str:
    """`Page[CourseCard]`, without the modules the names come from."""
    arguments = getattr(kind, "__args__", ())
    name = str(getattr(kind, "__name__", kind))
    inner = ", ".join(_name(argument) for argument in arguments)
    return f"{name}[{inner}]" if inner else name
