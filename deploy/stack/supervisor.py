"""The supervisor: `python -m deploy.stack.supervisor NAME ROOT` keeps a stack's parts running."""

import fcntl
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

import psutil

from deploy.stack import processes
from deploy.stack.board import (
    Seen,
    Supervision,
    Wanted,
    read_owner,
    read_seen,
    read_wanted,
    supervisor_code,
    write_seen,
    write_supervisor,
)
from deploy.stack.keeper import Keeper
from deploy.stack.stack import Stack

TICK = 0.1
# Leave, and leave the parts running for the next supervisor.
HAND_OVER = signal.SIGUSR1
LOG_LIMIT = 20_000_000
LOG_CHECK_EVERY = 30.0


class Supervisor:
    """Takes over what already runs, then keeps reality equal to the board."""

    def __init__(self, stack: Stack) -> None:
        """Read the board; processes that outlived an earlier supervisor are kept, not doubled."""
        self._stack = stack
        self._prefix = f"{stack.folder}#"
        self._keepers: dict[str, Keeper] = {}
        self._reported: Seen | None = None
        self._logs_checked = 0.0
        self._take_over()

    def run(self) -> None:
        """Until asked to leave, alone or with all parts."""
        asked: list[int] = []

        def leave(number: int, _frame: FrameType | None) -> None:
            asked.append(number)

        for number in (signal.SIGTERM, HAND_OVER):
            signal.signal(number, leave)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        while not asked and not self._is_orphaned():
            self.tick()
            time.sleep(TICK)
        if HAND_OVER not in asked:
            self.stop_all()

    def tick(self) -> None:
        """One round over all parts."""
        wanted, now = read_wanted(self._stack), time.monotonic()
        for name in wanted.parts.keys() | self._keepers.keys():
            self._keeper(name).tick(wanted.parts.get(name), wanted.order(name), now)
        self._report(wanted)
        self._keep_logs_short(now)

    def stop_all(self) -> None:
        """The doors first, the servers last; at the end nothing of this stack runs."""
        while any(keeper.process for keeper in self._keepers.values()):
            alive = [keeper for keeper in self._keepers.values() if keeper.process]
            highest = max(keeper.rank for keeper in alive)
            for keeper in alive:
                if keeper.rank == highest:
                    keeper.tick(None, None, time.monotonic())
            time.sleep(TICK)
        for _name, stray in processes.strays(self._prefix):
            processes.kill(stray)
        self._report(Wanted())

    def _is_orphaned(self) -> bool:
        """Whether the command this stack was made for is gone, killed perhaps."""
        owner = read_owner(self._stack)
        return owner is not None and processes.find(owner) is None

    def _take_over(self) -> None:
        for name, running in read_seen(self._stack).parts.items():
            process = processes.find(running.identity) if running.identity else None
            if process is not None:
                keeper = self._keeper(name)
                keeper.process, keeper.order = process, running.order
                keeper.rank, keeper.stop_signal = running.rank, running.stop_signal
        known = {keeper.process.pid for keeper in self._keepers.values() if keeper.process}
        for name, stray in processes.strays(self._prefix):
            if stray.pid not in known and _leads_its_session(stray):
                self._end_unknown(name, stray)

    def _end_unknown(self, name: str, stray: psutil.Process) -> None:
        """A part started just before the last supervisor died: no record says what it is."""
        keeper = Keeper(f"{name} (unrecorded)", self._stack.logs / f"{name}.log", "")
        keeper.process, keeper.rank = stray, 99
        self._keepers[keeper.name] = keeper

    def _keeper(self, name: str) -> Keeper:
        if name not in self._keepers:
            log = self._stack.logs / f"{name}.log"
            self._keepers[name] = Keeper(name, log, f"{self._prefix}{name}")
        return self._keepers[name]

    def _report(self, wanted: Wanted) -> None:
        for name in list(self._keepers):
            if name not in wanted.parts and self._keepers[name].process is None:
                del self._keepers[name]
        seen = Seen({name: keeper.report() for name, keeper in self._keepers.items()})
        if seen != self._reported:
            write_seen(self._stack, seen)
            self._reported = seen

    def _keep_logs_short(self, now: float) -> None:
        """Parts append, so a log can be copied away and emptied under them."""
        if now - self._logs_checked < LOG_CHECK_EVERY:
            return
        self._logs_checked = now
        for log in self._stack.logs.glob("*.log"):
            if log.stat().st_size > LOG_LIMIT:
                shutil.copyfile(log, log.with_suffix(".log.1"))
                with log.open("r+b") as file:
                    file.truncate(0)


def _leads_its_session(process: psutil.Process) -> bool:
    return os.getsid(process.pid) == process.pid


def main() -> None:
    """Run unless another supervisor already looks after this stack."""
    stack = Stack(sys.argv[1], Path(sys.argv[2]))
    with stack.supervisor_lock.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        write_supervisor(
            stack, Supervision(processes.identify(psutil.Process()), supervisor_code())
        )
        Supervisor(stack).run()


if __name__ == "__main__":
    main()
