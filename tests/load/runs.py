"""Runs of prepared requests, sent by a process of its own, and what they cost the servers."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import psutil

from tests.load import target
from tests.load.catalogue import express
from tests.load.children import NotMeasured, collect, processor_seconds, settle
from tests.load.mix.people import public_key
from tests.load.replay import Assignment
from tests.load.report import Row
from tests.load.stats import Summary

CONNECTIONS = 16
ROUNDS = 3
BUDGET_P95_MS = 200
NOTES = (
    "{connections} connections, in turn with the reference, best of {rounds} runs of "
    "{seconds:g} s; p95 {p95:.1f} ms and {reference_p95:.1f} ms; processor time each: gateway "
    "{gateway:.2f} ms, courses service {courses:.2f} ms, the reference {express:.2f} ms; {what}"
)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What a run amounts to, and the processor time of each server per request in milliseconds."""

    summary: Summary
    costs: dict[str, float]

    @property
    def speed(self) -> float:
        """Answers per second."""
        return self.summary.per_second


def beside_express(
    folder: Path, make: Callable[[], list[bytes]], seconds: float, *, again: bool
) -> tuple[Run, Run]:
    """Our answers and the reference's to requests of the same making, the best run of each."""
    gateway = {"gateway": target.gateway(), "courses": target.service("courses")}
    with ExitStack() as stack:
        reference = express(stack, folder, "0", TOKEN_KEY=public_key())
        node = {"express": reference.process}
        there = "127.0.0.1", urlsplit(reference.origin).port or 80
        pairs = [
            tuple(
                _run(folder, _assignment(place, make(), again=again), servers, seconds)
                for place, servers in ((target.address(), gateway), (there, node))
            )
            for _ in range(ROUNDS)
        ]
    ours, theirs = (max(runs, key=lambda one: one.speed) for runs in zip(*pairs, strict=True))
    return ours, theirs


def row_beside_express(name: str, ours: Run, theirs: Run, seconds: float, what: str) -> Row:
    """Both speeds; our slowest answers have a budget."""
    p95 = ours.summary.p95_ms
    return Row(
        name=name,
        unit="req/s",
        ours=ours.speed,
        reference=theirs.speed,
        against="Express 5 + pg",
        budget=f"p95 < {BUDGET_P95_MS} ms",
        met=p95 < BUDGET_P95_MS,
        notes=NOTES.format(
            connections=CONNECTIONS,
            rounds=ROUNDS,
            seconds=seconds,
            p95=p95,
            reference_p95=theirs.summary.p95_ms,
            what=what,
            **ours.costs,
            **theirs.costs,
        ),
        details=msgspec.to_builtins(ours.summary),
    )


def _assignment(place: tuple[str, int], requests: list[bytes], *, again: bool) -> Assignment:
    return Assignment(host=place[0], port=place[1], requests=requests, again=again)


def _run(
    folder: Path, work: Assignment, servers: Mapping[str, psutil.Process], seconds: float
) -> Run:
    file = folder / "run.msgpack"
    file.write_bytes(msgspec.msgpack.encode(work))
    for server in servers.values():
        settle(server)
    before = {name: processor_seconds(server) for name, server in servers.items()}
    command = [sys.executable, "-m", "tests.load.replay", str(file)]
    printed = collect([*command, str(seconds), str(CONNECTIONS)], seconds=seconds + 60)
    summary = msgspec.json.decode(printed, type=Summary)
    if summary.errors:
        raise NotMeasured(f"{summary.errors} of {summary.count} requests were refused.")
    costs = {
        name: 1000 * (processor_seconds(server) - before[name]) / max(1, summary.count)
        for name, server in servers.items()
    }
    return Run(summary=summary, costs=costs)
