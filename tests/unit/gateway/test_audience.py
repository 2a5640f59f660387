"""Which of the staff hear of what: those who may look at it, in live connections too."""

from uuid import UUID

import pytest

from contracts.types import STAFF, Role
from gateway.sockets.audience import staff_room, staff_rooms
from gateway.sockets.live import HIDDEN
from tests.architecture.messages import every_event
from tests.unit.gateway.house import House

ADMIN, MODERATOR, SUPPORT = Role.ADMIN, Role.MODERATOR, Role.SUPPORT


@pytest.mark.parametrize(
    ("event_type", "roles"),
    [
        ("accounts.user.registered.v1", {ADMIN, SUPPORT}),
        ("accounts.user.suspended.v1", {ADMIN, SUPPORT}),
        ("accounts.impersonation.started.v1", {ADMIN, SUPPORT}),
        ("accounts.role.proposed.v1", {ADMIN}),
        ("accounts.role.proposal_closed.v1", {ADMIN}),
        ("accounts.audit.recorded.v1", {ADMIN}),
        ("courses.audit.recorded.v1", {ADMIN}),
        ("payments.audit.recorded.v1", {ADMIN}),
        ("courses.course.submitted.v1", {ADMIN, MODERATOR}),
        ("courses.certificate.issued.v1", {ADMIN, MODERATOR, SUPPORT}),
        ("payments.order.paid.v1", {ADMIN, SUPPORT}),
        ("something.nobody.knows.v1", {ADMIN}),
    ],
)
def test_50_staff_hear_of_what_they_may_look_at(event_type: str, roles: set[Role]) -> None:
    assert staff_rooms(event_type) == {staff_room(role) for role in roles}


async def test_50_each_of_the_staff_hears_their_part_and_nobody_else_any(house: House) -> None:
    people = {
        role: await house.enter(UUID(int=number), role) for number, role in enumerate(Role, 1)
    }
    news = (
        "accounts.user.suspended.v1",
        "courses.course.submitted.v1",
        "accounts.role.proposed.v1",
    )

    for event_type in news:
        await house.announce(event_type, user_id=str(UUID(int=99)))

    heard = {role: [one["type"] for one in person.heard()] for role, person in people.items()}
    assert heard == {
        **{role: [] for role in Role if role not in STAFF},
        SUPPORT: [news[0]],
        MODERATOR: [news[1]],
        ADMIN: list(news),
    }


async def test_66_a_view_hears_what_the_person_hears_and_nothing_of_the_staff(
    house: House,
) -> None:
    person = await house.enter(UUID(int=1))
    looking = await house.look(UUID(int=1), impersonator_id=UUID(int=2))

    await house.announce("accounts.role.proposed.v1", user_id=str(UUID(int=1)))
    await house.announce("courses.course.published.v1", teacher_id=str(UUID(int=1)))

    assert [one["type"] for one in looking.heard()] == ["courses.course.published.v1"]
    assert looking.heard() == person.heard()


def test_22_what_is_sealed_for_a_mail_reaches_no_browser() -> None:
    sealed = [
        event.event_type
        for event in every_event()
        if any(name.startswith("sealed") for name in event.__struct_fields__)
    ]

    assert sealed
    assert set(sealed) <= HIDDEN
