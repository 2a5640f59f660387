"""The services' classes and what they listen to."""

from typing import Any, NamedTuple

from services.common import SERVICES
from services.common.topology import service_class


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
        Handler(name, method, entrypoint, function)
        for name in SERVICES
        for method, function in vars(service_class(name)).items()
        for entrypoint in getattr(function, "nameko_entrypoints", ())
    ]


def request_handlers() -> list[Handler]:
    """Each method that answers a request."""
    return [one for one in every_handler() if hasattr(one.function, "request_type")]


def event_handlers() -> list[Handler]:
    """Each method that reacts to an event."""
    return [one for one in every_handler() if hasattr(one.entrypoint, "event_type")]
