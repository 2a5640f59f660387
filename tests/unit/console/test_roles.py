"""Each of the staff sees the places and the acts of their role (contracts/permissions.toml)."""

import pytest

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
