"""Approving after a checklist, sending back, taking down and putting back."""

import pytest
from msgspec.structs import replace
from textual.widgets import TextArea

from console.screens.courses import CoursesScreen
from console.screens.review import ReviewScreen
from console.widgets.approval import ApprovalScreen, approval_consequence
from console.widgets.confirm import ConfirmScreen
from console.widgets.decisions import SendBackScreen
from contracts.courses.errors import CourseNotArchived, CourseNotLive
from contracts.courses.publication import ReinstateCourse, ReviewCheck, TakeDownCourse
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.courses.review import ApproveCourse, RejectCourse
from contracts.errors import ServiceError, Unavailable
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.samples_review import make_changed_course
from tests.unit.console.stub import Held, StubAcademy

TICKS = ["space", "down"] * len(ReviewCheck)
REASON = "Copied from a book."
AWAY = Unavailable("Away.")


def academy_with(course: CourseDraft) -> StubAcademy:
    """An academy of one course, which stands in the queue."""
    academy = StubAcademy()
    academy.courses = [course]
    return academy


def acts(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    kinds = ApproveCourse, RejectCourse, TakeDownCourse, ReinstateCourse
    return [asked for asked in desk.academy.asked if isinstance(asked, kinds)]


async def shows(desk: Desk, *words: str) -> None:
    """Wait until all of these stand on the screen."""
    await desk.until(lambda: all(word in desk.text().replace("\u00a0", " ") for word in words))


def written(desk: Desk) -> str:
    """What stands in the editor."""
    return desk.app.screen.query_one(TextArea).text


async def test_all_six_have_to_be_ticked() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a", *TICKS[:-2], "ctrl+s")
        await shows(desk, "1 of 6 are not ticked yet.")
        assert isinstance(desk.app.screen, ApprovalScreen)
        assert acts(desk) == []

        await desk.press("space", "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        (approval,) = acts(desk)
        assert isinstance(approval, ApproveCourse)
        assert approval.checks == list(ReviewCheck)


async def test_ticks_stay_after_giving_up_and_after_a_refusal() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a", *TICKS[:4], "escape", "a")
        await shows(desk, "4 of 6 are not ticked yet.")
        await desk.press(*["down"] * 2, *TICKS[4:])
        await shows(desk, "All are ticked.")
        desk.academy.refusal = AWAY
        await desk.press("ctrl+s")
        await shows(desk, "Not changed")
        desk.academy.refusal = None
        await desk.press("r", "a")
        await shows(desk, "All are ticked.")


async def test_what_a_machine_can_tell_stands_below_the_checks() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a")
        await shows(desk, "It teaches what its page promises.", "! no cover picture", "✓ 5 lessons")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"revision": 0}, "finds it in the catalog at once (49.00 EUR)"),
        ({}, "takes the place of edition 2 for everybody at once"),
        ({"live": False, "taken_down": True}, "It was taken down; everybody finds it"),
        ({"publishes_itself": False}, "Nothing changes in the catalog yet: Amina Rahimi is told"),
    ],
)
def test_the_question_says_what_an_approval_does(changes: dict[str, object], said: str) -> None:
    assert said in approval_consequence(replace(make_changed_course(), **changes))


async def test_an_approval_that_its_teacher_publishes_says_so() -> None:
    async with open_desk(
        academy_with(make_changed_course(publishes_itself=False)), at="courses"
    ) as desk:
        await desk.press("enter", "a", *TICKS, "ctrl+s")
        await desk.until(lambda: desk.told("is approved; its teacher publishes it."))
        assert isinstance(desk.app.screen, CoursesScreen)
        await desk.press("f")
        await shows(desk, "Python from", "approved")


async def test_a_second_decision_waits_for_the_first() -> None:
    academy = Held(ApproveCourse)
    async with open_desk(academy, at="courses") as desk:
        await desk.press("enter", "a", *TICKS, "ctrl+s")
        await shows(desk, "· · · Publishing “Python")
        await desk.press("a", "x", "t")
        assert isinstance(desk.app.screen, ReviewScreen)
        academy.go.set()
        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert academy.asked_for() == 1


