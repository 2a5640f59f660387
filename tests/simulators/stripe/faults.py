"""Faults on demand: the next calls fail in the way a test asks for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from aiohttp import web
from msgspec import Meta, Struct

from tests.simulators.stripe.errors import Refusal

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Fault(Struct, kw_only=True, forbid_unknown_fields=True):
    """What befalls the next `count` calls whose path starts with `path`.

    `executed`: the call takes effect before its answer is lost.
    `stored`: the failure happens inside the execution, so the idempotency key remembers it.
    """

    answer: Literal["500", "429", "timeout", "disconnect", "slow"]
    count: Annotated[int, Meta(ge=1)] = 1
    path: str = "/v1/"
    method: str | None = None
    executed: bool = False
    stored: bool = False
    seconds: float = 30.0

    @property
    def inside(self) -> bool:
        """Whether it strikes while the call executes rather than on its way."""
        return self.stored or self.answer == "slow"

    def fits(self, request: web.Request) -> bool:
        """Whether it is meant for this call."""
        return request.path.startswith(self.path) and self.method in {None, request.method}


class Faults:
    """The faults that wait for their call, first come first served."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def take(self, request: web.Request, *, inside: bool) -> Fault | None:
        """Use up one strike of the first fault that fits."""
        for fault in self.waiting:
            if fault.inside is inside and fault.fits(request):
                fault.count -= 1
                self.waiting = [kept for kept in self.waiting if kept.count > 0]
                return fault
        return None

    async def strike_outside(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a call through, or lose it before or after it took effect."""
        fault = self.take(request, inside=False)
        if fault is None:
            return await handler(request)
        if fault.executed:
            await handler(request)
        return await _fail(fault, request)

    async def strike_inside(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Slow an execution down, or make it fail in a way that is remembered."""
        fault = self.take(request, inside=True)
        if fault is not None and fault.answer == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault is not None:
            return await _fail(fault, request)
        return await handler(request)


async def _fail(fault: Fault, request: web.Request) -> web.StreamResponse:
    """Refuse, or cut the connection so that the caller never learns what happened."""
    if fault.answer == "500":
        raise Refusal("An unexpected error occurred.", status=500, kind="api_error")
    if fault.answer == "429":
        raise Refusal("Too many requests.", status=429, code="rate_limit", stored=False)
    if fault.answer == "timeout":
        await asyncio.sleep(fault.seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
