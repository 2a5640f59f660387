"""The one thing that every group of calls needs."""

from typing import Protocol, TypeVar

from contracts.base import Request

ReplyT = TypeVar("ReplyT")


class Asking(Protocol):
    """Sends a request in the admin's session."""

    async def _ask(self, request: Request[ReplyT]) -> ReplyT:
        """The reply; raises the refusal."""
        ...
