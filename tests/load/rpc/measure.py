"""Row 2: a request that reads one row, beside plain nameko on the same row."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psutil
from kombu import Connection, Queue

from services.common.topology import rpc_queue
from tests.databases import fresh_database
from tests.load.children import collect, processor_seconds, running
from tests.load.report import Row
from tests.load.rpc import table
from tests.load.stats import Summary
from tests.waiting import until

ROUNDS = 3
IN_FLIGHT = (16, 32, 64)
BUDGET = 1200
NOTES = (
    "best of {rounds} runs of {seconds:g} s with {in_flight} calls under way, the two in turn; one "
    "service process of ten workers each, the same database and broker; the reference is called "
    "through one standalone ClusterRpcProxy with call_async, its fastest way; p95 "
    "{ours.p95_ms:.1f} ms and {reference.p95_ms:.1f} ms; processor time of the service per call "
    "{ours_each:.2f} ms and {reference_each:.2f} ms, of the caller "
    "{ours_calling:.2f} ms and {reference_calling:.2f} ms"
)


class Run(msgspec.Struct):
    """One run of one pair of service and caller."""

    summary: Summary
    in_flight: int
    service_seconds: float

    @property
    def milliseconds_each(self) -> float:
        """Processor time of the service per call."""
        return 1000 * self.service_seconds / max(1, self.summary.count)

    @property
    def milliseconds_calling(self) -> float:
        """Processor time of the caller per call."""
        return 1000 * self.summary.cpu_seconds / max(1, self.summary.count)


def measure(folder: Path, seconds: float) -> list[Row]:
    """Both services in turn; the row compares their best runs."""
    with (
        fresh_database("load") as url,
        _ours(folder, url) as ours,
        _plain(folder, url) as plain,
    ):
        pairs = [
            (
                _run("tests.load.rpc.caller", ours, seconds, in_flight),
                _run("tests.load.reference.nameko_caller", plain, seconds, in_flight),
            )
            for in_flight in IN_FLIGHT
            for _ in range(ROUNDS)
        ]
    return [_row(max(runs, key=_speed) for runs in zip(*pairs, strict=True))]


def _row(best: Iterator[Run]) -> Row:
    ours, reference = best
    notes = NOTES.format(
        rounds=ROUNDS * len(IN_FLIGHT),
        seconds=ours.summary.seconds,
        in_flight=f"{ours.in_flight} (ours) and {reference.in_flight} (reference)",
        ours=ours.summary,
        reference=reference.summary,
        ours_each=ours.milliseconds_each,
        reference_each=reference.milliseconds_each,
        ours_calling=ours.milliseconds_calling,
        reference_calling=reference.milliseconds_calling,
    )
    return Row(
        name="RPC that reads one row",
        unit="calls/s",
        ours=ours.summary.per_second,
        reference=reference.summary.per_second,
        against="plain nameko + ORM",
        budget=f"≥ {BUDGET} calls/s",
        met=ours.summary.per_second >= BUDGET,
        notes=notes,
        details={"ours": msgspec.to_builtins(ours), "reference": msgspec.to_builtins(reference)},
    )


def _speed(run: Run) -> float:
    return run.summary.per_second


def _run(caller: str, service: psutil.Process, seconds: float, in_flight: int) -> Run:
    before = processor_seconds(service)
    command = [sys.executable, "-m", caller, str(seconds), str(in_flight)]
    printed = collect(command, seconds=seconds + 60)
    used = processor_seconds(service) - before
    return Run(msgspec.json.decode(printed, type=Summary), in_flight, used)


@contextmanager
def _ours(folder: Path, url: str) -> Iterator[psutil.Process]:
    """The bench service on our kit."""
    table.create(url)
    log = folder / "rpc-ours.log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.load.rpc.service", "bench"]
    own = {"BENCH_DATABASE_URL": url, "HEALTH_PORT": "0", "PYTHONWARNINGS": "ignore"}
    with running(command, log, cwd=None, **own) as process:
        until(lambda: "service.started" in log.read_text(), seconds=20)
        yield process
    _forget(rpc_queue("bench").name)


@contextmanager
def _plain(folder: Path, url: str) -> Iterator[psutil.Process]:
    """The reference under nameko's own runner, with as many workers."""
    log, config = folder / "rpc-plain.log", folder / "plain.yml"
    log.unlink(missing_ok=True)
    settings = {
        "AMQP_URI": os.environ["AMQP_URL"],
        "max_workers": 10,
        "DB_URIS": {"plain_bench:Base": url},
    }
    config.write_text(json.dumps(settings))
    runner = str(Path(sys.executable).with_name("nameko"))
    command = [runner, "run", "tests.load.reference.plain_nameko", "--config", str(config)]
    with running(command, log, PYTHONWARNINGS="ignore") as process:
        until(lambda: "Connected to" in log.read_text(), seconds=20)
        yield process
    _forget("rpc-plain_bench")


def _forget(queue: str) -> None:
    with Connection(os.environ["AMQP_URL"], connect_timeout=5) as connection:
        Queue(queue)(connection.channel()).delete()
