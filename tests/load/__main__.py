"""`python -m tests.load`: measure a running academy; `./academy bench` starts one for it."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.load import catalogue, growth, machine
from tests.load.children import NotMeasured
from tests.load.identity import measure as identity
from tests.load.lessons import measure as lessons
from tests.load.mix import measure as mix
from tests.load.quizzes import measure as quizzes
from tests.load.report import Report, Row
from tests.load.rpc import measure as rpc
from tests.load.sockets import measure as sockets
from tests.load.video import measure as video

ROWS = (
    *("catalogue", "rpc", "sign-in", "refresh", "mix", "sockets"),
    *("lessons", "quizzes", "video", "growth"),
)


def read_options(arguments: list[str]) -> argparse.Namespace:
    """What to measure, and for how long."""
    parser = argparse.ArgumentParser(prog="academy bench", description=__doc__)
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--rate", type=float, default=1000, help="requests per second of the mix")
    parser.add_argument("--seconds", type=float, default=60, help="length of the mix")
    parser.add_argument("--round", type=float, default=4, help="length of each shorter run")
    parser.add_argument("--sockets", type=int, default=2000, help="connections to hold")
    parser.add_argument("--streams", type=int, default=500, help="readers of one film")
    parser.add_argument("--out", type=Path, help="where to write the figures, without suffix")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Measure, print the table, write both files; 1 when a budget is missed or a row failed."""
    options = read_options(arguments)
    folder = scratch_folder()
    report = Report(machine=machine.describe(), rows=[], remarks=[catalogue.get_wrk()])
    for name, measure in measurements(options, folder).items():
        print(f"Measuring: {name} …", file=sys.stderr, flush=True)
        report.rows += attempt(name, measure, report.remarks)
    report.write(options.out or folder.parent / default_name())
    print(report.as_markdown())
    missed = any(row.met is False for row in report.rows)
    return int(missed or len(report.remarks) > 1)


def measurements(options: argparse.Namespace, folder: Path) -> dict[str, Callable[[], list[Row]]]:
    """The chosen rows, each ready to be measured."""
    known: dict[str, Callable[[], list[Row]]] = {
        "catalogue": lambda: catalogue.measure(folder, options.round),
        "rpc": lambda: rpc.measure(folder, options.round),
        "sign-in": lambda: identity.measure_sign_in(folder, options.round),
        "refresh": lambda: identity.measure_refresh(folder, options.round),
        "mix": lambda: mix.measure(folder, options.rate, options.seconds),
        "sockets": lambda: sockets.measure(folder, options.sockets, 2 * options.round),
        "lessons": lambda: lessons.measure(folder, options.round),
        "quizzes": lambda: quizzes.measure(folder, options.round, options.seconds),
        "video": lambda: video.measure(folder, options.streams, options.round),
        "growth": lambda: growth.measure(options.round),
    }
    return {name: known[name] for name in ROWS if name in options.rows}


def attempt(name: str, measure: Callable[[], list[Row]], remarks: list[str]) -> list[Row]:
    """The rows, or none and a remark when they cannot be measured here."""
    started = time.monotonic()
    try:
        return measure()
    except NotMeasured as reason:
        spent = time.monotonic() - started
        remarks.append(f"{name} was given up after {spent:.0f} s: {reason}")
        return []


def scratch_folder() -> Path:
    """Where logs and assignments of a run lie."""
    folder = Path(".academy/bench-runs") / os.environ.get("ACADEMY_STACK", "stack")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_name() -> str:
    """The moment of the run, as a file name."""
    return datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
