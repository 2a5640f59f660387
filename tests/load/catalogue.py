"""Row 1: the public catalogue over HTTP, beside Express 5 and pg on the same rows."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec
import psutil

from tests.load import target
from tests.load.children import (
    NotMeasured,
    collect,
    free_port,
    processor_seconds,
    running,
    wait_for_page,
)
from tests.load.databases import plain
from tests.load.report import Row
from tests.load.stats import Summary

EXPRESS = Path(__file__).parent / "reference" / "express"
CONNECTIONS = 32
ROUNDS = 3
NOTES = (
    "{tool} with {connections} connections, the servers in turn, best of {rounds} runs of "
    "{seconds:g} s; {processes} process(es) each; the gateway answers from its memory and counts, "
    "limits, labels and protects every request, Express asks PostgreSQL each time; processor time "
    "per request: {ours:.0f} µs and {reference:.0f} µs"
)


class Server(NamedTuple):
    """Something that serves the catalogue."""

    origin: str
    process: psutil.Process


class Speed(NamedTuple):
    """The best of some runs: requests per second, processor seconds of the server per request."""

    per_second: float
    seconds_each: float


def measure(folder: Path, seconds: float) -> list[Row]:
    """A course's page and a category, from the gateway and from both Express servers."""
    found = target.browse()
    paths = {
        "Course page": f"/v1/courses/{found.slugs[0]}",
        "Category": f"/v1/courses?category={found.categories[0]}",
    }
    with ExitStack() as stack:
        servers = [
            Server(os.environ["ACADEMY_URL"], target.gateway()),
            express(stack, folder, "0"),
            express(stack, folder, "1"),
        ]
        return [
            row
            for name, path in paths.items()
            for row in _rows(name, _race(servers, path, seconds), seconds)
        ]


def install(package: Path) -> None:
    """Install a reference's packages unless they are there."""
    installed = package / "node_modules" / ".package-lock.json"
    lock = package / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotMeasured("Install Node.js with npm to measure the references.")
    subprocess.run([npm, "ci", "--no-progress"], cwd=package, check=True, capture_output=True)


def express(stack: ExitStack, folder: Path, memory_cache: str, **variables: str) -> Server:
    """A reference server with as many processes as the gateway has, until the stack closes."""
    install(EXPRESS)
    port = free_port()
    process = stack.enter_context(
        running(
            ["node", "server.js"],
            folder / "express.log",
            cwd=EXPRESS,
            DATABASE_URL=plain(os.environ["COURSES_DATABASE_URL"]),
            PORT=str(port),
            PROCESSES=str(target.gateway_processes()),
            MEMORY_CACHE=memory_cache,
            NODE_ENV="production",
            **variables,
        )
    )
    origin = f"http://127.0.0.1:{port}"
    wait_for_page(f"{origin}/v1/courses?category=none")
    return Server(origin, process)


def _race(servers: list[Server], path: str, seconds: float) -> list[Speed]:
    """The best run of each server, run in turns so that all meet the same machine."""
    runs = [[_run(server, path, seconds) for server in servers] for _ in range(ROUNDS)]
    return [
        Speed(max(run.per_second for run in mine), min(run.seconds_each for run in mine))
        for mine in zip(*runs, strict=True)
    ]


def _run(server: Server, path: str, seconds: float) -> Speed:
    before = processor_seconds(server.process)
    rate, count = load(server.origin + path, seconds)
    return Speed(rate, (processor_seconds(server.process) - before) / max(1, count))


def _rows(name: str, speeds: list[Speed], seconds: float) -> list[Row]:
    ours, express, cached = (speed.per_second for speed in speeds)
    asked = Row(
        name=f"{name} over HTTP",
        unit="req/s",
        ours=ours,
        reference=express,
        against="Express 5 + pg",
        budget="≥ reference, aim 2x",
        met=ours >= express,
        notes=_notes(speeds, seconds),
    )
    kept = Row(
        name=f"{name}, both from memory",
        unit="req/s",
        ours=ours,
        reference=cached,
        against="Express 5 with a Map",
        notes="the same runs; Express keeps rows in memory but makes JSON and ETag anew",
    )
    return [asked, kept]


def _notes(speeds: list[Speed], seconds: float) -> str:
    return NOTES.format(
        tool=_tool(),
        connections=CONNECTIONS,
        rounds=ROUNDS,
        seconds=seconds,
        processes=target.gateway_processes(),
        ours=speeds[0].seconds_each * 1e6,
        reference=speeds[1].seconds_each * 1e6,
    )


def load(url: str, seconds: float) -> tuple[float, int]:
    """Requests per second and their number, from wrk or, without it, from our own generator."""
    wrk = shutil.which("wrk")
    if wrk is None:
        command = [sys.executable, "-m", "tests.load.closed_loop", url]
        printed = collect([*command, str(seconds), str(CONNECTIONS)], seconds=seconds + 30)
        summary = msgspec.json.decode(printed, type=Summary)
        return summary.per_second, summary.count
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}", "--timeout", "20", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    return read_wrk(done.stdout)


def read_wrk(text: str) -> tuple[float, int]:
    """Requests per second and their number out of wrk's report; refusals are an error."""
    if "Non-2xx" in text or "Socket errors" in text:
        raise NotMeasured(f"wrk met errors: {text}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    count = re.search(r"(\d+) requests in", text)
    if rate is None or count is None:
        raise NotMeasured(f"wrk said something else: {text}")
    return float(rate[1]), int(count[1])


def get_wrk() -> str:
    """One sentence about the load generator; installs it when that is allowed."""
    if shutil.which("wrk"):
        return "HTTP load comes from wrk."
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-qy", "wrk"], check=False, capture_output=True)
    if shutil.which("wrk"):
        return "HTTP load comes from wrk, which was installed for it."
    return "HTTP load comes from our own generator; install wrk (apt-get install wrk) for more."


def _tool() -> str:
    return "wrk" if shutil.which("wrk") else "our own closed-loop generator"
