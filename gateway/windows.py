"""Sliding windows: how often something happened lately, counted here or in Redis.

Both count in fixed windows and weigh the previous one by how much of it lies within the last
window's length: two numbers per bucket, no burst at a window's edge, one round trip to Redis.
"""

import math
import time
from typing import NamedTuple

from redis.asyncio import Redis

CAPACITY = 100_000

_COUNT = """
local current = tonumber(redis.call('GET', KEYS[1]) or '0')
local previous = tonumber(redis.call('GET', KEYS[2]) or '0')
if current + math.floor(previous * ARGV[2]) >= tonumber(ARGV[1]) then
    return {0, current, previous}
end
redis.call('SET', KEYS[1], current + 1, 'EX', ARGV[3])
return {1, current + 1, previous}
"""


class Rate(NamedTuple):
    """So many within so many seconds."""

    limit: int
    seconds: int


class Count(NamedTuple):
    """What a bucket holds: this window's number and the last one's, and the moment of counting."""

    allowed: bool
    current: int
    previous: int
    gone: float
    """Seconds of the current window that are over."""

    def remaining(self, rate: Rate) -> int:
        """How many more there is room for."""
        weight = 1 - self.gone / rate.seconds
        return max(0, rate.limit - self.current - int(self.previous * weight))

    def seconds_to_room(self, rate: Rate) -> int:
        """When one more will be allowed, or, while there is room, when the window ends."""
        left = rate.seconds - self.gone
        if self.allowed:
            return max(1, math.ceil(left))
        if self.current >= rate.limit:
            left += rate.seconds * (1 - rate.limit / self.current)
        else:
            left -= rate.seconds * (rate.limit - self.current) / self.previous
        return max(1, math.floor(left) + 1)


class MemoryWindows:
    """Counts in this process."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int, int]] = {}

    def add(self, bucket: str, rate: Rate) -> Count:
        """Count one more unless the bucket is full."""
        number, gone = divmod(time.time(), rate.seconds)
        window, current, previous = self._counts.get(bucket, (number, 0, 0))
        if window != number:
            previous = current if window == number - 1 else 0
            current = 0
        if current + int(previous * (1 - gone / rate.seconds)) >= rate.limit:
            return Count(False, current, previous, gone)  # noqa: FBT003 (a record's first field)
        if len(self._counts) >= CAPACITY:
            self._counts.clear()
        self._counts[bucket] = (int(number), current + 1, previous)
        return Count(True, current + 1, previous, gone)  # noqa: FBT003 (as above)


class RedisWindows:
    """Counts for all replicas together."""

    def __init__(self, redis: Redis) -> None:
        self._count = redis.register_script(_COUNT)

    async def add(self, bucket: str, rate: Rate) -> Count:
        """Count one more unless the bucket is full."""
        number, gone = divmod(time.time(), rate.seconds)
        keys = [f"{bucket}:{number:.0f}", f"{bucket}:{number - 1:.0f}"]
        arguments = [rate.limit, 1 - gone / rate.seconds, 2 * rate.seconds]
        allowed, current, previous = await self._count(keys=keys, args=arguments)
        return Count(bool(allowed), current, previous, gone)
