"""Who is there, and who may do what."""

from typing import Any

import msgspec

from contracts.accounts.messages import (
    AccountsOverview,
    ChangeRole,
    GetAccountsOverview,
    GetMe,
    ListUsers,
    RoleChanged,
    User,
)
from contracts.types import Page, Role
from services.accounts import models, policies
from services.accounts.repository import UserRepository
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import outdate_tokens
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import UnitOfWork


def get_me(work: UnitOfWork, _request: GetMe) -> User:
    """The caller, as stored now."""
    return to_user(UserRepository(work.session).get(work.actor.user_id))


def list_users(work: UnitOfWork, request: ListUsers) -> Page[User]:
    """Search people; for staff."""
    ensure_standing(work, request)
    rows, following = UserRepository(work.session).list_matching(request)
    return Page(items=[to_user(row) for row in rows], next=following)


def get_accounts_overview(work: UnitOfWork, request: GetAccountsOverview) -> AccountsOverview:
    """Count people by role, and those who came since midnight UTC; for staff."""
    ensure_standing(work, request)
    people = UserRepository(work.session)
    midnight = work.now.replace(hour=0, minute=0, second=0, microsecond=0)
    roles, today = people.count_by_role(midnight)
    return AccountsOverview(
        users=sum(roles.values()),
        students=roles.get(Role.STUDENT, 0),
        teachers=roles.get(Role.TEACHER, 0),
        admins=roles.get(Role.ADMIN, 0),
        registered_today=today,
    )


def change_role(work: UnitOfWork, request: ChangeRole) -> User:
    """Give a person another role; their access tokens end, and the next refresh carries it."""
    people = UserRepository(work.session)
    admins = people.lock_admins()
    ensure_standing(work, request)
    policies.ensure_not_own_role(work.actor, request.user_id)
    user = people.get_for_update(request.user_id)
    policies.ensure_one_admin_suffices(user, request.role)
    policies.ensure_can_have(user, request.role)
    policies.ensure_admin_remains(user, request.role, admins)
    assign_role(work, user, request.role, request.reason)
    return to_user(user)


def assign_role(work: UnitOfWork, user: models.User, role: Role, reason: str, **noted: str) -> None:
    """Store, audit with what else is noted, and announce a role; the same role changes nothing."""
    if user.role is role:
        return
    before, user.role = user.role, role
    user.staff_since = policies.staff_since(user, before, work.now)
    old, new = {"role": before.value}, {"role": role.value, **noted}
    audit_person(work, "role.changed", user, reason=reason, before=old, after=new)
    contact = to_contact(user)
    work.record(RoleChanged(user_id=user.id, role=role, contact=contact))
    outdate_tokens(work, user)


def audit_person(
    work: UnitOfWork,
    action: str,
    user: models.User,
    *,
    reason: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Tell the log what is done about a person, under the name and address they have now."""
    work.audit(
        action,
        target_type="user",
        target_id=user.id,
        target_label=f"{user.name} <{user.email}>",
        reason=reason,
        before=before,
        after=after,
    )


def to_user(row: models.User) -> User:
    """A person as the contracts show them."""
    return msgspec.convert(row, User, from_attributes=True)
