"""One picture per screen and state, at the sizes people use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from console.messages import LiveEvent
from contracts.errors import Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, SMALL, Desk, open_desk
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import OpenDoor, StubAcademy

AWAY = Unavailable("http://127.0.0.1:8000 cannot be reached.")
PLACES = {"home": "1", "courses": "2", "people": "3", "orders": "4", "audit": "5"}


def silent(academy: StubAcademy) -> None:
    academy.silent = True


def away(academy: StubAcademy) -> None:
    academy.refusal = AWAY


def empty(academy: StubAcademy) -> None:
    academy.courses, academy.people, academy.orders, academy.entries = [], [], [], []


def signed_out(academy: StubAcademy) -> None:
    academy.stored = None


SOMEONE = str(samples.make_id("someone"))
NEWS: list[tuple[str, dict[str, Any], int]] = [
    ("accounts.user.registered.v1", {"user_id": SOMEONE, "role": "student"}, 9),
    (
        "courses.course.submitted.v1",
        {"course_id": SOMEONE, "title": "Python from the ground up", "teacher_id": SOMEONE},
        3,
    ),
    (
        "courses.enrollment.created.v1",
        {
            "course_id": SOMEONE,
            "course_slug": "free-verse",
            "course_title": "Free verse",
            "student_id": SOMEONE,
        },
        0,
    ),
]


def tell_news(desk: Desk) -> None:
    """Three events of the last ten minutes."""
    for event_type, content, minutes in NEWS:
        at = samples.NOW - timedelta(minutes=minutes)
        desk.live.post(LiveEvent(event_type, content, at))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_places_with_content(size: tuple[int, int]) -> None:
    async with open_desk(size=size) as desk:
        tell_news(desk)
        for place, key in PLACES.items():
            await desk.press(key)

            await assert_looks_like(desk, f"{place}-{'small' if size == SMALL else 'large'}")


@pytest.mark.parametrize("prepare", [silent, away, empty])
async def test_places_without_content(prepare: Callable[[StubAcademy], None]) -> None:
    academy = OpenDoor()
    prepare(academy)
    async with open_desk(academy) as desk:
        for place, key in PLACES.items():
            await desk.press(key)

            await assert_looks_like(desk, f"{place}-{prepare.__name__}")


async def test_places_whose_content_is_stale() -> None:
    async with open_desk() as desk:
        for place, key in PLACES.items():
            desk.academy.refusal = None
            await desk.press(key)
            away(desk.academy)
            await desk.press("r")

            await assert_looks_like(desk, f"{place}-stale")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("review-small", ["2", "enter"]),
        ("review-lesson", ["2", "enter", "down", "down", "down", "down", "enter"]),
        ("review-approve", ["2", "enter", "a"]),
        ("review-reject", ["2", "enter", "x", "N", "o"]),
        ("people-role", ["3", "c", "down", "enter"]),
        ("people-detail", ["3", "enter"]),
        ("orders-detail", ["4", "down", "enter"]),
        ("audit-detail", ["5", "enter"]),
        ("help", ["3", "question_mark"]),
    ],
)
async def test_what_keys_open(name: str, keys: list[str]) -> None:
    async with open_desk() as desk:
        await desk.press(*keys)

        await assert_looks_like(desk, name)


async def test_a_review_on_a_large_terminal() -> None:
    async with open_desk(size=LARGE) as desk:
        await desk.press("2", "enter", "down", "down", "down", "down", "enter")

        await assert_looks_like(desk, "review-large")


@pytest.mark.parametrize("prepare", [silent, away])
async def test_a_review_without_its_course(prepare: Callable[[StubAcademy], None]) -> None:
    async with open_desk() as desk:
        await desk.press("2")
        prepare(desk.academy)
        await desk.press("enter")

        await assert_looks_like(desk, f"review-{prepare.__name__}")


async def test_the_door() -> None:
    academy = StubAcademy()
    signed_out(academy)
    async with open_desk(academy) as desk:
        await assert_looks_like(desk, "signin")


async def test_the_door_after_a_refusal() -> None:
    academy = StubAcademy()
    signed_out(academy)
    academy.refusal = AWAY
    async with open_desk(academy) as desk:
        await desk.press(*"a@b.c", "enter", *"secret", "enter")

        await assert_looks_like(desk, "signin-away")


async def test_places_in_light_colors() -> None:
    async with open_desk() as desk:
        await desk.app.run_action("use_theme('academy-light')")
        for place in ("home", "people"):
            await desk.press(PLACES[place])

            await assert_looks_like(desk, f"{place}-light")
