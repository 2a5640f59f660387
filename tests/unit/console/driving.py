"""Opening the console on an academy in memory, and waiting for what it shows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import AdminConsole
from console.widgets.detail import DetailPanel
from tests.unit.console import samples
from tests.unit.console.rest import Rest, known_rest, tell_tasks
from tests.unit.console.stub import StubAcademy, StubLive

SMALL = (80, 24)
LARGE = (160, 50)
_TURNS = 300
_TURN_SECONDS = 0.02
_SETTLING_TURNS = 50
_LONGEST_SECONDS = 120
_OPENING_SECONDS = 60


class Desk:
    """A running console, the academy behind it and the pilot that presses its keys."""

    def __init__(
        self, academy: StubAcademy, live: StubLive, pilot: Pilot[None], rest: Rest
    ) -> None:
        self.academy = academy
        self.live = live
        self.pilot = pilot
        self.rest = rest

    @property
    def app(self) -> AdminConsole:
        """The running console."""
        assert isinstance(self.pilot.app, AdminConsole)
        return self.pilot.app

    async def arrive(self) -> None:
        """Come in; what home would have told is known at other places, too."""
        await self.settle()
        if self.app.first != "home":
            self.app.waiting_courses = self.academy.overview.courses.submitted
            await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys, each after the one before it has had its effect."""
        for key in keys:
            await self.app._press_keys([key])
            await self.settle()

    async def settle(self) -> None:
        """Let messages, workers and layout come to rest."""
        for _ in range(_SETTLING_TURNS):
            await self.pilot.pause()
            if self.rest.complete or self.rest.in_threads:
                return
            await asyncio.sleep(_TURN_SECONDS / 4)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, for a few seconds at most."""
        for _ in range(_TURNS):
            if condition():
                return
            await self.pilot.pause(_TURN_SECONDS)
        pytest.fail(f"It never came true. The screen shows:\n{self.text()}")

    def told(self, words: str) -> bool:
        """Whether a notice says so, however its lines break."""
        return any(words in notice.message for notice in self.app._notifications)

    def text(self) -> str:
        """What stands on the screen, line by line."""
        return picture(self.app)

    def detail(self) -> str:
        """What stands in the side panel."""
        panel = self.app.screen.query_one(DetailPanel).query_one(Static)
        return "\n".join(strip.text for strip in panel.render_lines(panel.size.region))


def picture(console: AdminConsole) -> str:
    """What stands on the screen, line by line, once there is one."""
    if not console.screen_stack:
        return "(nothing yet)"
    strips = console.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


@asynccontextmanager
async def in_time(console: AdminConsole, seconds: float) -> AsyncIterator[None]:
    """Say what goes on for ever, and show what stands on the screen meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        tell_tasks()
        pytest.fail(f"It never came to an end. The screen shows:\n{picture(console)}")


@asynccontextmanager
async def running(console: AdminConsole, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The pilot of a running console; neither to start nor to end it takes for ever."""
    run = console.run_test(size=size, notifications=True)
    async with in_time(console, _OPENING_SECONDS):
        pilot = await run.__aenter__()
    try:
        yield pilot
    finally:
        async with in_time(console, _OPENING_SECONDS):
            await run.__aexit__(None, None, None)


@asynccontextmanager
async def open_desk(
    academy: StubAcademy | None = None, size: tuple[int, int] = SMALL, *, at: str = "home"
) -> AsyncIterator[Desk]:
    """A console of this size, with whoever is stored signed in and at this place."""
    academy, live = academy or StubAcademy(), StubLive()
    console = AdminConsole(academy, live, clock=lambda: samples.NOW)
    console.animation_level, console.first = "none", at
    with known_rest() as rest:
        async with running(console, size) as pilot:
            desk = Desk(academy, live, pilot, rest)
            async with in_time(console, _LONGEST_SECONDS):
                await desk.arrive()
                yield desk
