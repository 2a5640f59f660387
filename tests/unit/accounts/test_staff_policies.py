"""What staff may do to whom, in which state of an account, as tables."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from contracts.accounts.errors import (
    AccountNotActive,
    AlreadyAdmin,
    AlreadyConfirmed,
    BeyondSupport,
    ImpersonationReadOnly,
    LastAdmin,
    NoSecondFactor,
    NotSuspended,
    OwnAccount,
    OwnProposal,
    OwnRole,
    ProposalClosed,
    ProposalPending,
    SecondAdminNeeded,
    StaffNotImpersonated,
)
from contracts.accounts.messages import UserStatus
from contracts.types import STAFF, Actor, Role
from services.accounts import models, policies
from services.accounts.ways import Ways
from tests.factories.accounts import NOW, make_user

OTHERS = [role for role in Role if role not in STAFF]
ME = Actor(user_id=UUID(int=1), role=Role.ADMIN)
LATER = NOW + policies.PROPOSAL_LIFE


def allowed(act: Callable[[], object], refusal: type[Exception]) -> bool:
    """Whether a rule lets something pass; it may refuse with that error alone."""
    try:
        act()
    except refusal:
        return False
    return True


def allowed_states(
    rule: Callable[[models.User], None], refusal: type[Exception]
) -> set[UserStatus]:
    return {one for one in UserStatus if allowed(lambda: rule(make_user(status=one)), refusal)}  # noqa: B023 (called at once)


def test_nobody_treats_their_own_account() -> None:
    policies.ensure_other(ME, uuid4())

    with pytest.raises(OwnAccount):
        policies.ensure_other(ME, ME.user_id)


@pytest.mark.parametrize("role", list(Role))
def test_support_treats_those_who_learn_and_teach_an_admin_everybody(role: Role) -> None:
    policies.ensure_may_treat(Role.ADMIN, make_user(role=role))

    assert allowed(
        lambda: policies.ensure_may_treat(Role.SUPPORT, make_user(role=role)), BeyondSupport
    ) == (role in OTHERS)


def test_each_treatment_has_the_states_it_is_for() -> None:
    everybody = set(UserStatus)

    assert allowed_states(policies.ensure_suspendable, AccountNotActive) == everybody - {
        UserStatus.ERASED
    }
    assert allowed_states(policies.ensure_suspended, NotSuspended) == {UserStatus.SUSPENDED}
    assert allowed_states(policies.ensure_unconfirmed, AlreadyConfirmed) == {UserStatus.UNCONFIRMED}
    assert allowed_states(policies.ensure_viewable, AccountNotActive) == {UserStatus.ACTIVE}


@pytest.mark.parametrize(
    ("ways", "taken"),
    [
        (Ways(password=True), False),
        (Ways(password=True, recovery_codes=3), False),
        (Ways(password=True, totp=True), True),
        (Ways(password=True, passkeys=1), True),
    ],
)
def test_a_second_factor_is_taken_from_who_has_one(ways: Ways, taken: bool) -> None:  # noqa: FBT001 (a row)
    assert allowed(lambda: policies.ensure_has_second_factor(ways), NoSecondFactor) == taken


@pytest.mark.parametrize("role", list(Role))
def test_66_only_students_and_teachers_are_viewed(role: Role) -> None:
    assert allowed(
        lambda: policies.ensure_viewable(make_user(role=role)), StaffNotImpersonated
    ) == (role in OTHERS)


@pytest.mark.parametrize("role", list(Role))
def test_66_only_an_admin_acts_in_somebodys_name(role: Role) -> None:
    policies.ensure_may_write(role, write=False)

    assert allowed(lambda: policies.ensure_may_write(role, write=True), ImpersonationReadOnly) == (
        role is Role.ADMIN
    )


def test_12_an_admin_is_not_made_by_one_but_stays_one() -> None:
    for role in Role:
        user = make_user(role=role)
        assert allowed(
            lambda user=user: policies.ensure_one_admin_suffices(user, Role.ADMIN),  # type: ignore[misc]  # a default
            SecondAdminNeeded,
        ) == (role is Role.ADMIN)
        policies.ensure_one_admin_suffices(user, Role.SUPPORT)


def test_12_a_suspension_counts_as_losing_an_admin() -> None:
    admin = make_user(role=Role.ADMIN)

    policies.ensure_admin_remains(admin, None, [admin.id, uuid4()])
    policies.ensure_admin_remains(make_user(), None, [admin.id])
    with pytest.raises(LastAdmin):
        policies.ensure_admin_remains(admin, None, [admin.id])


def test_only_an_active_account_can_work_for_the_academy() -> None:
    for status in UserStatus:
        user = make_user(status=status)
        policies.ensure_can_have(user, Role.TEACHER)
        for role in STAFF:
            assert allowed(
                lambda user=user, role=role: policies.ensure_can_have(user, role),  # type: ignore[misc]  # defaults
                AccountNotActive,
            ) == (status is UserStatus.ACTIVE)


def make_proposal(**changes: object) -> models.RoleProposal:
    fields = {
        "user_id": uuid4(),
        "proposer_id": uuid4(),
        "expires_at": LATER,
        "closed_at": None,
    }
    return models.RoleProposal(**{**fields, **changes})


def test_proposed_is_somebody_else_who_is_no_admin() -> None:
    policies.ensure_proposable(ME, make_user(role=Role.SUPPORT))

    with pytest.raises(OwnRole):
        policies.ensure_proposable(ME, make_user(id=ME.user_id))
    with pytest.raises(AlreadyAdmin):
        policies.ensure_proposable(ME, make_user(role=Role.ADMIN))


def test_a_proposal_counts_until_the_moment_it_expires() -> None:
    proposal, before = make_proposal(), LATER - timedelta(seconds=1)

    admins = {proposal.proposer_id}
    policies.ensure_none_pending(None, admins, NOW)
    policies.ensure_none_pending(proposal, admins, LATER)
    policies.ensure_none_pending(proposal, set(), before)
    policies.ensure_undecided(proposal, before)
    with pytest.raises(ProposalPending):
        policies.ensure_none_pending(proposal, admins, before)
    with pytest.raises(ProposalClosed):
        policies.ensure_undecided(proposal, LATER)
    with pytest.raises(ProposalClosed):
        policies.ensure_undecided(make_proposal(closed_at=NOW), before)


def test_12_four_eyes_belong_to_two_admins_of_this_moment() -> None:
    proposal = make_proposal()
    admins = [ME.user_id, proposal.proposer_id]

    policies.ensure_second_admin(ME, proposal, admins)
    with pytest.raises(OwnProposal):
        policies.ensure_second_admin(ME, make_proposal(proposer_id=ME.user_id), admins)
    with pytest.raises(OwnProposal):
        policies.ensure_second_admin(ME, make_proposal(user_id=ME.user_id), admins)
    with pytest.raises(ProposalClosed):
        policies.ensure_second_admin(ME, proposal, [ME.user_id])
