"""Courses that move on while they are reviewed: handed in anew, or taken back."""

from typing import Any

from msgspec import to_builtins

from console.messages import LiveEvent
from console.screens.courses import CoursesScreen
from console.screens.review import ReviewScreen
from console.widgets.decisions import SendBackScreen
from contracts.base import Command
from contracts.courses.errors import SubmissionOutdated
from contracts.courses.events import CourseWithdrawn
from contracts.courses.publication import ListSubmissions, ReviewCheck
from contracts.courses.resources import CourseDraft
from contracts.courses.review import ApproveCourse, RejectCourse
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.samples_review import make_submission
from tests.unit.console.stub import StubAcademy

COURSE = samples.make_courses()[0]
TEACHER = samples.make_id("teacher")
TICKS = ["space", "down"] * len(ReviewCheck)
READ, ANEW = make_submission("read"), make_submission("handed in anew")
OUTDATED = "The course was handed in anew meanwhile. Read what is new, then decide."


class Moving(StubAcademy):
    """Takes only decisions about what was handed in last."""

    def __init__(self) -> None:
        super().__init__()
        self.submissions = [READ]

    def hand_in_anew(self) -> None:
        """The teacher took the course back and handed it in again."""
        self.submissions = [ANEW, READ]

    async def _alter(self, request: Command[Any], course_id: object, **to: Any) -> CourseDraft:
        about = getattr(request, "submission_id", None)
        if about is not None and about != self.submissions[0].id:
            self.asked.append(request)
            raise SubmissionOutdated(OUTDATED)
        return await super()._alter(request, course_id, **to)


def decisions(desk: Desk) -> list[ApproveCourse | RejectCourse]:
    """What was decided, in this order."""
    kinds = ApproveCourse | RejectCourse
    return [asked for asked in desk.academy.asked if isinstance(asked, kinds)]


def readings(desk: Desk) -> int:
    """How often the submissions were asked for."""
    return sum(isinstance(asked, ListSubmissions) for asked in desk.academy.asked)


def shows(desk: Desk, words: str) -> bool:
    """Whether this stands on the screen."""
    return words in desk.text().replace("\u00a0", " ")


async def test_a_decision_names_the_submission_that_was_read() -> None:
    async with open_desk(Moving(), at="courses") as desk:
        await desk.press("enter", "x", *"No pictures", "ctrl+s")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert decisions(desk) == [
            RejectCourse(course_id=COURSE.id, submission_id=READ.id, reason="No pictures")
        ]


async def test_what_was_ticked_is_not_ticked_for_what_is_handed_in_anew() -> None:
    academy = Moving()
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "a", *TICKS[:4], "escape", "r", "a")
        await desk.until(lambda: shows(desk, "4 of 6 are not ticked yet."))
        await desk.press("escape", "x", "tab", "space", "escape")

        academy.hand_in_anew()
        await desk.press("r", "a")

        await desk.until(lambda: shows(desk, "6 of 6 are not ticked yet."))
        await desk.press("escape", "x")
        assert isinstance(desk.app.screen, SendBackScreen)
        assert desk.app.screen.failed == set()


async def test_an_approval_of_what_is_outdated_is_refused_and_the_case_is_read_again() -> None:
    academy = Moving()
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "a", *TICKS)
        academy.hand_in_anew()
        before = readings(desk)
        await desk.press("ctrl+s")

        await desk.until(lambda: desk.told(OUTDATED))
        await desk.until(lambda: readings(desk) > before)
        assert isinstance(desk.app.screen, ReviewScreen)
        await desk.press("a")
        await desk.until(lambda: shows(desk, "6 of 6 are not ticked yet."))

        await desk.press(*TICKS, "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert [each.submission_id for each in decisions(desk)] == [READ.id, ANEW.id]


async def test_the_reason_of_an_outdated_answer_is_there_for_the_next() -> None:
    academy = Moving()
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "x", *"No pictures", "tab", "tab", "space")
        academy.hand_in_anew()
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.told(OUTDATED))
        await desk.press("x")
        assert isinstance(desk.app.screen, SendBackScreen)
        assert (desk.app.screen.answer, desk.app.screen.failed) == ("No pictures", set())

        await desk.press("ctrl+s")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert [(each.submission_id, each.checks) for each in decisions(desk)] == [
            (READ.id, [ReviewCheck.RIGHTS]),
            (ANEW.id, []),
        ]


async def test_a_course_that_is_taken_back_leaves_the_queue_and_is_told() -> None:
    async with open_desk() as desk:
        await desk.press("2")
        assert isinstance(desk.app.screen, CoursesScreen)
        rows = desk.app.screen.table
        await desk.until(lambda: COURSE.id in {course.id for course in rows.items})
        desk.academy.courses = desk.academy.courses[1:]
        event = CourseWithdrawn(course_id=COURSE.id, title=COURSE.title, teacher_id=TEACHER)

        desk.live.post(LiveEvent(event.event_type, to_builtins(event), samples.NOW))

        await desk.until(lambda: COURSE.id not in {course.id for course in rows.items})
        await desk.press("1")
        await desk.until(lambda: shows(desk, "taken back"))
