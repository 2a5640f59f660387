"""Row 3: many people at once, at a fixed rate."""

import sys
from pathlib import Path

import msgspec

from tests.load import target
from tests.load.children import collect, processor_seconds
from tests.load.mix.generator import WARM_UP_SHARE, Assignment, Outcome
from tests.load.mix.people import Student, enrolled_students
from tests.load.report import Row

STUDENTS = 9_000
BUDGET_P95_MS = 200
SLACK = 0.99
NOTES = (
    "open model: each request is sent when it is due whether or not earlier ones were answered, "
    "and timed from that moment; {students} signed-in students, each with own token, session and "
    "enrollments; 40 % course pages, 25 % categories, 15 % searches, 15 % own pages, 5 % completed "
    "lessons; a warm-up of a tenth before; rate limits raised, since all come from one address; "
    "generator in a process of its own, {generator:.0%} of one core, at worst {late:.0f} ms late; "
    "processor time per request: gateway {gateway:.2f} ms, courses service {courses:.2f} ms"
)


def measure(folder: Path, rate: float, seconds: float) -> list[Row]:
    """Run the mix and say whether the budget holds."""
    with enrolled_students(STUDENTS) as students:
        return _measure(folder, rate, seconds, students)


def _measure(folder: Path, rate: float, seconds: float, students: list[Student]) -> list[Row]:
    host, port = target.address()
    assignment = Assignment(
        host=host,
        port=port,
        rate=rate,
        seconds=seconds,
        students=students,
        catalogue=target.browse(),
    )
    file = folder / "mix.json"
    file.write_bytes(msgspec.json.encode(assignment))
    watched = {"gateway": target.gateway(), "courses": target.service("courses")}
    before = {name: processor_seconds(process) for name, process in watched.items()}
    command = [sys.executable, "-m", "tests.load.mix.generator", str(file)]
    printed = collect(command, seconds=3 * seconds + 60)
    outcome = msgspec.json.decode(printed, type=Outcome)
    answered = outcome.overall.count * (1 + WARM_UP_SHARE)
    costs = {
        name: 1000 * (processor_seconds(process) - before[name]) / max(1, answered)
        for name, process in watched.items()
    }
    return [_rate_row(outcome, rate, costs), _latency_row(outcome)]


def _rate_row(outcome: Outcome, rate: float, costs: dict[str, float]) -> Row:
    overall = outcome.overall
    notes = NOTES.format(
        students=STUDENTS,
        generator=overall.cpu_share,
        late=outcome.latest_start_ms,
        **costs,
    )
    met = overall.per_second >= SLACK * rate and overall.errors == 0
    return Row(
        name="API mix, answered",
        unit="req/s",
        ours=overall.per_second,
        budget=f"{rate:.0f} req/s without an error ({overall.errors} errors)",
        met=met,
        notes=notes,
        details=msgspec.to_builtins(outcome, str_keys=True),
    )


def _latency_row(outcome: Outcome) -> Row:
    overall = outcome.overall
    slowest = max(outcome.kinds.items(), key=lambda item: item[1].p95_ms)
    return Row(
        name="API mix, p95",
        unit="ms",
        ours=overall.p95_ms,
        budget=f"< {BUDGET_P95_MS} ms",
        met=overall.p95_ms < BUDGET_P95_MS,
        notes=(
            f"p50 {overall.p50_ms:.1f} ms, p99 {overall.p99_ms:.1f} ms, "
            f"slowest kind: {slowest[0]} with p95 {slowest[1].p95_ms:.1f} ms"
        ),
    )
