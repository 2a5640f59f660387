"""What admins may do to people."""

from collections.abc import Collection
from uuid import UUID

from contracts.accounts.errors import LastAdmin, OwnRole
from contracts.errors import Forbidden
from contracts.permissions import Permission
from contracts.types import Actor, Role
from services.accounts import models


def ensure_standing(permission: Permission, role: Role | None) -> None:
    """Who stopped working for the academy a moment ago cannot act for it, whatever the token says.

    *role* is the one stored now, None when the account cannot be used.
    """
    if role is None or permission.reach(role) != "any":
        raise Forbidden("Your role does not include this.")


def ensure_not_own_role(actor: Actor, user_id: UUID) -> None:
    """Nobody changes their own role."""
    if actor.user_id == user_id:
        raise OwnRole("Ask another admin to change your role.")


def ensure_admin_remains(user: models.User, role: Role, admins: Collection[UUID]) -> None:
    """The academy keeps at least one admin who can sign in."""
    if role is not Role.ADMIN and set(admins) == {user.id}:
        raise LastAdmin("Make somebody else an admin first.")
