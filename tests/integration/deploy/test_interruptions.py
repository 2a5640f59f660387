"""Whatever moment it is interrupted at, the next `up` puts it right."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.deploy.checkout import Checkout, marked
from tests.waiting import until

INTERRUPTED = 130


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Tests that run as a shell's background job are deaf to it, and so is what they start."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Checkout]:
    """A checkout that was never up."""
    made = Checkout(tmp_path / "academy")
    yield made
    made.remove()


@pytest.mark.parametrize(
    "moment",
    [".academy/local/secrets.json", ".academy/local/supervisor.json", "demo-runs"],
)
def test_ctrl_c_in_the_middle_of_the_first_up_loses_nothing(fresh: Checkout, moment: str) -> None:
    first = fresh.start("up")
    until((fresh.root / moment).exists, seconds=60, every=0.01)

    first.send_signal(signal.SIGINT)

    said, _ = first.communicate(timeout=60)
    assert first.returncode == INTERRUPTED, said
    assert "Run the same command again" in said
    fresh.call("up")
    assert fresh.try_to("status")[0] == 0


def test_a_launcher_killed_outright_is_followed_by_a_working_up(fresh: Checkout) -> None:
    first = fresh.start("up")
    until((fresh.root / ".academy/local/seen.json").exists, seconds=60, every=0.01)

    first.kill()

    first.communicate(timeout=60)
    fresh.call("up")
    assert fresh.try_to("status")[0] == 0


def test_a_private_stack_does_not_outlive_its_killed_test_run(fresh: Checkout) -> None:
    run = fresh.start("test", "tests/endless.py")
    (fresh.root / "tests" / "endless.py").write_text(
        "import os, pathlib, time\n\n\ndef test_endless():\n"
        "    parent = os.getppid()\n    pathlib.Path('started').touch()\n"
        "    while os.getppid() == parent:\n        time.sleep(0.1)\n"
    )
    until((fresh.root / "started").exists, seconds=90)
    mark = f"{fresh.root}/.academy/test#"
    assert marked(mark)

    run.kill()

    run.communicate(timeout=60)
    until(lambda: not marked(mark), seconds=40)
