"""How often somebody may ask, counted in Redis for all replicas or, without it, here."""

import time
from enum import StrEnum
from typing import NamedTuple

import structlog
from limits import parse
from redis.asyncio import Redis
from redis.exceptions import RedisError

from contracts.errors import TooMany
from gateway.config import Settings
from gateway.windows import Count, MemoryWindows, Rate, RedisWindows

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
        self._rates: dict[Policy, Rate] = {
            Policy.ANONYMOUS: _rate(settings.rate_limits_anonymous),
            Policy.USER: _rate(settings.rate_limits_user),
            Policy.SIGN_IN: _rate(settings.rate_limits_sign_in),
            Policy.BROWSE: _rate(settings.rate_limits_browse),
        }
        self._redis = Redis.from_url(
            settings.redis_url, socket_timeout=0.5, socket_connect_timeout=0.5
        )
        self._shared = RedisWindows(self._redis)
        self._local = MemoryWindows()
        self._local_until = 0.0

    async def check(self, policy: Policy, key: str) -> Quota:
        """Count one request; raises `TooMany` when the bucket is empty."""
        count, rate = await self._add(policy, f"limit:{policy}:{key}")
        reset = count.seconds_to_room(rate)
        if not count.allowed:
            detail = f"Wait {reset} seconds before you go on."
            raise TooMany(detail, {"retry_after": reset, "policy": policy.value})
        return Quota(policy, rate.limit, rate.seconds, count.remaining(rate), reset)

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._redis.aclose()

    async def _add(self, policy: Policy, bucket: str) -> tuple[Count, Rate]:
        """Count one request; the rate it was measured by."""
        rate = self._rates[policy]
        if policy is Policy.BROWSE:
            return self._local.add(bucket, rate), rate
        if time.monotonic() >= self._local_until:
            try:
                return await self._shared.add(bucket, rate), rate
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("limits.redis_unreachable", error=str(error))
                self._local_until = time.monotonic() + PAUSE_SECONDS
        strict = _strict(policy, rate)
        return self._local.add(bucket, strict), strict


def _rate(text: str) -> Rate:
    """`100/15minutes` as numbers."""
    item = parse(text)
    return Rate(item.amount, item.get_expiry())


def _strict(policy: Policy, rate: Rate) -> Rate:
    """Guessing passwords gets half the tries while replicas cannot compare their counts."""
    if policy is not Policy.SIGN_IN:
        return rate
    return Rate(max(1, rate.limit // 2), rate.seconds)
