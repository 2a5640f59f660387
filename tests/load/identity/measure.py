"""Rows about identity: signing in beside argon2id alone, fresh tokens beside a plain read."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from argon2 import PasswordHasher

from services.accounts.integrations import passwords
from tests.load import target
from tests.load.children import NotMeasured, collect, processor_seconds, settle
from tests.load.identity.people import store_people, store_readers, store_sessions
from tests.load.replay import Assignment
from tests.load.report import Row
from tests.load.stats import Summary
from tests.load.wire import request_bytes

PASSWORD = "three lilac umbrellas 7"
PEOPLE = 200
TOKENS_PER_SECOND = 700
CONNECTIONS = 16
ROUNDS = 3
SIGN_IN_BUDGET, REFRESH_BUDGET = 0.4, 0.2
SIGN_IN_NOTES = (
    "{people} people, best of {rounds} runs of {seconds:g} s with {connections} connections, in "
    "turn with the reference: {threads} threads that only verify the same hash; a sign-in also "
    "counts the guess, opens a session and signs a token; processor time per sign-in: gateway "
    "{gateway:.1f} ms, accounts service {accounts:.1f} ms, argon2id alone {argon2:.1f} ms; p95 "
    "{p95:.0f} ms"
)
REFRESH_NOTES = (
    "each request spends another session's token, best of {rounds} runs of {seconds:g} s with "
    "{connections} connections, in turn with the reference: GET /v1/me through the same gateway "
    "and service; processor time per refresh: gateway {gateway:.2f} ms, accounts service "
    "{accounts:.2f} ms; p95 {p95:.1f} ms"
)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run over HTTP, and the processor time of both processes per request in milliseconds."""

    summary: Summary
    gateway: float
    accounts: float

    @property
    def speed(self) -> float:
        """Answers per second."""
        return self.summary.per_second


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """Hashes per second without anything around them, and the processor time of each."""

    speed: float
    milliseconds: float


def measure_sign_in(folder: Path, seconds: float) -> list[Row]:
    """Signing in with a password, and the same hashes alone."""
    hasher = PasswordHasher(passwords.PASSES, passwords.MEMORY_KIB, passwords.LANES)
    digest = hasher.hash(PASSWORD)
    asked = [_signing_in(email) for email in store_people(PEOPLE, digest)]
    pairs = [
        (_run(folder, asked, seconds, again=True), _hash(hasher, digest, seconds))
        for _ in range(ROUNDS)
    ]
    ours = max((run for run, _ in pairs), key=lambda run: run.speed)
    alone = max((run for _, run in pairs), key=lambda run: run.speed)
    notes = SIGN_IN_NOTES.format(
        people=PEOPLE,
        threads=passwords.AT_ONCE,
        argon2=alone.milliseconds,
        **_figures(ours, seconds),
    )
    return [_row("Sign-in", ours, alone.speed, "argon2id alone", SIGN_IN_BUDGET, notes)]


def measure_refresh(folder: Path, seconds: float) -> list[Row]:
    """Fresh tokens for a refresh token, and the caller's own data for an access token."""
    reads = [request_bytes("GET", "/v1/me", token) for token in store_readers(PEOPLE)]
    amount = int(TOKENS_PER_SECOND * (seconds + 1))
    pairs = [
        (
            _run(
                folder, [_refreshing(one) for one in store_sessions(amount)], seconds, again=False
            ),
            _run(folder, reads, seconds, again=True),
        )
        for _ in range(ROUNDS)
    ]
    ours, read = (max(runs, key=lambda run: run.speed) for runs in zip(*pairs, strict=True))
    notes = REFRESH_NOTES.format(**_figures(ours, seconds))
    return [_row("Token refresh", ours, read.speed, "GET /v1/me", REFRESH_BUDGET, notes)]


def _row(name: str, ours: Run, reference: float, against: str, budget: float, notes: str) -> Row:
    return Row(
        name=name,
        unit="req/s",
        ours=ours.speed,
        reference=reference,
        against=against,
        budget=f"≥ {budget:g}x",
        met=ours.speed >= budget * reference,
        notes=notes,
        details=msgspec.to_builtins(ours),
    )


def _run(folder: Path, requests: list[bytes], seconds: float, *, again: bool) -> Run:
    """Send the requests from a process of its own, and see what they cost the servers."""
    host, port = target.address()
    file = folder / "identity.msgpack"
    work = Assignment(host=host, port=port, requests=requests, again=again)
    file.write_bytes(msgspec.msgpack.encode(work))
    servers = target.gateway(), target.service("accounts")
    for server in servers:
        settle(server)
    before = [processor_seconds(server) for server in servers]
    command = [sys.executable, "-m", "tests.load.replay", str(file)]
    printed = collect([*command, str(seconds), str(CONNECTIONS)], seconds=seconds + 60)
    summary = msgspec.json.decode(printed, type=Summary)
    if summary.errors:
        raise NotMeasured(f"{summary.errors} of {summary.count} requests were refused.")
    costs = [
        1000 * (processor_seconds(server) - used) / max(1, summary.count)
        for server, used in zip(servers, before, strict=True)
    ]
    return Run(summary=summary, gateway=costs[0], accounts=costs[1])


def _hash(hasher: PasswordHasher, digest: str, seconds: float) -> Alone:
    """Verify in as many threads as the service does, and do nothing else."""
    deadline = time.perf_counter() + seconds

    def verify(_: int) -> int:
        count = 0
        while time.perf_counter() < deadline:
            hasher.verify(digest, PASSWORD)
            count += 1
        return count

    used = time.process_time()
    with ThreadPoolExecutor(passwords.AT_ONCE) as threads:
        count = sum(threads.map(verify, range(passwords.AT_ONCE)))
    used = time.process_time() - used
    return Alone(speed=count / seconds, milliseconds=1000 * used / max(1, count))


def _signing_in(email: str) -> bytes:
    body = msgspec.json.encode({"email": email, "password": PASSWORD})
    return request_bytes("POST", "/v1/sessions", body=body)


def _refreshing(secret: str) -> bytes:
    body = msgspec.json.encode({"refresh_token": secret})
    return request_bytes("POST", "/v1/sessions/refresh", body=body)


def _figures(run: Run, seconds: float) -> dict[str, float]:
    return {
        "rounds": ROUNDS,
        "seconds": seconds,
        "connections": CONNECTIONS,
        "gateway": run.gateway,
        "accounts": run.accounts,
        "p95": run.summary.p95_ms,
    }
