"""How one part is kept running."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.stack import processes
from deploy.stack.keeper import LONGEST_PAUSE, Keeper, pause_after
from deploy.stack.part import Part
from deploy.stack.probes import TcpProbe
from tests.waiting import until


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (6, 10.0), (60, 10.0)]
)
def test_the_pause_before_a_restart_doubles_up_to_a_limit(failures: int, seconds: float) -> None:
    assert pause_after(failures) == seconds


def test_a_wanted_part_is_started_and_an_unwanted_one_asked_to_leave(tmp_path: Path) -> None:
    keeper, part = Keeper("one", tmp_path / "log", "mark"), make_part("import time; time.sleep(60)")

    keeper.tick(part, "first", now=0.0)
    started = keeper.process
    keeper.tick(None, None, now=1.0)
    until(lambda: started is not None and not processes.is_alive(started))
    keeper.tick(None, None, now=2.0)

    assert keeper.process is None
    assert keeper.restarts == 0


def test_a_part_that_dies_is_started_again_after_a_growing_pause(tmp_path: Path) -> None:
    keeper, part = Keeper("one", tmp_path / "log", "mark"), make_part("raise SystemExit(3)")

    starts: list[float] = []
    now = 0.0
    while len(starts) < 4:
        keeper.tick(part, "first", now)
        if keeper.process is None:
            now += 0.25
        else:
            starts.append(now)
            wait_for_end(keeper)

    assert keeper.last_exit == 3
    assert [later - earlier for earlier, later in pairwise(starts)] == [0.5, 1, 2]


def test_a_changed_order_is_carried_out_at_once_in_spite_of_earlier_failures(
    tmp_path: Path,
) -> None:
    keeper, broken = Keeper("one", tmp_path / "log", "mark"), make_part("raise SystemExit(3)")
    keeper.tick(broken, "first", now=0.0)
    wait_for_end(keeper)
    keeper.tick(broken, "first", now=0.0)
    assert keeper.report().identity is None

    keeper.tick(make_part("import time; time.sleep(60)"), "second", now=0.1)

    assert keeper.report().identity is not None
    keeper.tick(None, None, now=0.2)
    wait_for_end(keeper)


def test_a_part_that_ignores_the_signal_is_killed_when_patience_ends(tmp_path: Path) -> None:
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(60)"
    keeper, log = Keeper("one", tmp_path / "log", "mark"), tmp_path / "log"
    keeper.tick(make_part(stubborn), "first", now=0.0)
    until(lambda: log.read_text() == "1\n")
    process = keeper.process
    assert process is not None

    keeper.tick(None, None, now=1.0)
    keeper.tick(None, None, now=20.9)
    assert processes.is_alive(process)
    keeper.tick(None, None, now=21.1)

    until(lambda: not processes.is_alive(process))


def test_a_program_that_does_not_exist_counts_as_a_failure_and_says_so(tmp_path: Path) -> None:
    keeper = Keeper("one", tmp_path / "log", "mark")
    part = Part("one", ("/no/such/program",), {}, str(tmp_path), TcpProbe(1))

    keeper.tick(part, "first", now=0.0)

    assert keeper.restarts == 1
    assert "could not start" in (tmp_path / "log").read_text()
    assert pause_after(100) == LONGEST_PAUSE


def make_part(code: str) -> Part:
    """A part that runs a line of Python."""
    return Part("one", (sys.executable, "-u", "-c", code), {}, "/", TcpProbe(1))


def wait_for_end(keeper: Keeper) -> None:
    """Until the part's process has ended by itself."""
    process = keeper.process
    assert process is not None
    until(lambda: not processes.is_alive(process))
