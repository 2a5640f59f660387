"""The watchdog ends a process that has gone deaf, and no other."""

import time
from types import SimpleNamespace
from typing import Any

import pytest

from services.common import watchdog
from services.common.watchdog import PATIENCE, Watchdog


class Ended(BaseException):
    """Stands for the end of the process, or of the test's patience."""


class Publisher:
    """Confirms, or is away; and perhaps lets the consumer hear."""

    def __init__(self, dog: Watchdog, *, away: bool = False, heard: bool = False) -> None:
        self.sent = 0
        self._dog, self._away, self._heard = dog, away, heard

    def publish(self, *_: Any, **__: Any) -> None:
        self.sent += 1
        if self._away:
            raise OSError("no broker")
        if self._heard:
            self._dog.heard_at = time.monotonic() + 1


@pytest.fixture
def dog(monkeypatch: pytest.MonkeyPatch) -> Watchdog:
    """A watchdog without a broker, whose hours pass at once: at most ten rounds."""
    dog = Watchdog()
    dog.queue = SimpleNamespace(name="watchdog-test")
    dog.heard_at = 0.0
    rounds = iter(range(10))

    def pass_time(_: float) -> None:
        if next(rounds, None) is None:
            raise Ended("patience")

    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(watchdog, "sleep", pass_time)
    monkeypatch.setattr("os._exit", end)
    return dog


def watch(dog: Watchdog, publisher: Publisher) -> Any:
    """What ended the watch: an exit code, or the test's patience."""
    dog.__dict__["_publisher"] = publisher
    with pytest.raises(Ended) as ended:
        dog._watch()
    return ended.value.args[0]


def test_a_consumer_that_never_hears_ends_the_process(dog: Watchdog) -> None:
    publisher = Publisher(dog)

    assert watch(dog, publisher) == 1
    assert publisher.sent == PATIENCE


def test_a_consumer_that_hears_lives_on(dog: Watchdog) -> None:
    assert watch(dog, Publisher(dog, heard=True)) == "patience"


def test_a_broker_that_is_away_is_no_deaf_consumer(dog: Watchdog) -> None:
    assert watch(dog, Publisher(dog, away=True)) == "patience"
