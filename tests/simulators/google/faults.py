"""Misbehavior on demand: tokens that lie, and calls that fail."""

import asyncio
from typing import Annotated, Literal

from aiohttp import web
from msgspec import Meta, Struct

LieName = Literal[
    "expired",
    "from_the_future",
    "forged",
    "wrong_nonce",
    "no_nonce",
    "wrong_audience",
    "wrong_issuer",
    "longer_issuer",
    "foreign_party",
    "no_key_id",
    "unknown_key_id",
    "unsigned",
    "signed_with_public_key",
    "no_subject",
    "old_sign_in",
    "no_sign_in_time",
]


class Lie(Struct, kw_only=True, forbid_unknown_fields=True):
    """How the next `count` ID tokens are wrong."""

    name: LieName
    count: Annotated[int, Meta(ge=1)] = 1


class Fault(Struct, kw_only=True, forbid_unknown_fields=True):
    """What befalls the next `count` calls of one address."""

    answer: Literal["500", "429", "html", "disconnect", "slow", "redirect"]
    path: str
    count: Annotated[int, Meta(ge=1)] = 1
    seconds: float = 30.0


class Faults:
    """The faults and lies that wait, first come first served."""

    def __init__(self) -> None:
        self.lies: list[Lie] = []
        self.calls: list[Fault] = []

    def clear(self) -> None:
        """Behave again."""
        self.lies, self.calls = [], []

    def take_lie(self) -> LieName | None:
        """How the next token lies, if it does."""
        if not self.lies:
            return None
        lie = self.lies[0]
        lie.count -= 1
        self.lies = [kept for kept in self.lies if kept.count > 0]
        return lie.name

    def take(self, path: str) -> Fault | None:
        """Use up one strike of the first fault of that address."""
        for fault in self.calls:
            if fault.path == path:
                fault.count -= 1
                self.calls = [kept for kept in self.calls if kept.count > 0]
                return fault
        return None


async def strike(fault: Fault, request: web.Request) -> web.StreamResponse | None:
    """The failing answer, or None when the call is only slow."""
    if fault.answer == "slow":
        await asyncio.sleep(fault.seconds)
        return None
    if fault.answer == "disconnect":
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if fault.answer == "html":
        return web.Response(text="<h1>Something went wrong</h1>", content_type="text/html")
    if fault.answer == "redirect":
        return web.Response(status=302, headers={"Location": "/elsewhere"})
    return web.json_response({"error": "temporarily_unavailable"}, status=int(fault.answer))
