"""Every message of the contracts, found by looking."""

import functools
import importlib
import pkgutil
from typing import Any

import contracts
from contracts.base import Command, Event, Message, Query, Request


@functools.cache
def every_message() -> tuple[type[Message], ...]:
    """Each concrete message, ordered by name."""
    for module in pkgutil.walk_packages(contracts.__path__, "contracts."):
        importlib.import_module(module.name)
    found = {kind for kind in _below(Message) if kind.__module__.startswith("contracts.")}
    return tuple(sorted(filter(_is_concrete, found), key=qualified))


def every_request() -> list[type[Request[Any]]]:
    """Each query and command."""
    return [kind for kind in every_message() if issubclass(kind, Request)]


def every_event() -> list[type[Event]]:
    """Each event."""
    return [kind for kind in every_message() if issubclass(kind, Event)]


def qualified(message: type[Message]) -> str:
    """`courses.GetCourse`; what belongs to no service has the name alone."""
    package = message.__module__.split(".")[1:-1]
    return ".".join([*package, message.__name__])


def _below(kind: type) -> set[type]:
    children: list[type] = kind.__subclasses__()
    return {kind}.union(*map(_below, children))


def _is_concrete(kind: type) -> bool:
    if issubclass(kind, Event):
        return hasattr(kind, "event_type")
    return kind not in {Message, Request, Query, Command}
