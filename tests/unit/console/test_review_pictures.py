"""One picture per state of a review with changes, at the sizes people use."""

import pytest

from console.widgets.diff_view import DiffView
from tests.unit.console.driving import LARGE, SMALL, open_desk
from tests.unit.console.samples_review import make_changed_course, make_submissions
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import StubAcademy

TO_THE_TEXT = ["n", "n", "n"]


def academy(**changes: object) -> StubAcademy:
    """A queue whose first course changes what is published."""
    changed = StubAcademy()
    changed.courses[0] = make_changed_course(**changes)
    changed.courses[1] = make_changed_course(title="Taken down", live=False, taken_down=True)
    changed.submissions = make_submissions()
    return changed


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("changes", []),
        ("changes-text", TO_THE_TEXT),
        ("changes-reading", [*TO_THE_TEXT, "d"]),
        ("changes-approve", ["a", "space", "down", "space"]),
        ("changes-send-back", ["x", *"No pictures", "tab", "space"]),
        ("changes-throw-away", ["x", *"No pictures", "escape"]),
        ("changes-take-down", ["t", "S"]),
    ],
)
async def test_states_on_a_small_terminal(name: str, keys: list[str]) -> None:
    async with open_desk(academy(), size=SMALL, at="courses") as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.query_one(DiffView).display)
        await desk.press(*keys)

        await assert_looks_like(desk, name)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_both_texts_on_a_large_terminal(theme: str) -> None:
    async with open_desk(academy(), size=LARGE, at="courses") as desk:
        await desk.app.run_action(f"use_theme('academy-{theme}')")
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.query_one(DiffView).display)
        await desk.press("n", "n")
        await desk.until(lambda: "is a label" in desk.text())

        await assert_looks_like(desk, f"changes-large-{theme}")


async def test_earlier_reviews_on_a_large_terminal() -> None:
    async with open_desk(academy(publishes_itself=False), size=LARGE, at="courses") as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.query_one(DiffView).display)
        await desk.press("d")

        await assert_looks_like(desk, "changes-history")


async def test_marks_and_the_way_back_in_the_list() -> None:
    async with open_desk(academy(), at="courses") as desk:
        await desk.press("down")
        await assert_looks_like(desk, "courses-taken-down")
        await desk.press("t")

        await assert_looks_like(desk, "courses-put-back")
