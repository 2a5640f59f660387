"""Row 4: live connections, beside Node's Socket.IO server."""

import os
import sys
from pathlib import Path

import msgspec
import psutil

from tests.load import target
from tests.load.catalogue import install
from tests.load.children import collect, free_port, running, wait_for_page
from tests.load.mix.people import SignedIn, sign_in
from tests.load.report import Row
from tests.load.sockets.holder import WARM_UP, Assignment, Outcome

SOCKETIO = Path(__file__).parents[1] / "reference" / "socketio"
EVENTS_PER_SECOND = 200.0
BUDGET_BYTES = 45_000
BUDGET_P99_MS = 200
NOTES = (
    "resident memory of the server before and after {count} further connections, each signed in, "
    "after a warm-up of {warm_up}; {held} held and {dropped} dropped, {pace:.0f} connected per "
    "second (the reference: {reference_held} held, {reference_pace:.0f} per second; it does not "
    "verify signatures)"
)
DELIVERY_NOTES = (
    "{rate:.0f} events per second through RabbitMQ to one random person each, all connections "
    "held; p50 {ours.p50_ms:.1f} ms and {reference.p50_ms:.1f} ms; "
    "{ours.errors} and {reference.errors} lost; generator {generator:.0%} of one core"
)


def measure(folder: Path, count: int, seconds: float) -> list[Row]:
    """Hold *count* connections with the gateway, then with the reference."""
    install(SOCKETIO)
    people = sign_in(count + WARM_UP)
    ours = _hold(folder, os.environ["ACADEMY_URL"], target.gateway(), people, seconds)
    port = free_port()
    command = ["node", "server.js"]
    with running(command, folder / "socketio.log", cwd=SOCKETIO, PORT=str(port)) as node:
        origin = f"http://127.0.0.1:{port}"
        wait_for_page(origin)
        strangers = [SignedIn(person.user_id, str(person.user_id)) for person in people]
        reference = _hold(folder, origin, node, strangers, seconds)
    return [_memory_row(count, ours, reference), _delivery_row(ours, reference)]


def _hold(
    folder: Path, origin: str, server: psutil.Process, people: list[SignedIn], seconds: float
) -> Outcome:
    assignment = Assignment(
        origin=origin,
        server_pid=server.pid,
        amqp_url=os.environ["AMQP_URL"],
        people=people,
        events_per_second=EVENTS_PER_SECOND,
        seconds=seconds,
    )
    file = folder / "sockets.json"
    file.write_bytes(msgspec.json.encode(assignment))
    command = [sys.executable, "-m", "tests.load.sockets.holder", str(file)]
    printed = collect(command, seconds=2 * seconds + 60 + len(people) / 20)
    return msgspec.json.decode(printed, type=Outcome)


def _memory_row(count: int, ours: Outcome, reference: Outcome) -> Row:
    notes = NOTES.format(
        count=count,
        warm_up=WARM_UP,
        held=ours.held,
        dropped=ours.dropped,
        pace=ours.connects_per_second,
        reference_held=reference.held,
        reference_pace=reference.connects_per_second,
    )
    return Row(
        name=f"Socket.IO, memory of each of {count} connections",
        unit="kB",
        ours=ours.bytes_each / 1000,
        reference=reference.bytes_each / 1000,
        against="Node socket.io 4.8",
        budget=f"≤ {BUDGET_BYTES // 1000} kB, all held",
        met=ours.bytes_each <= BUDGET_BYTES and not ours.dropped,
        notes=notes,
        details={"ours": msgspec.to_builtins(ours), "reference": msgspec.to_builtins(reference)},
    )


def _delivery_row(ours: Outcome, reference: Outcome) -> Row:
    notes = DELIVERY_NOTES.format(
        rate=EVENTS_PER_SECOND,
        ours=ours.delivery,
        reference=reference.delivery,
        generator=ours.delivery.cpu_share,
    )
    return Row(
        name="Socket.IO, event to recipient, p99",
        unit="ms",
        ours=ours.delivery.p99_ms,
        reference=reference.delivery.p99_ms,
        against="Node socket.io 4.8",
        budget=f"< {BUDGET_P99_MS} ms",
        met=ours.delivery.p99_ms < BUDGET_P99_MS and not ours.delivery.errors,
        notes=notes,
    )
