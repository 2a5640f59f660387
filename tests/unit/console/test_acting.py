"""What admins do: review, change roles, sign in and out, follow what happens."""

import pytest
from textual.widgets import Button, Input

from console.messages import ActionRefused, LiveEvent, LiveState, LiveStateChanged
from console.screens.courses import CoursesScreen
from console.screens.review import ReviewScreen
from console.widgets.approval import ApprovalScreen
from console.widgets.reason import ReasonScreen, reason_trouble
from console.widgets.resource_table import ResourceTable
from console.widgets.role_dialog import RoleScreen, consequence
from contracts.accounts.errors import LastAdmin, WrongCredentials
from contracts.accounts.messages import ChangeRole, SignIn
from contracts.courses.authoring import GetLessonDraft
from contracts.courses.errors import CourseNotSubmitted
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseStatus
from contracts.courses.review import ApproveCourse, RejectCourse
from contracts.errors import Unauthenticated
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy
from tests.waiting import eventually

COURSE = samples.make_courses()[0]
TICKS = ["space", "down"] * len(ReviewCheck)


def decisions(desk: Desk) -> list[object]:
    """What was asked that changes something."""
    kinds = (ApproveCourse, RejectCourse, ChangeRole)
    return [asked for asked in desk.academy.asked if isinstance(asked, kinds)]


async def test_approving_asks_once_more_and_returns_to_a_shorter_queue() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a")
        assert isinstance(desk.app.screen, ApprovalScreen)
        assert f"Publish “{COURSE.title}”?" in desk.text()
        assert "49.00 EUR" in desk.text()

        await desk.press(*TICKS, "ctrl+s")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        await desk.until(lambda: desk.told("is in the catalog"))
        assert decisions(desk) == [ApproveCourse(course_id=COURSE.id, checks=list(ReviewCheck))]
        table = desk.app.screen.query_one(ResourceTable)
        await desk.until(lambda: len(table.items) == len(samples.make_courses()) - 1)


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"], ["ctrl+s", "escape"]])
async def test_approving_by_habit_changes_nothing(keys: list[str]) -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a", *keys)

        assert isinstance(desk.app.screen, ReviewScreen)
        assert decisions(desk) == []


async def test_sending_back_needs_a_reason_that_its_teacher_can_use() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "x", *"No", "ctrl+s")
        assert isinstance(desk.app.screen, ReasonScreen)
        assert desk.app.screen.query_one("#yes", Button).disabled

        await desk.press(*" exercises", "ctrl+s")

        await desk.until(lambda: isinstance(desk.app.screen, CoursesScreen))
        assert decisions(desk) == [RejectCourse(course_id=COURSE.id, reason="No exercises")]


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("", "At least 3 characters."),
        ("  a ", "At least 3 characters."),
        ("abc", ""),
        ("x" * 2000, ""),
        ("x" * 2001, "1 characters too many."),
    ],
)
def test_the_limits_of_a_reason(reason: str, trouble: str) -> None:
    assert reason_trouble(reason) == trouble


async def test_a_refused_decision_is_told_and_the_course_is_read_again() -> None:
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "a", *TICKS)
        desk.academy.refusal = CourseNotSubmitted("Somebody was faster.")

        await desk.press("ctrl+s")

        await desk.until(lambda: "Not changed" in desk.text())
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_only_a_course_that_waits_can_be_decided() -> None:
    academy = StubAcademy()
    academy.courses = [samples.make_course(status=CourseStatus.PUBLISHED)]
    async with open_desk(academy, at="courses") as desk:
        await desk.press("f", "f", "enter", "a")

        assert isinstance(desk.app.screen, ReviewScreen)


async def test_reading_lessons_marks_them_in_the_outline() -> None:
    lesson = COURSE.outline[0].lessons[0]
    async with open_desk(at="courses") as desk:
        await desk.press("enter", "down", "down", "enter")

        assert desk.academy.asked[-1] == GetLessonDraft(lesson_id=lesson.id)
        assert f"✓ {lesson.title}" in desk.text()
        assert "A name stands for a value." in desk.text()


async def test_changing_a_role_says_what_follows_and_needs_a_reason() -> None:
    user = samples.make_people()[0]
    async with open_desk(at="people") as desk:
        await desk.press("c", "down", "enter")
        assert isinstance(desk.app.screen, RoleScreen)
        assert "They can write courses" in desk.text()
        await desk.press("ctrl+s")
        assert decisions(desk) == []

        await desk.press("tab", *"Teaches engines", "enter")

        await desk.until(lambda: "is now a teacher" in desk.text())
        expected = ChangeRole(user_id=user.id, role=Role.TEACHER, reason="Teaches engines")
        assert decisions(desk) == [expected]


