"""Catalogue replies kept in this process's memory, dropped when a service says they changed."""

import asyncio
import time
import zlib
from collections.abc import Awaitable, Callable
from typing import NamedTuple

CAPACITY = 5_000


class Entry(NamedTuple):
    """A reply's JSON, the entity tag of its bytes, and when it stops being served."""

    body: bytes
    etag: str
    expires_at: float


class Cache:
    """Replies by request; many who ask for the same missing one wait for a single fetch."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._entries: dict[str, Entry] = {}
        self._fetches: dict[str, asyncio.Task[Entry]] = {}
        self._generation = 0

    def find(self, key: str) -> Entry | None:
        """The kept reply, if it is still good."""
        entry = self._entries.get(key)
        return entry if entry is not None and entry.expires_at > time.monotonic() else None

    async def get(self, key: str, fetch: Callable[[], Awaitable[bytes]]) -> Entry:
        """The kept reply, or a fresh one."""
        entry = self.find(key)
        if entry is not None:
            return entry
        task = self._fetches.get(key)
        if task is None:
            task = asyncio.create_task(self._fetch(key, fetch))
            self._fetches[key] = task
        return await asyncio.shield(task)

    def clear(self) -> None:
        """Forget everything, and do not keep what is being fetched right now."""
        self._generation += 1
        self._entries.clear()
        self._fetches.clear()

    async def _fetch(self, key: str, fetch: Callable[[], Awaitable[bytes]]) -> Entry:
        generation = self._generation
        try:
            body = await fetch()
        finally:
            if generation == self._generation:
                self._fetches.pop(key, None)
        etag = f'"{zlib.crc32(body):08x}-{len(body):x}"'
        entry = Entry(body, etag, time.monotonic() + self._seconds)
        if generation == self._generation:
            self._keep(key, entry)
        return entry

    def _keep(self, key: str, entry: Entry) -> None:
        """Put it behind all others; the oldest makes room when there is none."""
        self._entries.pop(key, None)
        if len(self._entries) >= CAPACITY:
            self._entries.pop(next(iter(self._entries)))
        self._entries[key] = entry
