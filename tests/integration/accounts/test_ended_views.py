"""Whatever takes a right from those who look, or from whom they look at, ends the view at once."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

import pytest
from sqlalchemy.orm import Session

from contracts.accounts.errors import AccountNotActive, ImpersonationCodeSpent
from contracts.accounts.impersonation import (
    EndImpersonation,
    EnterImpersonation,
    ImpersonationEnded,
)
from contracts.accounts.messages import ChangeRole, SignOut
from contracts.accounts.people import SignUserOut, SuspendUser
from contracts.accounts.sessions import (
    EndOtherSessions,
    EndSession,
    ListRevocations,
    SessionsRevoked,
)
from contracts.errors import Forbidden
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.admin import OPERATOR, appoint
from services.common.desk import Desk
from tests.factories.accounts import add_user, proven_actor
from tests.factories.recorded import events
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import MakeOwner, Owner, alive
from tests.integration.accounts.staffing import (
    entries,
    in_one,
    is_over,
    proven,
    side_by_side,
    start,
    view,
)

pytestmark = pytest.mark.postgres

DeskOf = Callable[[Actor | None], Desk]
WHY = "It has to be."


class Scene(NamedTuple):
    """A member of the staff who looks at a person, the boss of both, and the view."""

    staff: Owner
    person: Owner
    boss: Actor
    looking: Actor


class Ending(Protocol):
    """Something that happens while the view is open."""

    def __call__(self, ask: Ask, desk_of: DeskOf, scene: Scene) -> object: ...


def staff_signs_out(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    assert scene.staff.actor is not None
    request = EndSession(session_id=scene.staff.actor.session_id or OPERATOR.user_id)
    ask(request, scene.staff.actor)


def staff_is_signed_out(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(SignUserOut(user_id=scene.staff.user.id, reason=WHY), scene.boss)


def staff_is_demoted(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(ChangeRole(user_id=scene.staff.user.id, role=Role.TEACHER, reason=WHY), scene.boss)


def staff_is_demoted_by_the_operator(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    with desk_of(OPERATOR).begin() as work:
        appoint(work, scene.staff.user.email, Role.STUDENT)


def staff_is_suspended(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(SuspendUser(user_id=scene.staff.user.id, reason=WHY), scene.boss)


def person_is_suspended(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(SuspendUser(user_id=scene.person.user.id, reason=WHY), scene.boss)


def person_is_signed_out(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(SignUserOut(user_id=scene.person.user.id, reason=WHY), scene.boss)


def person_gets_a_role(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(ChangeRole(user_id=scene.person.user.id, role=Role.SUPPORT, reason=WHY), scene.boss)


def person_throws_them_out(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    assert scene.looking.session_id is not None
    ask(EndSession(session_id=scene.looking.session_id), scene.person.actor)


def person_keeps_one_device(ask: Ask, desk_of: DeskOf, scene: Scene) -> None:
    ask(EndOtherSessions(), scene.person.actor)


ENDINGS: list[Ending] = [
    staff_signs_out,
    staff_is_signed_out,
    staff_is_demoted,
    staff_is_demoted_by_the_operator,
    staff_is_suspended,
    person_is_suspended,
    person_is_signed_out,
    person_gets_a_role,
    person_throws_them_out,
    person_keeps_one_device,
]


@pytest.fixture
def scene(ask: Ask, make_owner: MakeOwner, session: Session) -> Scene:
    staff, person = make_owner(role=Role.ADMIN), make_owner()
    boss = add_user(session, role=Role.ADMIN)
    session.commit()
    looking = view(ask, proven(staff.actor), person.user, write=True)
    return Scene(staff, person, proven_actor(boss), looking)


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_66_a_view_ends_with_what_it_rests_on(
    ending: Ending, ask: Ask, desk_of: DeskOf, scene: Scene, session: Session
) -> None:
    unused = start(ask, proven(scene.staff.actor), scene.person.user)
    assert not is_over(session, scene.looking)

    ending(ask, desk_of, scene)

    assert is_over(session, scene.looking)
    assert scene.looking.session_id in ask(ListRevocations()).sessions
    told = [one.session_ids for one in events(session, models.bookkeeping, SessionsRevoked)]
    assert [scene.looking.session_id in ids for ids in told].count(True) == 1
    assert len(events(session, models.bookkeeping, ImpersonationEnded)) == 1
    (entry,) = entries(session, "impersonation.ended")
    assert (entry.actor_id, entry.on_behalf_of) == (scene.staff.user.id, scene.person.user.id)
    if ending not in {person_throws_them_out, person_keeps_one_device, person_is_signed_out}:
        with pytest.raises((ImpersonationCodeSpent, AccountNotActive, Forbidden)):
            ask(EnterImpersonation(code=unused.code))


def test_66_a_view_ends_when_its_opener_signs_out_of_the_browser(
    ask: Ask, make_owner: MakeOwner, session: Session
) -> None:
    staff, person = make_owner(role=Role.ADMIN), make_owner()
    opened = staff.sign_in()
    looking = view(ask, proven(staff.actor), person.user)

    ask(SignOut(refresh_token=opened.refresh_token))

    assert is_over(session, looking)


def test_66_other_devices_of_both_go_on_when_a_view_is_left(
    ask: Ask, scene: Scene, session: Session
) -> None:
    ask(EndImpersonation(), scene.looking)

    assert is_over(session, scene.looking)
    for owner in (scene.staff, scene.person):
        assert owner.actor is not None
        assert alive(session, owner.user) == [owner.actor.session_id]


def test_66_nothing_renews_a_view(
    ask: Ask, make_owner: MakeOwner, scene: Scene, session: Session
) -> None:
    tokens = session.query(models.RefreshToken).filter_by(session_id=scene.looking.session_id)

    assert tokens.all() == []


def test_66_who_enters_while_the_person_is_suspended_does_not_stay(
    ask: Ask, make_owner: MakeOwner, scene: Scene, desk_of: DeskOf, session: Session
) -> None:
    for _ in range(10):
        person = make_owner()
        code = start(ask, proven(scene.staff.actor), person.user).code
        enter = partial(
            use_cases.enter_impersonation,
            desk_of(None).begin,
            person.settings,
            EnterImpersonation(code=code),
        )
        suspension = SuspendUser(user_id=person.user.id, reason=WHY)
        suspend = partial(in_one, desk_of(scene.boss), use_cases.suspend_user, suspension)

        entered, suspended = side_by_side(enter, suspend)

        assert suspended is None
        assert entered in {None, ImpersonationCodeSpent, AccountNotActive}
        assert alive(session, person.user) == []


def test_66_who_leaves_while_everything_is_signed_out_leaves_once(
    ask: Ask, make_owner: MakeOwner, scene: Scene, desk_of: DeskOf, session: Session
) -> None:
    for number in range(1, 11):
        person = make_owner()
        looking = view(ask, proven(scene.staff.actor), person.user)
        out = SignUserOut(user_id=person.user.id, reason=WHY)
        leave = partial(in_one, desk_of(looking), use_cases.end_impersonation, EndImpersonation())

        became = side_by_side(
            leave, partial(in_one, desk_of(scene.boss), use_cases.sign_user_out, out)
        )

        assert became == [None, None]
        assert alive(session, person.user) == []
        assert len(entries(session, "impersonation.ended")) == number
