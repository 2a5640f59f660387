"""How often somebody may ask, counted by the `limits` library in Redis or, without it, here."""

import time
from enum import StrEnum
from typing import NamedTuple

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter as SharedLimiter
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter as LocalLimiter
from redis.exceptions import RedisError

from contracts.errors import TooMany
from gateway.config import Settings

log = structlog.get_logger()

PAUSE_SECONDS = 2.0


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


class Limiter:
    """Counts requests per person or address over a sliding window.

    Browsing the public catalogue is counted in this process alone: the answer comes from memory
    and costs less than asking Redis would.
    """

    def __init__(self, settings: Settings) -> None:
        self._items: dict[Policy, RateLimitItem] = {
            Policy.ANONYMOUS: parse(settings.rate_limits_anonymous),
            Policy.USER: parse(settings.rate_limits_user),
            Policy.SIGN_IN: parse(settings.rate_limits_sign_in),
            Policy.BROWSE: parse(settings.rate_limits_browse),
        }
        self._storage = RedisStorage(
            f"async+{settings.redis_url}",
            implementation="redispy",
            socket_timeout=0.5,
            socket_connect_timeout=0.5,
        )
        self._shared = SharedLimiter(self._storage)
        self._local = LocalLimiter(MemoryStorage())
        self._local_until = 0.0

    async def check(self, policy: Policy, key: str) -> Quota:
        """Count one request; raises `TooMany` when the bucket is empty."""
        item = self._items[policy]
        local = policy is Policy.BROWSE or time.monotonic() < self._local_until
        if not local:
            try:
                allowed = await self._shared.hit(item, policy, key)
                stats = await self._shared.get_window_stats(item, policy, key)
            except (RedisError, StorageError, OSError, TimeoutError) as error:
                log.warning("limits.redis_unreachable", error=str(error))
                self._local_until = time.monotonic() + PAUSE_SECONDS
                local = True
        if local:
            allowed = self._local.hit(self._strict(policy, item), policy, key)
            stats = self._local.get_window_stats(self._strict(policy, item), policy, key)
        reset = max(1, round(stats.reset_time - time.time()))
        quota = Quota(policy, item.amount, item.get_expiry(), stats.remaining, reset)
        if not allowed:
            detail = f"Wait {reset} seconds before you go on."
            raise TooMany(detail, {"retry_after": reset, "policy": policy.value})
        return quota

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._storage.storage.aclose()

    def _strict(self, policy: Policy, item: RateLimitItem) -> RateLimitItem:
        """Guessing passwords gets half the tries while replicas cannot compare their counts."""
        if policy is not Policy.SIGN_IN:
            return item
        return type(item)(max(1, item.amount // 2), item.multiples)
