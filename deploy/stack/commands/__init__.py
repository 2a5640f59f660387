"""The commands of `./academy`, found by name; the first line of a docstring is its help text."""

import signal
from collections.abc import Callable
from types import FrameType

from deploy.stack.commands import checking, data, developing, running, testing, watching
from deploy.stack.report import Refused, complain, say

Command = Callable[[list[str]], int]

FOR_EVERYBODY: dict[str, Command] = {
    "up": running.up,
    "down": running.down,
    "status": watching.status,
    "logs": watching.logs,
    "console": running.console,
    "admin": data.admin,
    "import": data.import_course,
    "demo": data.demo,
    "keys": data.keys,
    "audit": data.audit,
    "backup": data.backup,
    "restore": data.restore,
}
FOR_DEVELOPERS: dict[str, Command] = {
    "test": testing.test,
    "check": checking.check,
    "contracts": checking.contracts,
    "bench": testing.bench,
    "servers": developing.servers,
    "parts": developing.parts,
    "env": developing.env,
    "secrets": developing.secrets,
}
COMMANDS = FOR_EVERYBODY | FOR_DEVELOPERS
INTERRUPTED = 130


def run(words: list[str]) -> int:
    """Run one command; what a person can put right is said in words, not in a traceback."""
    name, arguments = (words[0], words[1:]) if words else ("help", [])
    if name in {"help", "-h", "--help"}:
        return show_help()
    if name not in COMMANDS:
        complain(f"There is no command {name!r}. `./academy help` lists them.")
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        return COMMANDS[name](arguments)
    except KeyboardInterrupt:
        complain("\nInterrupted. Run the same command again; it goes on from here.")
        return INTERRUPTED
    except (Refused, LookupError, TimeoutError) as refusal:
        complain(f"\n{refusal.args[0] if refusal.args else refusal}")
        return 1


def show_help() -> int:
    """Every command with the first line of its description."""
    say("Academy on one machine. Usage: ./academy COMMAND\n")
    for commands in (FOR_EVERYBODY, FOR_DEVELOPERS):
        for name, command in commands.items():
            first_line = (command.__doc__ or "").splitlines()[0]
            say(f"  {name:<10}{first_line}")
        say()
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
