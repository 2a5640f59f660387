"""Whose eyes staff may look through, and for how long."""

from datetime import timedelta

from contracts.accounts.errors import (
    AccountNotActive,
    ImpersonationReadOnly,
    StaffNotImpersonated,
)
from contracts.accounts.messages import UserStatus
from contracts.types import STAFF, Role
from services.accounts import models

CODE_LIFE = timedelta(seconds=60)
VIEW_LIFE = timedelta(minutes=15)


def ensure_viewable(user: models.User) -> None:
    """Only the academy as an active student or teacher sees it, never as one of the staff."""
    if user.role in STAFF:
        raise StaffNotImpersonated("Only students and teachers can be viewed as.")
    if user.status is not UserStatus.ACTIVE:
        raise AccountNotActive("Nobody can use this account at the moment.")


def ensure_may_write(role: Role, *, write: bool) -> None:
    """Support looks; an admin can act in somebody's name."""
    if write and role is not Role.ADMIN:
        raise ImpersonationReadOnly("Ask an admin to act in this person's name.")