async def test_words_are_not_lost_without_a_question() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "x", "escape")
        assert isinstance(desk.app.screen, ReviewScreen)

        await desk.press("x", *REASON, "escape")
        assert isinstance(desk.app.screen, ConfirmScreen)
        await desk.press("n")
        assert written(desk) == REASON

        await desk.press("escape", "y")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewScreen))
        await desk.press("x")
        assert written(desk) == ""
        assert acts(desk) == []


async def test_words_and_ticks_of_a_refused_answer_are_there_the_next_time() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "x", *REASON, "tab", "tab", "space")
        desk.academy.refusal = AWAY
        await desk.press("ctrl+s")
        await shows(desk, "Not changed")
        desk.academy.refusal = None
        await desk.press("r", "x")
        assert written(desk) == REASON
        assert isinstance(desk.app.screen, SendBackScreen)
        await desk.press("ctrl+s")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        answers = acts(desk)
        assert answers[0] == answers[1]
        assert isinstance(answers[1], RejectCourse)
        assert (answers[1].reason, answers[1].checks) == (REASON, [ReviewCheck.RIGHTS])


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
@pytest.mark.parametrize(
    ("way", "shown"),
    [([], "Python from"), (["enter"], "What changes in edition 2")],
    ids=["list", "review"],
)
async def test_a_live_course_is_taken_down_and_put_back(
    role: Role, way: list[str], shown: str
) -> None:
    academy = academy_with(make_changed_course())
    academy.stored = replace(samples.ADMIN, role=role)
    async with open_desk(academy, at="courses") as desk:
        await desk.press(*way)
        await shows(desk, shown)
        await desk.press("t")
        await shows(desk, "Take “Python from the ground up” down?", "who is enrolled keeps")
        await desk.press(*REASON, "ctrl+s")
        await desk.until(lambda: desk.told("is taken down."))
        assert acts(desk) == [TakeDownCourse(course_id=academy.courses[0].id, reason=REASON)]

        await desk.until(lambda: bool(desk.app.screen.active_bindings["t"].enabled))
        await desk.press("t")
        await shows(desk, "back into the catalog?", "buy edition 2 again")
        await desk.press(*REASON, "ctrl+s")
        await desk.until(lambda: desk.told("is back."))
        assert acts(desk)[1:] == [ReinstateCourse(course_id=academy.courses[0].id, reason=REASON)]


@pytest.mark.parametrize(
    ("taken_down", "refusal"),
    [(False, CourseNotLive("It is gone.")), (True, CourseNotArchived("It is here."))],
)
async def test_a_refused_act_keeps_its_reason(taken_down: bool, refusal: ServiceError) -> None:  # noqa: FBT001 (a parameter)
    course = make_changed_course(live=not taken_down, taken_down=taken_down)
    async with open_desk(academy_with(course), at="courses") as desk:
        await desk.press("t", *REASON)
        desk.academy.refusal = refusal
        await desk.press("ctrl+s")
        await shows(desk, "Not changed", refusal.detail)
        desk.academy.refusal = None
        await desk.press("r", "t")
        assert written(desk) == REASON


@pytest.mark.parametrize(
    "changes",
    [
        {"live": False, "revision": 0},
        {"live": False, "status": CourseStatus.ARCHIVED},
    ],
    ids=["never published", "archived by its teacher"],
)
async def test_what_staff_did_not_take_down_they_do_not_put_back(
    changes: dict[str, object],
) -> None:
    async with open_desk(academy_with(make_changed_course(**changes)), at="courses") as desk:
        await desk.press("F", "enter")
        screen = desk.app.screen
        assert isinstance(screen, ReviewScreen)
        await desk.until(lambda: screen.course is not None)

        await desk.press("t")

        assert desk.app.screen is screen
        assert not screen.check_action("take_down", ())
        assert not screen.check_action("reinstate", ())


async def test_the_list_tells_which_edition_is_live_and_what_was_taken_down() -> None:
    academy = StubAcademy()
    academy.courses = [
        make_changed_course(),
        samples.make_course("Second", revision=3, taken_down=True),
        samples.make_course("Third", revision=1),
        samples.make_course("Fourth"),
    ]
    async with open_desk(academy, at="courses") as desk:
        await shows(desk, "● 2", "✕ 3", "○ 1")
        await desk.press("down", "enter")
        await shows(desk, "What changes")
        await desk.press("d")
        await shows(desk, "Second", "3, taken down")
