"""Keeps one part running: starts it, notices its death, starts it again later and later."""

import signal
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.stack import processes
from deploy.stack.board import Running
from deploy.stack.part import Part

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0
STEADY_AFTER = 30.0
PATIENCE_WITH_LEAVING = 20.0


def pause_after(failures: int) -> float:
    """Seconds to wait before the next start: doubles with every failure in a row."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (failures - 1))


@dataclass
class Keeper:
    """One part's process and its history; `tick` moves it one step towards what is wanted."""

    name: str
    log: Path
    mark: str
    process: psutil.Process | None = None
    order: str = ""
    rank: int = 0
    stop_signal: int = signal.SIGTERM
    restarts: int = 0
    last_exit: int | None = None
    _failures: int = field(default=0, init=False)
    _started_at: float = field(default=0.0, init=False)
    _start_after: float = field(default=0.0, init=False)
    _leaving_since: float | None = field(default=None, init=False)
    _last_asked: str | None = field(default=None, init=False)

    def tick(self, part: Part | None, order: str | None, now: float) -> None:
        """Compare what runs with what should, and do the one next thing."""
        if self.process is not None and not processes.is_alive(self.process):
            self._bury(now)
        if order != self._last_asked:
            self._last_asked = order
            self._forgive()
        if self.process is None:
            if part is not None and order is not None and now >= self._start_after:
                self._start(part, order, now)
        elif order != self.order or self._leaving_since is not None:
            self._ask_to_leave(now)

    def report(self) -> Running:
        """What the board shows of this part."""
        alive = self.process is not None and processes.is_alive(self.process)
        return Running(
            identity=processes.identify(self.process) if self.process and alive else None,
            order=self.order if alive else "",
            rank=self.rank,
            stop_signal=self.stop_signal,
            restarts=self.restarts,
            last_exit=self.last_exit,
        )

    def _forgive(self) -> None:
        """A changed order is a fresh start: earlier failures no longer delay it."""
        self._failures, self._start_after = 0, 0.0

    def _start(self, part: Part, order: str, now: float) -> None:
        self.order, self.rank, self.stop_signal = order, part.rank, part.stop_signal
        self._started_at = now
        try:
            self.process = processes.spawn(part, self.log, self.mark)
        except (OSError, KeyError) as error:
            with self.log.open("a") as log:
                log.write(f"could not start: {error}\n")
            self._failed(now)

    def _ask_to_leave(self, now: float) -> None:
        if self.process is None:
            return
        if self._leaving_since is None:
            self._leaving_since = now
            processes.ask_to_leave(self.process, self.stop_signal)
        elif now - self._leaving_since > PATIENCE_WITH_LEAVING:
            processes.kill(self.process)

    def _bury(self, now: float) -> None:
        """The process is gone: by request, or of its own accord and then it counts as a failure."""
        self.last_exit = getattr(self.process, "returncode", None)
        asked, self._leaving_since, self.process = self._leaving_since is not None, None, None
        if asked:
            self._forgive()
            return
        if now - self._started_at > STEADY_AFTER:
            self._failures = 0
        self._failed(now)

    def _failed(self, now: float) -> None:
        self._failures += 1
        self.restarts += 1
        self._start_after = now + pause_after(self._failures)
