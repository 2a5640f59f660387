"""Looking at what a working copy changes, and at the reviews before this one."""

import asyncio

from console.messages import LiveEvent
from console.widgets.diff_view import DiffView
from console.widgets.lesson_view import LessonView
from console.widgets.outline import Outline
from contracts.courses.authoring import GetLessonDraft
from contracts.courses.events import CourseApproved, CourseArchived
from contracts.courses.publication import (
    Change,
    FieldChange,
    GetLessonDiff,
    GetRevisionDiff,
    LessonDiff,
)
from contracts.courses.review import ListCoursesByStatus
from contracts.errors import Unavailable
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, Desk, open_desk
from tests.unit.console.samples_review import (
    make_change,
    make_changed_course,
    make_changes,
    make_submissions,
)
from tests.unit.console.stub import StubAcademy


def changed() -> StubAcademy:
    """An academy whose first course waits with changes of every kind."""
    academy = StubAcademy()
    academy.courses[0] = make_changed_course()
    academy.submissions = make_submissions()
    return academy


def compares(desk: Desk) -> bool:
    """Whether changes are shown."""
    return desk.app.screen.query_one(DiffView).display


async def shows(desk: Desk, *words: str) -> None:
    """Wait until all of these stand on the screen."""
    await desk.until(lambda: all(word in desk.text() for word in words))


async def test_a_first_submission_is_read_as_it_is() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "n", "d", "p")

        assert not compares(desk)
        assert not [each for each in desk.academy.asked if isinstance(each, GetRevisionDiff)]
        assert "Next" not in desk.text()


async def test_a_changed_course_opens_with_what_changed() -> None:
    async with open_desk(changed(), at="courses") as desk:
        await desk.press("enter")
        await shows(desk, "What changes in edition 2")

        assert compares(desk)
        await shows(desk, "1 added, 1 removed, 1 changed", "The chapter on loops is new.")
        for line in (
            "~ About this course",
            "↕ ▶ Setting up",
            "~ ¶ Values",
            "+ ▷ Lists",
            "- Punched",
        ):
            assert line in desk.text()


async def test_one_key_leads_through_all_changes_and_another_back() -> None:
    async with open_desk(changed(), size=LARGE, at="courses") as desk:
        await desk.press("enter")
        await shows(desk, "What changes")
        seen = ["Every word of it stays", "is a label for a value", "added to", "removed from"]
        for words in seen:
            await desk.press("n")
            await shows(desk, words)
        await desk.press("n")
        await shows(desk, "removed from")
        for words in [*seen[-2::-1], "What changes"]:
            await desk.press("p")
            await shows(desk, words)


async def test_a_long_lesson_is_gone_through_change_by_change() -> None:
    before = [f"line {number}" for number in range(200)]
    news = ["first news", *(f"more news {number}" for number in range(9))]
    after = [*before[:50], *news, *before[50:150], "last news", *before[150:]]
    body = FieldChange(field="body", before="\n\n".join(before), after="\n\n".join(after))
    academy, title = changed(), "Values and names"
    change = make_change(title, Change.CHANGED)
    academy.changes = make_changes(
        fields=[], lessons=[change, make_change("Reading files", Change.CHANGED)]
    )
    academy.lesson_diffs[title] = LessonDiff(
        lesson_id=change.lesson_id, title=title, change=change.change, fields=[body]
    )
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "n")
        await shows(desk, "first news")
        await desk.press("n")
        await shows(desk, "last news")
        await desk.press("n")
        await shows(desk, "Reading files", "changed in “First steps”", "1 h 12")
        await desk.press("p")
        await shows(desk, "first news")


async def test_the_same_key_changes_between_comparing_and_reading() -> None:
    async with open_desk(changed(), at="courses") as desk:
        await desk.press("enter", "n", "n", "n")
        await shows(desk, "d Read it")
        await desk.press("d")
        await shows(desk, "A name stands for a value.", "d Compare")
        assert not compares(desk)

        await desk.press("d")
        await shows(desk, "- edition 2   + as it will be")
        assert compares(desk)


