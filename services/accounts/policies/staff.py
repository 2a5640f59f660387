"""What admins may do to people."""

from collections.abc import Collection
from uuid import UUID

from contracts.accounts.errors import (
    AccountNotActive,
    LastAdmin,
    OwnRole,
    SecondAdminNeeded,
)
from contracts.accounts.messages import UserStatus
from contracts.errors import Forbidden
from contracts.permissions import Permission
from contracts.types import STAFF, Actor, Role
from services.accounts import models


def ensure_standing(permission: Permission, role: Role | None) -> Role:
    """Who stopped working for the academy a moment ago cannot act for it, whatever the token says.

    *role* is the one stored now, None when the account cannot be used.
    """
    if role is None or permission.reach(role) != "any":
        raise Forbidden("Your role does not include this.")
    return role


def ensure_not_own_role(actor: Actor, user_id: UUID) -> None:
    """Nobody changes their own role."""
    if actor.user_id == user_id:
        raise OwnRole("Ask another admin to change your role.")


def ensure_admin_remains(user: models.User, role: Role | None, admins: Collection[UUID]) -> None:
    """The academy keeps at least one admin who can sign in; None is nobody's role."""
    if role is not Role.ADMIN and set(admins) == {user.id}:
        raise LastAdmin("Make somebody else an admin first.")


def ensure_one_admin_suffices(user: models.User, role: Role) -> None:
    """Any role can be given by one admin, but that of an admin takes two."""
    if role is Role.ADMIN and user.role is not Role.ADMIN:
        raise SecondAdminNeeded("Propose it; another admin has to approve.")


def ensure_can_have(user: models.User, role: Role) -> None:
    """Only who can sign in can work for the academy."""
    if role in STAFF and user.status is not UserStatus.ACTIVE:
        raise AccountNotActive("Only an active account can work for the academy.")
