"""Moderators decide about reviews."""

from uuid import UUID

import pytest
from textual.widgets import TextArea

from console.screens.courses import CoursesScreen
from console.screens.moderation import ModerationScreen
from console.widgets.reason import ReasonScreen
from console.widgets.resource_table import ResourceTable
from contracts.courses.errors import ReviewNotFound
from contracts.courses.reviews import HideReview, KeepReview, ModeratedReview, RestoreReview
from contracts.errors import Unavailable
from tests.unit.console.driving import LARGE, Desk, open_desk
from tests.unit.console.sample_reviews import make_reported
from tests.unit.console.snapshots import assert_looks_like

RUDE, OTHER = make_reported()


def decisions(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    kinds = (HideReview, KeepReview, RestoreReview)
    return [asked for asked in desk.academy.asked if isinstance(asked, kinds)]


def shown(desk: Desk) -> list[UUID]:
    """Which reviews are shown."""
    table: ResourceTable[ModeratedReview] = desk.app.screen.query_one(ResourceTable)
    return [review.id for review in table.items]


async def open_queue(desk: Desk) -> None:
    """From the courses to the reported reviews."""
    await desk.press("v")
    await desk.until(
        lambda: isinstance(desk.app.screen, ModerationScreen) and shown(desk) == [RUDE.id, OTHER.id]
    )


async def test_hiding_needs_a_reason_and_empties_the_queue() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("x", *"No", "ctrl+s")
        assert isinstance(desk.app.screen, ReasonScreen)
        await desk.press(*" insults", "ctrl+s")

        await desk.until(lambda: shown(desk) == [OTHER.id])
        assert decisions(desk) == [HideReview(review_id=RUDE.id, reason="No insults")]


async def test_keeping_settles_the_reports() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("k", *"Fair words", "ctrl+s")

        await desk.until(lambda: shown(desk) == [OTHER.id])
        assert decisions(desk) == [KeepReview(review_id=RUDE.id, reason="Fair words")]


async def test_a_hidden_review_can_be_shown_again() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("x", *"No insults", "ctrl+s")
        await desk.until(lambda: shown(desk) == [OTHER.id])
        await desk.press("f")
        await desk.until(lambda: shown(desk) == [RUDE.id])
        await desk.press("s", *"A mistake", "ctrl+s")

        await desk.until(lambda: desk.told("The review is shown again."))
        await desk.until(lambda: shown(desk) == [])
        assert decisions(desk)[1:] == [RestoreReview(review_id=RUDE.id, reason="A mistake")]


@pytest.mark.parametrize("key", ["s", "a"])
async def test_what_does_not_fit_a_reported_review_is_not_offered(key: str) -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press(key)

        assert isinstance(desk.app.screen, ModerationScreen)
        assert decisions(desk) == []


async def test_giving_up_changes_nothing_and_escape_leads_back() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("x", "escape")
        assert decisions(desk) == []

        await desk.press("escape")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))


async def test_a_refusal_is_said_and_the_list_fetched_again() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("k", *"Fine")
        desk.academy.refusal = ReviewNotFound("There is no such review.")
        await desk.press("ctrl+s")

        await desk.until(lambda: "Not decided" in desk.text())
        await desk.press("k")

        await desk.until(lambda: isinstance(desk.app.screen, ReasonScreen))
        assert desk.app.screen.query_one(TextArea).text == "Fine"


async def test_the_queue() -> None:
    async with open_desk(size=LARGE, at="courses") as desk:
        await open_queue(desk)

        await assert_looks_like(desk, "moderation-large")


async def test_the_queue_on_a_small_terminal() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)

        await assert_looks_like(desk, "moderation-small")


async def test_hiding_on_screen() -> None:
    async with open_desk(at="courses") as desk:
        await open_queue(desk)
        await desk.press("x", "N", "o")

        await assert_looks_like(desk, "moderation-hide")


@pytest.mark.parametrize("state", ["empty", "away", "silent"])
async def test_the_queue_without_content(state: str) -> None:
    async with open_desk(at="courses") as desk:
        desk.academy.reported = []
        desk.academy.silent = state == "silent"
        if state == "away":
            desk.academy.refusal = Unavailable("http://127.0.0.1:8000 cannot be reached.")
        await desk.press("v")

        await assert_looks_like(desk, f"moderation-{state}")
