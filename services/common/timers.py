"""Work that is due by the clock, run by one replica per tick."""

import functools
import time
from collections.abc import Callable
from typing import Any

import structlog
from nameko.timer import Timer

log = structlog.get_logger()


def every(seconds: int) -> Callable[..., Any]:
    """Run `method(self, begin)` about every *seconds* in one of all replicas."""

    def decorate(method: Callable[..., None]) -> Callable[..., Any]:
        @functools.wraps(method)
        def tick(self: Any) -> None:
            job = f"{self.name}.{method.__name__}"
            try:
                if self.work.owns_slot(job, int(time.time()) // seconds):
                    method(self, self.work.begin)
            except Exception:
                log.exception("timer.failed", job=job)

        register: Callable[..., Any] = Timer.decorator(interval=seconds)
        return register(tick)  # type: ignore[no-any-return]  # nameko is untyped

    return decorate
