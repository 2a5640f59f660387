"""Looking at what runs."""

import subprocess
import time

import psutil

from deploy.stack import control
from deploy.stack.board import Running, read_seen, read_wanted
from deploy.stack.commands.words import parser, stack_of
from deploy.stack.processes import find
from deploy.stack.report import say
from deploy.stack.stack import Stack

HOUR, MINUTE = 3600, 60


def status(arguments: list[str]) -> int:
    """What runs, how long, with how much memory, and whether it answers."""
    stack = stack_of(parser("status").parse_args(arguments))
    wanted, seen = read_wanted(stack), read_seen(stack)
    if not wanted.parts or not control.is_supervised(stack):
        say("Academy is not running. Start it with ./academy up")
        return 1
    say(f"  {'part':<15}{'state':<12}{'pid':>8}{'up':>9}{'memory':>9}{'restarts':>10}")
    healthy = True
    for name, part in sorted(wanted.parts.items(), key=lambda item: (item[1].rank, item[0])):
        running = seen.parts.get(name, Running())
        complaint = part.probe.complaint() if running.identity else "down"
        healthy = healthy and complaint is None
        say(_row(name, running, complaint))
    return 0 if healthy else 1


def logs(arguments: list[str]) -> int:
    """Show the end of a part's log: logs [part] [-n lines] [-f to follow]."""
    words = parser("logs")
    words.add_argument("part", nargs="?")
    words.add_argument("-n", type=int, default=60)
    words.add_argument("-f", "--follow", action="store_true")
    options = words.parse_args(arguments)
    stack = stack_of(options)
    if options.part is None:
        return _list_logs(stack)
    log = stack.logs / f"{options.part}.log"
    if not log.exists():
        return _list_logs(stack)
    follow = ["-F"] if options.follow else []
    return subprocess.run(["tail", "-n", str(options.n), *follow, str(log)], check=False).returncode


def _list_logs(stack: Stack) -> int:
    say("Logs (./academy logs NAME shows the end of one):")
    for log in sorted(stack.logs.glob("*.log")):
        say(f"  {log.stem:<15}{log.stat().st_size:>12,} bytes  {log}")
    return 0


def _row(name: str, running: Running, complaint: str | None) -> str:
    process = find(running.identity) if running.identity else None
    if running.identity is None or process is None:
        return f"  {name:<15}{'down':<12}{'':>26}{running.restarts:>10}"
    state = "ready" if complaint is None else "not ready"
    memory = _family_memory(process) / 1_000_000
    age = _duration(time.time() - running.identity.started)
    row = f"  {name:<15}{state:<12}{process.pid:>8}{age:>9}{memory:>6.0f} MB{running.restarts:>10}"
    return row if complaint is None else f"{row}  {complaint}"


def _family_memory(process: psutil.Process) -> int:
    """Bytes held by a part and what it started, without what they share."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_info().rss - member.memory_info().shared
        except psutil.Error:
            continue
    return total


def _duration(seconds: float) -> str:
    if seconds >= HOUR:
        return f"{seconds / HOUR:.1f} h"
    return f"{seconds / MINUTE:.0f} min" if seconds >= MINUTE else f"{seconds:.0f} s"
