"""The one thing that every group of calls needs."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from contracts.accounts.second_factors import StepUp, StepUpOffer
from contracts.base import Request

Prover = Callable[
    [Callable[[], Awaitable[StepUpOffer]], Callable[[StepUp], Awaitable[None]]], Awaitable[bool]
]
"""Gets an offer, shows a proof until it is accepted, and says whether it was."""

ReplyT = TypeVar("ReplyT")


class Asking(Protocol):
    """Sends a request in the session of who is at the desk."""

    async def _ask(self, request: Request[ReplyT]) -> ReplyT:
        """The reply; raises the refusal."""
        ...