async def test_a_lesson_that_did_not_change_is_read_and_one_that_goes_is_compared() -> None:
    async with open_desk(changed(), at="courses") as desk:
        await desk.press("enter", "down", "down", "enter")
        await shows(desk, "A name stands for a value.")
        assert isinstance(desk.academy.asked[-1], GetLessonDraft)

        await desk.press("d", "end", "enter")
        await shows(desk, "removed from")
        assert isinstance(desk.academy.asked[-1], GetLessonDiff)


async def test_both_texts_stand_beside_each_other_where_there_is_room() -> None:
    async with open_desk(changed(), size=LARGE, at="courses") as desk:
        await desk.press("enter", "n", "n")
        await shows(desk, "1 - 8 min")
        (line,) = [line for line in desk.text().splitlines() if "1 - 8 min" in line]
        assert "1 + 1 h 12" in line

        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        (line,) = [line for line in desk.text().splitlines() if "1 - 8 min" in line]
        assert "1 h 12" not in line


async def test_new_colors_reach_the_changes() -> None:
    async with open_desk(changed(), at="courses") as desk:
        await desk.press("enter", "n", "n", "n")
        await shows(desk, "is a label")
        view = desk.app.screen.query_one(DiffView)
        before = view.drawn.lines[0].style
        await desk.app.run_action("use_theme('academy-light')")
        await desk.settle()
        assert view.drawn.lines[0].style != before


class Slow(StubAcademy):
    """Texts to compare come when the test lets them."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()

    async def get_lesson_diff(self, request: GetLessonDiff) -> LessonDiff:
        diff = await super().get_lesson_diff(request)
        await self.go.wait()
        return diff


async def test_hasty_keys_go_on_and_what_comes_late_is_not_shown() -> None:
    academy = Slow()
    academy.courses[0] = make_changed_course()
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter")
        await shows(desk, "What changes")
        await desk.press("n", "n", "n")
        academy.go.set()
        await shows(desk, "+ added to")
        assert "is a label" not in desk.text()

        await desk.press("home", "enter")
        await shows(desk, "What changes")


async def test_keys_before_the_course_is_there_do_nothing() -> None:
    academy = changed()
    async with open_desk(academy, at="courses") as desk:
        academy.silent = True
        await desk.press("enter", "n", "p", "d", "a", "x", "t")

        await shows(desk, "Fetching the course")


async def test_changes_that_do_not_arrive_are_asked_for_again() -> None:
    academy = changed()
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter")
        await shows(desk, "What changes")
        academy.refusal = Unavailable("Away.")
        await desk.press("n", "n")
        await shows(desk, "The lesson did not arrive", "Away.")
        assert desk.app.screen.query_one(LessonView).display

        academy.refusal = None
        await desk.pilot.click("#retry")
        await shows(desk, "Every word of it stays")


async def test_earlier_reviews_and_what_an_approval_does_are_told() -> None:
    academy = changed()
    academy.courses[0] = make_changed_course(publishes_itself=False)
    async with open_desk(academy, size=LARGE, at="courses") as desk:
        await desk.press("enter")
        await shows(desk, "What changes")
        await desk.press("d")
        await shows(desk, "Note to the reviewer", "Earlier reviews", "its teacher publishes it")

        for words in (
            "approved, edition 2",
            "06 Mar 2026, 15:09:26 UTC",
            "sent back",
            "Not in order: accessibility",
            "Reason: The pictures need",
            "taken back by the teacher",
            "2, live in the catalog",
        ):
            assert words in desk.text()


async def test_lessons_that_were_compared_count_as_read() -> None:
    async with open_desk(changed(), at="courses") as desk:
        await desk.press("enter", "n", "n", "n")
        await shows(desk, "~ ✓ Values and names")
        assert samples.make_id("Values and names") in desk.app.screen.query_one(Outline).read


async def test_approvals_and_courses_that_leave_the_catalog_renew_the_list() -> None:
    async with open_desk(at="courses") as desk:
        for event in (CourseApproved, CourseArchived):
            asked = len(desk.academy.asked)
            desk.live.post(LiveEvent(event.event_type, {}, samples.NOW))
            await desk.settle()
            assert isinstance(desk.academy.asked[asked:][-1], ListCoursesByStatus)
