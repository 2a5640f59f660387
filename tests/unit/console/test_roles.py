"""Each of the staff sees the places and the acts of their role (contracts/permissions.toml)."""

import pytest

from console.screens.certificates import CertificatesScreen
from contracts.courses.review import ListCoursesByStatus
from contracts.types import Role
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, open_desk
from tests.unit.console.stub import StubAcademy

PLACES = {"2": "Courses", "3": "People", "4": "Orders", "5": "Audit"}


@pytest.mark.parametrize(
    ("role", "open_places"), [(Role.MODERATOR, {"Courses"}), (Role.SUPPORT, {"People", "Orders"})]
)
async def test_staff_sees_and_reaches_only_the_places_of_their_role(
    role: Role, open_places: set[str]
) -> None:
    academy = StubAcademy()
    academy.stored = samples.make_user("Mary Somerville", role=role)
    async with open_desk(academy, LARGE) as desk:
        await desk.until(lambda: "Revenue" in desk.text())
        bar = desk.text().splitlines()[0]
        assert {name for name in PLACES.values() if name in bar} == open_places
        for key, name in PLACES.items():
            await desk.press("1", key)
            reached = desk.app.current_mode
            assert reached == (name.lower() if name in open_places else "home")
        reviews = any(isinstance(asked, ListCoursesByStatus) for asked in academy.asked)
        assert reviews == ("Courses" in open_places)
        if "People" in open_places:
            await desk.press("3", "c")
            assert "Which role" not in desk.text()
        await desk.app.run_action("sign_out")
        await desk.settle()
        await desk.press("y")
        await desk.until(lambda: desk.app.current_mode == "signin")


async def test_the_register_of_certificates_is_open_inside_and_not_above_a_dialog() -> None:
    academy = StubAcademy()
    async with open_desk(academy, at="people") as desk:
        assert desk.app.check_action("certificates", ())
        await desk.press("c")
        assert desk.app.screen.is_modal
        assert not desk.app.check_action("certificates", ())


async def test_before_the_door_there_is_no_register_of_certificates() -> None:
    academy = StubAcademy()
    academy.stored = None
    async with open_desk(academy) as desk:
        assert not desk.app.check_action("certificates", ())


async def test_support_looks_certificates_up_and_changes_none() -> None:
    academy = StubAcademy()
    academy.stored = samples.make_user("Mary Somerville", role=Role.SUPPORT)
    async with open_desk(academy, at="people") as desk:
        await desk.press("ctrl+p", *"certificates")
        await desk.until(lambda: "Find, revoke or correct a certificate." in desk.text())
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, CertificatesScreen))
        screen = desk.app.screen
        assert isinstance(screen, CertificatesScreen)
        await desk.until(lambda: screen.table.current is not None)

        await desk.press("x", "k")

        assert desk.app.screen is screen
        assert not screen.check_action("revoke", ())
        assert not screen.check_action("correct", ())
