"""How often somebody may ask, counted by the `limits` library in Redis or, without it, here."""

import asyncio
import math
import time
from enum import StrEnum
from typing import NamedTuple

import structlog
from limits import RateLimitItem, WindowStats, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter as SharedWindows
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter as LocalWindows
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError

from contracts.errors import TooMany
from gateway.config import Settings

log = structlog.get_logger()

PAUSE_SECONDS = 2.0
CONNECTIONS = 16
"""Enough for thousands of counts a second, and opened quickly when a crowd comes at once."""


class Policy(StrEnum):
    """Which bucket a request is counted in."""

    ANONYMOUS = "anonymous"
    USER = "user"
    SIGN_IN = "sign-in"
    BROWSE = "browse"


class Quota(NamedTuple):
    """What is left of a bucket, for the RateLimit fields of the answer."""

    policy: Policy
    limit: int
    window: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }


class Count(NamedTuple):
    """Whether one more was allowed, by which rate, and what its window holds afterwards."""

    allowed: bool
    rate: RateLimitItem
    window: WindowStats


class Limiter:
    """Counts requests per person or address over a sliding window.

    Browsing the public catalogue is counted in this process alone: the answer comes from memory
    and costs less than asking Redis would.
    """

    def __init__(self, settings: Settings) -> None:
        self._rates: dict[Policy, RateLimitItem] = {
            Policy.ANONYMOUS: parse(settings.rate_limits_anonymous),
            Policy.USER: parse(settings.rate_limits_user),
            Policy.SIGN_IN: parse(settings.rate_limits_sign_in),
            Policy.BROWSE: parse(settings.rate_limits_browse),
        }
        self._pool = BlockingConnectionPool.from_url(
            settings.redis_url,
            max_connections=CONNECTIONS,
            timeout=1,
            socket_timeout=0.5,
            socket_connect_timeout=0.5,
        )
        storage = RedisStorage(
            f"async+{settings.redis_url}", implementation="redispy", connection_pool=self._pool
        )
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._shared = SharedWindows(storage)
        self._local = LocalWindows(MemoryStorage())
        self._local_until = 0.0

    async def check(self, policy: Policy, key: str) -> Quota:
        """Count one request; raises `TooMany` when the bucket is empty."""
        count = await self._add(policy, key)
        reset = max(1, math.ceil(count.window.reset_time - time.time()))
        if not count.allowed:
            detail = f"Wait {reset} seconds before you go on."
            raise TooMany(detail, {"retry_after": reset, "policy": policy.value})
        rate = count.rate
        return Quota(policy, rate.amount, rate.get_expiry(), count.window.remaining, reset)

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._pool.aclose()

    async def _add(self, policy: Policy, key: str) -> Count:
        """Count one request."""
        rate = self._rates[policy]
        if policy is Policy.BROWSE:
            return self._add_here(policy, key, rate)
        # A crowd waits here and not for a connection, since that it waits says nothing about Redis;
        # whoever's turn comes after Redis was found away does not try it again.
        async with self._turns:
            if time.monotonic() >= self._local_until:
                try:
                    return await self._add_together(policy, key, rate)
                except (RedisError, OSError, TimeoutError) as error:
                    log.warning("limits.redis_unreachable", error=str(error))
                    self._local_until = time.monotonic() + PAUSE_SECONDS
        return self._add_here(policy, key, _strict(policy, rate))

    async def _add_together(self, policy: Policy, key: str, rate: RateLimitItem) -> Count:
        allowed = await self._shared.hit(rate, policy, key)
        return Count(allowed, rate, await self._shared.get_window_stats(rate, policy, key))

    def _add_here(self, policy: Policy, key: str, rate: RateLimitItem) -> Count:
        allowed = self._local.hit(rate, policy, key)
        return Count(allowed, rate, self._local.get_window_stats(rate, policy, key))


def _strict(policy: Policy, rate: RateLimitItem) -> RateLimitItem:
    """Guessing passwords gets half the tries while replicas cannot compare their counts."""
    if policy is not Policy.SIGN_IN:
        return rate
    return type(rate)(max(1, rate.amount // 2), rate.multiples)
