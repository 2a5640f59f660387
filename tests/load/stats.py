"""Arithmetic of measurements: quantiles, rates, ratios."""

import math
import statistics
import time
from collections.abc import Sequence

import msgspec


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run amounts to; times in milliseconds."""

    count: int
    errors: int = 0
    seconds: float
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    cpu_seconds: float
    """Processor time of the process that measured."""

    @property
    def cpu_share(self) -> float:
        """How busy the measuring process was, of one core."""
        return self.cpu_seconds / self.seconds if self.seconds else 0.0


def quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least *share* of the values do not exceed (nearest rank)."""
    if not ordered:
        return 0.0
    rank = max(1, math.ceil(share * len(ordered)))
    return ordered[rank - 1]


def ratio(ours: float, reference: float) -> float | None:
    """How many times the reference, or None when there is nothing to compare with."""
    return round(ours / reference, 2) if reference else None


def median(values: Sequence[float]) -> float:
    """The middle of *values*; of nothing, zero."""
    return statistics.median(values) if values else 0.0


class Calls:
    """Durations of one run, collected while it goes on."""

    def __init__(self, started: float, cpu_started: float) -> None:
        self._started = started
        self._cpu_started = cpu_started
        self._ended = started
        self._cpu_ended = cpu_started
        self._durations: list[float] = []
        self.errors = 0

    @classmethod
    def begin(cls) -> "Calls":
        """Start the clock."""
        return cls(time.perf_counter(), time.process_time())

    def add(self, seconds: float) -> None:
        """Note one answered call."""
        self._durations.append(seconds)

    def end(self) -> None:
        """Stop the clock."""
        self._ended, self._cpu_ended = time.perf_counter(), time.process_time()

    def summary(self) -> Summary:
        """The figures of the run."""
        ordered = sorted(self._durations)
        seconds = self._ended - self._started
        return Summary(
            count=len(ordered),
            errors=self.errors,
            seconds=seconds,
            per_second=len(ordered) / seconds if seconds else 0.0,
            p50_ms=quantile(ordered, 0.5) * 1000,
            p95_ms=quantile(ordered, 0.95) * 1000,
            p99_ms=quantile(ordered, 0.99) * 1000,
            worst_ms=quantile(ordered, 1) * 1000,
            cpu_seconds=self._cpu_ended - self._cpu_started,
        )