async def test_a_refused_role_change_is_told() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("c", "down", "enter", "tab", *"Because", "tab")
        desk.academy.refusal = LastAdmin("Somebody must stay.")
        await desk.press("ctrl+s")

        await desk.until(lambda: "Somebody must stay." in desk.text())


def test_losing_the_admin_role_is_said() -> None:
    assert "lose this console" in consequence(samples.ADMIN, Role.TEACHER)
    assert consequence(samples.ADMIN, Role.ADMIN) == "They are an admin already."


async def test_signing_in_leads_home() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        await desk.press(*"grace@example.org", "enter", *"secret", "enter")

        await desk.until(lambda: "Activity" in desk.text())
        await desk.settle()
        expected = SignIn(email="grace@example.org", password="secret")
        assert desk.academy.asked[0] == expected


async def test_a_refused_sign_in_keeps_what_was_typed_and_says_why() -> None:
    academy = StubAcademy()
    academy.stored, academy.refusal = None, WrongCredentials("Check both.")
    async with open_desk(academy) as desk:
        await desk.press(*"grace@example.org", "enter", *"wrong", "enter")

        assert "Wrong e-mail or password. Check both." in desk.text()
        assert "wrong" not in desk.text().replace("Wrong", "")
        assert desk.app.screen.query_one("#email", Input).value == "grace@example.org"
        assert desk.app.screen.focused is desk.app.screen.query_one("#password")


async def test_an_empty_form_asks_nobody() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        await desk.press("tab", "enter")

        assert "E-mail and password, please." in desk.text()
        assert desk.academy.asked == []


async def test_before_the_door_no_place_can_be_reached() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        await desk.press("tab", "tab", "3", "q")

        assert desk.app.current_mode == "signin"
        assert desk.app.is_running


async def sign_out(desk: Desk) -> None:
    """Sign out and stand at the door."""
    await desk.app.run_action("sign_out")
    await desk.settle()
    await desk.press("y")
    await desk.until(lambda: desk.app.current_mode == "signin")
    await desk.settle()


async def test_signing_out_forgets_what_was_shown() -> None:
    async with open_desk(at="people") as desk:
        await sign_out(desk)

        assert "You signed out." in desk.text()
        assert desk.app.live_state is LiveState.OFF


async def test_who_signs_out_is_not_told_that_the_session_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with open_desk(at="people") as desk:

        async def is_at_the_door() -> bool:
            return desk.app.current_mode == "signin"

        async def end() -> None:
            # The answer takes long enough for a screen to ask, in vain, for something else.
            desk.academy.stored = None
            desk.app.post_message(ActionRefused(Unauthenticated("Session ended.")))
            await eventually(is_at_the_door)

        monkeypatch.setattr(desk.academy, "sign_out", end)
        await sign_out(desk)

        assert "You signed out." in desk.text()


async def test_the_figures_follow_events() -> None:
    async with open_desk() as desk:
        desk.academy.overview = samples.make_overview(
            courses=samples.make_overview().courses.__class__(
                published=97, submitted=5, drafts=23, enrollments=5311, enrolled_today=39
            )
        )
        desk.live.post(LiveEvent("courses.course.published.v1", {}, samples.NOW))

        await desk.until(lambda: "of 5,311" in desk.text())
        assert "Course published" in desk.text()
        assert "Courses 5" in desk.text()


async def test_a_lost_connection_is_shown_on_every_screen() -> None:
    async with open_desk() as desk:
        assert "● live" in desk.text()
        desk.live.post(LiveStateChanged(LiveState.LOST))
        await desk.press("4")

        assert "◌ reconnecting" in desk.text()


async def test_the_reason_for_a_role_may_come_in_one_burst_with_the_key_before_it() -> None:
    async with open_desk(at="people") as desk:
        await desk.press("c", "down", "enter")
        for key in ["tab", *"Teaches engines", "enter"]:
            desk.app.simulate_key(key)
        await desk.until(lambda: len(decisions(desk)) == 1)
        (change,) = decisions(desk)
        assert isinstance(change, ChangeRole)
        assert change.reason == "Teaches engines"
