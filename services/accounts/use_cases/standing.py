"""Whether who acts for the academy still may."""

from typing import Any

from contracts.base import Request
from contracts.permissions import permission_of
from contracts.types import Role
from services.accounts import policies
from services.accounts.repository import UserRepository
from services.common.work import UnitOfWork


def ensure_standing(work: UnitOfWork, request: Request[Any]) -> Role:
    """The caller's role in the database, which may do this: the token may be ten minutes old."""
    role = UserRepository(work.session).find_standing(work.actor.user_id)
    return policies.ensure_standing(permission_of(type(request)), role)
