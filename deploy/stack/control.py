"""The launcher's side of the supervisor: ask for parts, wait for them, take them down."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import psutil

from deploy.stack import files, processes
from deploy.stack.board import (
    Running,
    Seen,
    Supervision,
    Wanted,
    change_wanted,
    read_seen,
    read_supervisor,
    read_wanted,
    supervisor_code,
)
from deploy.stack.part import Part
from deploy.stack.stack import ROOT, Stack
from deploy.stack.supervisor import HAND_OVER, Supervisor

LOOK_EVERY = 0.1
GIVE_UP_AFTER_RESTARTS = 4
DOWN_PATIENCE = 90.0


class NotReady(msgspec.Struct, frozen=True):
    """A part that did not become ready, and why."""

    name: str
    reason: str
    log: Path


def is_supervised(stack: Stack) -> bool:
    """Whether a living supervisor looks after the stack."""
    return files.is_locked(stack.supervisor_lock)


def supervise(stack: Stack) -> None:
    """Start the supervisor if none runs; what a dead one left running goes on undisturbed.

    One that runs older code than this hands over first.
    """
    if is_supervised(stack):
        if _supervision(stack).code == supervisor_code():
            return
        processes.ask_to_leave(_supervisor(stack), HAND_OVER)
        _wait(lambda: not is_supervised(stack), 10.0, "The old supervisor did not hand over.")
    alive = {
        name
        for name, running in read_seen(stack).parts.items()
        if running.identity and processes.find(running.identity)
    }
    keep_only(stack, alive)
    with (stack.logs / "supervisor.log").open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "deploy.stack.supervisor", stack.name, str(stack.root)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _wait(lambda: is_supervised(stack), 10.0, "The supervisor did not start.")


def want(stack: Stack, parts: Iterable[Part]) -> None:
    """Ask for parts, in addition to those already wanted."""
    fresh = {part.name: part for part in parts}

    def add(wanted: Wanted) -> Wanted:
        return msgspec.structs.replace(
            wanted, parts=wanted.parts | fresh, held=wanted.held - fresh.keys()
        )

    change_wanted(stack, add)


def keep_only(stack: Stack, names: Iterable[str]) -> None:
    """Forget every other part; the supervisor stops it."""
    kept = set(names)

    def drop(wanted: Wanted) -> Wanted:
        parts = {name: part for name, part in wanted.parts.items() if name in kept}
        return Wanted(parts=parts, held=wanted.held & kept, turns=wanted.turns)

    change_wanted(stack, drop)


def hold(stack: Stack, name: str) -> None:
    """Stop a part and keep it down until it is released."""
    _known(stack, name)
    change_wanted(stack, lambda now: msgspec.structs.replace(now, held=now.held | {name}))


def release(stack: Stack, name: str) -> None:
    """Let a held part run again."""
    _known(stack, name)
    change_wanted(stack, lambda now: msgspec.structs.replace(now, held=now.held - {name}))


def turn(stack: Stack, name: str) -> None:
    """Ask for one orderly restart."""
    _known(stack, name)

    def count(wanted: Wanted) -> Wanted:
        turns = wanted.turns | {name: wanted.turns.get(name, 0) + 1}
        return msgspec.structs.replace(wanted, turns=turns, held=wanted.held - {name})

    change_wanted(stack, count)


def kill(stack: Stack, name: str) -> None:
    """Kill -9: the supervisor finds it dead, as after a crash."""
    running = _known(stack, name)
    process = processes.find(running.identity) if running.identity else None
    if process is not None:
        processes.kill(process)


def wait_gone(stack: Stack, name: str) -> None:
    """Until the part no longer runs."""

    def gone() -> bool:
        running = read_seen(stack).parts.get(name, Running())
        if running.identity is None:
            return True
        return not is_supervised(stack) and processes.find(running.identity) is None

    _wait(gone, DOWN_PATIENCE, f"{name} did not stop.")


def wait_ready(
    stack: Stack,
    names: Iterable[str],
    *,
    patience: float,
    tell: Callable[[list[str]], None] = lambda _waiting: None,
) -> list[NotReady]:
    """Until every named part runs as ordered and answers; what did not make it comes back."""
    wanted, before = read_wanted(stack), read_seen(stack)
    waiting = dict.fromkeys(names, "not started yet")
    deadline = time.monotonic() + patience
    while waiting and time.monotonic() < deadline:
        seen = read_seen(stack)
        waiting = _still_waiting(waiting, wanted, seen)
        tell(sorted(waiting))
        if any(_keeps_dying(name, before, seen) for name in waiting):
            break
        if waiting:
            time.sleep(LOOK_EVERY)
    return [NotReady(name, why, stack.logs / f"{name}.log") for name, why in waiting.items()]


def down(stack: Stack) -> None:
    """Stop everything this stack started, with or without a living supervisor."""
    if is_supervised(stack):
        supervisor = _supervisor(stack)
        processes.ask_to_leave(supervisor, signal.SIGTERM)
        complaint = f"The supervisor did not stop; see {stack.logs / 'supervisor.log'}."
        _wait(lambda: not processes.is_alive(supervisor), DOWN_PATIENCE, complaint)
    else:
        Supervisor(stack).stop_all()
    keep_only(stack, [])


def _supervisor(stack: Stack) -> psutil.Process:
    """The living supervisor's process."""
    return psutil.Process(_supervision(stack).identity.pid)


def _supervision(stack: Stack) -> Supervision:
    """What the living supervisor says of itself, once it has."""
    found: list[Supervision] = []

    def known() -> bool:
        said = read_supervisor(stack)
        found.extend([said] if said and processes.find(said.identity) else [])
        return bool(found)

    _wait(known, 10.0, "The supervisor does not say who it is.")
    return found[0]


def _still_waiting(waiting: dict[str, str], wanted: Wanted, seen: Seen) -> dict[str, str]:
    """The names not ready yet, each with the reason."""
    left = {}
    for name in waiting:
        running = seen.parts.get(name, Running())
        if running.identity is None or running.order != wanted.order(name):
            ended = f"it ended with {running.last_exit}" if running.restarts else "not started yet"
            left[name] = ended
        elif complaint := wanted.parts[name].probe.complaint():
            left[name] = complaint
    return left


def _keeps_dying(name: str, before: Seen, seen: Seen) -> bool:
    then = before.parts.get(name, Running()).restarts
    return seen.parts.get(name, Running()).restarts - then >= GIVE_UP_AFTER_RESTARTS


def _known(stack: Stack, name: str) -> Running:
    """What runs under the name, or the error that lists the right ones."""
    parts = read_wanted(stack).parts
    if name not in parts:
        message = f"No part is called {name!r}; there are: {', '.join(sorted(parts)) or 'none'}."
        raise LookupError(message)
    return read_seen(stack).parts.get(name, Running())


def _wait(done: Callable[[], bool], patience: float, complaint: str) -> None:
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(complaint)
        time.sleep(LOOK_EVERY)
