"""Making somebody an admin takes two, whatever happens in between."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.accounts.errors import (
    AccountNotActive,
    AlreadyAdmin,
    OwnProposal,
    OwnRole,
    ProposalClosed,
    ProposalNotFound,
    ProposalPending,
    SecondAdminNeeded,
    UserNotFound,
)
from contracts.accounts.messages import ChangeRole, RoleChanged, UserStatus
from contracts.accounts.people import GetPerson, SuspendUser
from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    ProposeAdmin,
    RoleProposal,
    RoleProposalClosed,
    RoleProposed,
)
from contracts.accounts.sessions import ListRevocations
from contracts.errors import Forbidden, StepUpRequired
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.admin import OPERATOR, appoint
from services.common.desk import Desk
from tests.factories.accounts import actor_of, add_user, proven_actor
from tests.factories.recorded import events
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import outcomes
from tests.integration.accounts.staffing import entries, in_one, side_by_side

if TYPE_CHECKING:
    from contracts.base import Request

pytestmark = pytest.mark.postgres

DeskOf = Callable[[Actor | None], Desk]
WHY = "Runs the evening courses."


@pytest.fixture
def admins(session: Session) -> list[models.User]:
    """Three who may propose and approve."""
    names = ("Sam Okafor", "Ines Prado", "Jo Lind")
    made = [add_user(session, role=Role.ADMIN, name=name) for name in names]
    session.commit()
    return made


@pytest.fixture
def lina(session: Session) -> models.User:
    user = add_user(session, role=Role.TEACHER, name="Lina Haddad", email="lina@example.org")
    session.commit()
    return user


def propose(ask: Ask, by: models.User, user: models.User) -> RoleProposal:
    return ask(ProposeAdmin(user_id=user.id, reason=WHY), proven_actor(by))


def approve(ask: Ask, by: models.User, proposal: RoleProposal) -> None:
    ask(ApproveRoleProposal(proposal_id=proposal.id), proven_actor(by))


def decline(ask: Ask, by: models.User, proposal: RoleProposal) -> None:
    ask(DeclineRoleProposal(proposal_id=proposal.id, reason="Too early."), proven_actor(by))


def waiting(ask: Ask, by: models.User) -> list[UUID]:
    return [one.id for one in ask(ListRoleProposals(), proven_actor(by)).items]


def outcomes_told(session: Session) -> list[str]:
    return [one.outcome for one in events(session, models.bookkeeping, RoleProposalClosed)]


def role_of(session: Session, user: models.User) -> Role:
    session.expire_all()
    return session.get_one(models.User, user.id).role


def age(session: Session, by: timedelta) -> None:
    """Let every proposal be so much older."""
    table = models.RoleProposal
    moments = {"created_at": table.created_at - by, "expires_at": table.expires_at - by}
    session.execute(update(table).values(moments))
    session.commit()


def test_12_an_admin_is_made_by_two(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    sam, ines, _ = admins
    proposal = propose(ask, sam, lina)
    assert (proposal.user_name, proposal.proposer_name, proposal.reason) == (
        *("Lina Haddad", "Sam Okafor", WHY),
    )
    assert proposal.expires_at - proposal.created_at == timedelta(hours=72)
    assert waiting(ask, ines) == [proposal.id]
    assert ask(GetPerson(user_id=lina.id), proven_actor(ines)).proposal == proposal
    helper = add_user(session, role=Role.SUPPORT)
    session.commit()
    assert ask(GetPerson(user_id=lina.id), proven_actor(helper)).proposal is None
    assert role_of(session, lina) is Role.TEACHER

    approve(ask, ines, proposal)

    assert role_of(session, lina) is Role.ADMIN
    assert waiting(ask, ines) == []
    assert ask(GetPerson(user_id=lina.id), proven_actor(ines)).proposal is None
    assert ask(ListRevocations()).versions == {lina.id: 2}
    (proposed,) = events(session, models.bookkeeping, RoleProposed)
    assert (proposed.proposal_id, proposed.user_id) == (proposal.id, lina.id)
    (changed,) = events(session, models.bookkeeping, RoleChanged)
    assert (changed.user_id, changed.role) == (lina.id, Role.ADMIN)
    assert outcomes_told(session) == ["approved"]


def test_66_the_log_knows_who_proposed_and_who_approved(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    sam, ines, _ = admins

    approve(ask, ines, propose(ask, sam, lina))

    proposed, changed = entries(session)
    assert (proposed.action, proposed.actor_id, proposed.reason) == (
        *("admin.proposed", sam.id, WHY),
    )
    assert (changed.action, changed.actor_id, changed.reason) == ("role.changed", ines.id, WHY)
    assert changed.before == {"role": "teacher"}
    assert changed.after == {"role": "admin", "proposed_by": str(sam.id)}
    for entry in (proposed, changed):
        assert entry.target_id == str(lina.id)


def test_12_who_proposed_it_cannot_approve_it(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)

    with pytest.raises(OwnProposal):
        approve(ask, admins[0], proposal)

    assert role_of(session, lina) is Role.TEACHER
    assert waiting(ask, admins[0]) == [proposal.id]


def test_12_nor_can_whom_it_is_about_though_an_admin_by_now(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)
    session.get_one(models.User, lina.id).role = Role.ADMIN
    session.commit()

    with pytest.raises(OwnProposal):
        approve(ask, lina, proposal)


def test_12_the_database_itself_knows_that_two_are_needed(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)
    values = {"closed_at": models.RoleProposal.created_at, "outcome": "approved"}

    for culprit in (admins[0], lina):
        forged = update(models.RoleProposal).where(models.RoleProposal.id == proposal.id)
        with pytest.raises(IntegrityError, match="approved_by_another"):
            session.execute(forged.values(decided_by=culprit.id, **values))
        session.rollback()


def test_12_one_admin_alone_makes_none(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    request = ChangeRole(user_id=lina.id, role=Role.ADMIN, reason=WHY)

    with pytest.raises(SecondAdminNeeded):
        ask(request, proven_actor(admins[0]))

    assert role_of(session, lina) is Role.TEACHER


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.MODERATOR, Role.SUPPORT])
def test_6_nobody_but_admins_proposes_or_decides(
    role: Role, ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal, other = propose(ask, admins[0], lina), add_user(session, role=role)
    session.commit()

    with pytest.raises(Forbidden):
        propose(ask, other, lina)
    for act in (approve, decline):
        with pytest.raises(Forbidden):
            act(ask, other, proposal)
    with pytest.raises(Forbidden):
        waiting(ask, other)


def test_30_proposing_and_deciding_want_a_fresh_proof(
    ask: Ask, admins: list[models.User], lina: models.User
) -> None:
    proposal = propose(ask, admins[0], lina)

    wanting: tuple[Request[Any], ...] = (
        ProposeAdmin(user_id=lina.id, reason=WHY),
        ApproveRoleProposal(proposal_id=proposal.id),
        DeclineRoleProposal(proposal_id=proposal.id, reason=WHY),
    )
    for request in wanting:
        with pytest.raises(StepUpRequired):
            ask(request, actor_of(admins[1]))


def test_what_cannot_be_proposed(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    away = add_user(session, status=UserStatus.SUSPENDED)
    session.commit()
    propose(ask, admins[0], lina)

    with pytest.raises(OwnRole):
        propose(ask, admins[0], admins[0])
    with pytest.raises(AlreadyAdmin):
        propose(ask, admins[0], admins[1])
    with pytest.raises(AccountNotActive):
        propose(ask, admins[0], away)
    with pytest.raises(UserNotFound):
        propose(ask, admins[0], models.User(id=uuid4()))
    with pytest.raises(ProposalPending):
        propose(ask, admins[1], lina)
    assert len(entries(session)) == 1


@pytest.mark.parametrize("act", [approve, decline])
def test_a_decision_needs_a_proposal(
    act: Callable[..., None], ask: Ask, admins: list[models.User], lina: models.User
) -> None:
    proposal = propose(ask, admins[0], lina)
    unknown = msgspec.structs.replace(proposal, id=uuid4())

    with pytest.raises(ProposalNotFound):
        act(ask, admins[1], unknown)


@pytest.mark.parametrize(("who", "outcome"), [(0, "withdrawn"), (1, "declined")])
def test_a_proposal_is_taken_back_by_its_proposer_and_declined_by_others(
    who: int,
    outcome: str,
    ask: Ask,
    admins: list[models.User],
    lina: models.User,
    session: Session,
) -> None:
    proposal = propose(ask, admins[0], lina)

    decline(ask, admins[who], proposal)

    assert outcomes_told(session) == [outcome]
    entry = entries(session)[-1]
    assert entry.action == f"admin.proposal_{outcome}"
    assert (entry.actor_id, entry.reason) == (admins[who].id, "Too early.")
    for act in (approve, decline):
        with pytest.raises(ProposalClosed):
            act(ask, admins[2], proposal)
    assert role_of(session, lina) is Role.TEACHER
    propose(ask, admins[1], lina)


def test_12_of_many_decisions_at_once_one_counts(
    ask: Ask, admins: list[models.User], lina: models.User, desk_of: DeskOf, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)
    approval = ApproveRoleProposal(proposal_id=proposal.id)
    refusal = DeclineRoleProposal(proposal_id=proposal.id, reason="Too early.")
    second, third = (desk_of(proven_actor(one)) for one in admins[1:])

    became = side_by_side(
        *[partial(in_one, second, use_cases.approve_role_proposal, approval)] * 10,
        *[partial(in_one, third, use_cases.decline_role_proposal, refusal)] * 10,
    )

    assert (became.count(None), became.count(ProposalClosed)) == (1, 19)
    (outcome,) = outcomes_told(session)
    changed = len(events(session, models.bookkeeping, RoleChanged))
    assert (role_of(session, lina) is Role.ADMIN, changed) == (
        *(outcome == "approved", int(outcome == "approved")),
    )


def test_of_many_proposals_at_once_one_is_made(
    admins: list[models.User], lina: models.User, desk_of: DeskOf, session: Session
) -> None:
    request = ProposeAdmin(user_id=lina.id, reason=WHY)
    desk = desk_of(proven_actor(admins[0]))

    became = outcomes(20, lambda: in_one(desk, use_cases.propose_admin, request))

    assert (became.count(type(None)), became.count(ProposalPending)) == (1, 19)


def test_who_proposes_again_while_another_decides_does_not_stop_them(
    ask: Ask, admins: list[models.User], session: Session, desk_of: DeskOf
) -> None:
    for _ in range(10):
        person = add_user(session)
        session.commit()
        proposal = propose(ask, admins[0], person)
        again = ProposeAdmin(user_id=person.id, reason=WHY)
        approval = ApproveRoleProposal(proposal_id=proposal.id)
        second, third = (desk_of(actor_of(one)) for one in admins[1:])

        repeated, approved = side_by_side(
            partial(in_one, third, use_cases.propose_admin, again),
            partial(in_one, second, use_cases.approve_role_proposal, approval),
        )

        assert approved is None
        assert repeated in {ProposalPending, AlreadyAdmin}


def test_a_proposal_that_nobody_answers_ends_after_three_days(
    ask: Ask,
    admins: list[models.User],
    lina: models.User,
    session: Session,
    desk_of: DeskOf,
) -> None:
    proposal = propose(ask, admins[0], lina)
    age(session, timedelta(hours=71))
    use_cases.close_overdue_proposals(desk_of(None).begin)
    assert waiting(ask, admins[1]) == [proposal.id]

    age(session, timedelta(hours=1))
    assert waiting(ask, admins[1]) == []
    for act in (approve, decline):
        with pytest.raises(ProposalClosed):
            act(ask, admins[1], proposal)
    for _ in range(2):
        use_cases.close_overdue_proposals(desk_of(None).begin)

    assert outcomes_told(session) == ["expired"]
    assert role_of(session, lina) is Role.TEACHER


def test_what_expired_is_proposed_again_before_anybody_has_cleaned_up(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    propose(ask, admins[0], lina)
    age(session, timedelta(hours=72))

    second = propose(ask, admins[1], lina)

    assert waiting(ask, admins[0]) == [second.id]
    assert outcomes_told(session) == ["expired"]


def demoted(ask: Ask, user: models.User, boss: models.User) -> None:
    ask(ChangeRole(user_id=user.id, role=Role.SUPPORT, reason=WHY), proven_actor(boss))


def suspended(ask: Ask, user: models.User, boss: models.User) -> None:
    ask(SuspendUser(user_id=user.id, reason=WHY), proven_actor(boss))


@pytest.mark.parametrize("fall", [demoted, suspended])
def test_12_the_word_of_a_proposer_who_has_fallen_counts_no_longer(
    fall: Callable[..., None],
    ask: Ask,
    admins: list[models.User],
    lina: models.User,
    session: Session,
) -> None:
    sam, ines, jo = admins
    proposal = propose(ask, sam, lina)
    fall(ask, sam, ines)

    with pytest.raises(ProposalClosed):
        approve(ask, jo, proposal)

    assert role_of(session, lina) is Role.TEACHER
    propose(ask, jo, lina)
    assert outcomes_told(session) == ["expired"]


@pytest.mark.parametrize("fall", [demoted, suspended])
def test_12_who_has_fallen_decides_nothing(
    fall: Callable[..., None],
    ask: Ask,
    admins: list[models.User],
    lina: models.User,
    session: Session,
) -> None:
    sam, ines, jo = admins
    proposal = propose(ask, sam, lina)
    fall(ask, ines, jo)

    for act in (approve, decline):
        with pytest.raises(Forbidden):
            act(ask, ines, proposal)
    assert role_of(session, lina) is Role.TEACHER


@pytest.mark.parametrize("status", [UserStatus.SUSPENDED, UserStatus.ERASED])
def test_who_cannot_sign_in_any_more_becomes_no_admin(
    status: UserStatus, ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)
    session.get_one(models.User, lina.id).status = status
    session.commit()

    with pytest.raises(AccountNotActive):
        approve(ask, admins[1], proposal)

    assert role_of(session, lina) is Role.TEACHER
    assert waiting(ask, admins[1]) == [proposal.id]


def test_who_was_given_another_role_meanwhile_can_still_become_an_admin(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session
) -> None:
    proposal = propose(ask, admins[0], lina)
    demoted(ask, lina, admins[1])

    approve(ask, admins[1], proposal)

    changed: list[Any] = [one.before for one in entries(session, "role.changed")]
    assert changed == [{"role": "teacher"}, {"role": "support"}]


def test_the_operator_needs_nobody_and_settles_what_waits(
    ask: Ask, admins: list[models.User], lina: models.User, session: Session, desk_of: DeskOf
) -> None:
    proposal = propose(ask, admins[0], lina)

    with desk_of(OPERATOR).begin() as work:
        appoint(work, "lina@example.org", Role.ADMIN)

    assert role_of(session, lina) is Role.ADMIN
    assert outcomes_told(session) == ["approved"]
    decided = session.scalars(select(models.RoleProposal.decided_by)).one()
    assert decided == OPERATOR.user_id
    with pytest.raises(ProposalClosed):
        approve(ask, admins[1], proposal)
