"""What accounts has revoked although its access tokens have not expired.

Events tell it at once. Whoever misses one asks for the whole list every few seconds, so a revoked
session is refused everywhere within five seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

import structlog

from contracts.accounts.sessions import ListRevocations, SessionsRevoked, TokensOutdated
from contracts.base import Envelope, decode
from contracts.errors import ServiceError
from contracts.types import Actor
from gateway.rpc import CallOptions, RpcClient

if TYPE_CHECKING:
    from uuid import UUID

log = structlog.get_logger()

POLL_SECONDS = 3.0


class Verified(NamedTuple):
    """What an access token says: for whom, until when (seconds since the epoch), which version."""

    actor: Actor
    expires_at: float
    version: int


class RevocationList:
    """Sessions that ended and tokens that are outdated, for as long as it matters."""

    def __init__(self, rpc: RpcClient) -> None:
        self._rpc = rpc
        self._sessions: set[UUID] = set()
        self._versions: dict[UUID, int] = {}
        self._heard: set[UUID] = set()
        self._listeners: list[Callable[[], Awaitable[None]]] = []
        self._wake = asyncio.Event()

    def on_change(self, listener: Callable[[], Awaitable[None]]) -> None:
        """Call *listener* after something was revoked, and at every look for it."""
        self._listeners.append(listener)

    def includes(self, verified: Verified) -> bool:
        """Whether a token holds no longer although it was signed and has not expired."""
        actor = verified.actor
        return actor.session_id in self._sessions or verified.version < self._versions.get(
            actor.user_id, 0
        )

    def has_ended(self, session_id: "UUID | None") -> bool:
        """Whether a session was ended before what it was given has expired."""
        return session_id in self._sessions

    def look_soon(self) -> None:
        """Ask for the list now: events may have been missed."""
        self._wake.set()

    async def hear(self, envelope: Envelope) -> None:
        """Take note of what an event revokes."""
        if envelope.type == SessionsRevoked.event_type:
            ended = decode(envelope.data, SessionsRevoked, strict=False).session_ids
            self._sessions.update(ended)
            self._heard.update(ended)
        elif envelope.type == TokensOutdated.event_type:
            outdated = decode(envelope.data, TokensOutdated, strict=False)
            known = self._versions.get(outdated.user_id, 0)
            self._versions[outdated.user_id] = max(known, outdated.version)
        else:
            return
        await self.tell()

    async def watch(self) -> None:
        """Ask for the list every few seconds, for ever."""
        while True:
            try:
                await self._look()
            except ServiceError as error:
                log.warning("revocations.not_read", error=str(error))
            await self.tell()
            try:
                await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)
            except TimeoutError:
                continue
            self._wake.clear()

    async def _look(self) -> None:
        """Replace the list; what was heard while it was under way is not forgotten."""
        self._heard.clear()
        found = await self._rpc.call(ListRevocations(), CallOptions(correlation_id="revocations"))
        self._sessions = set(found.sessions) | self._heard
        for user_id, version in found.versions.items():
            self._versions[user_id] = max(version, self._versions.get(user_id, 0))

    async def tell(self) -> None:
        """Let whoever holds something open look whether it still may be."""
        for listener in self._listeners:
            await listener()
