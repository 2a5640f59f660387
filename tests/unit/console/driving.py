"""Opening the console on an academy in memory, and waiting for what it shows."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import AdminConsole
from console.widgets.detail import DetailPanel
from tests.unit.console import samples
from tests.unit.console.stub import StubAcademy, StubLive

SMALL = (80, 24)
LARGE = (160, 50)
_TURNS = 300
_TURN_SECONDS = 0.02
_SETTLING_TURNS = 3


class Desk:
    """A running console, the academy behind it and the pilot that presses its keys."""

    def __init__(self, academy: StubAcademy, live: StubLive, pilot: Pilot[None]) -> None:
        self.academy = academy
        self.live = live
        self.pilot = pilot

    @property
    def app(self) -> AdminConsole:
        """The running console."""
        assert isinstance(self.pilot.app, AdminConsole)
        return self.pilot.app

    async def press(self, *keys: str) -> None:
        """Press keys, each after the one before it has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Let messages, workers and layout come to rest."""
        for _ in range(_SETTLING_TURNS):
            await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, for a few seconds at most."""
        for _ in range(_TURNS):
            if condition():
                return
            await self.pilot.pause(_TURN_SECONDS)
        pytest.fail(f"It never came true. The screen shows:\n{self.text()}")

    def text(self) -> str:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    def detail(self) -> str:
        """What stands in the side panel."""
        panel = self.app.screen.query_one(DetailPanel).query_one(Static)
        return "\n".join(strip.text for strip in panel.render_lines(panel.size.region))


@asynccontextmanager
async def open_desk(
    academy: StubAcademy | None = None, size: tuple[int, int] = SMALL
) -> AsyncIterator[Desk]:
    """A console of this size, with whoever is stored signed in."""
    academy, live = academy or StubAcademy(), StubLive()
    console = AdminConsole(academy, live, clock=lambda: samples.NOW)
    console.animation_level = "none"
    async with console.run_test(size=size, notifications=True) as pilot:
        desk = Desk(academy, live, pilot)
        await desk.settle()
        yield desk
