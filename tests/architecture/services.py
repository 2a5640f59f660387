"""The services' classes and what they listen to."""

from typing import Any, NamedTuple

from services.common import SERVICES
from services.common.topology import entrypoints_of, service_class


class Handler(NamedTuple):
    """A method that answers a request or reacts to an event."""

    service: str
    method: str
    entrypoint: Any
    function: Any

    def __str__(self) -> str:
        return f"{self.service}.{self.method}"


def every_handler() -> list[Handler]:
    """Each entrypoint of each service."""
    return [
        Handler(name, function.__name__, entrypoint, function)
        for name in SERVICES
        for function, entrypoint in entrypoints_of(service_class(name))
    ]


def request_handlers() -> list[Handler]:
    """Each method that answers a request."""
    return [one for one in every_handler() if hasattr(one.function, "request_type")]


def event_handlers() -> list[Handler]:
    """Each method that reacts to an event."""
    return [one for one in every_handler() if hasattr(one.entrypoint, "event_type")]
