"""Ending the views that staff have of people, wherever the end comes from."""

from sqlalchemy.sql.elements import ColumnElement

from contracts.accounts.impersonation import ImpersonationEnded
from contracts.accounts.sessions import SessionsRevoked
from contracts.audit import AccountsAdminActed
from services.accounts import models
from services.accounts.repository import (
    ImpersonationRepository,
    SessionRepository,
    UserRepository,
)
from services.common.work import UnitOfWork


def end_views(work: UnitOfWork, because: str, *which: ColumnElement[bool]) -> None:
    """End views and codes; those that had begun end for everybody to see."""
    views = ImpersonationRepository(work.session)
    for view_id in views.end(because, work.now, *which):
        view = views.get(view_id)
        user_id, ended = view.user_id, [view.id]
        if SessionRepository(work.session).revoke(view.id, because, work.now) is not None:
            work.record(SessionsRevoked(user_id=user_id, session_ids=ended, because=because))
        work.record(ImpersonationEnded(user_id=user_id, impersonator_id=view.impersonator_id))
        audit_view(work, "impersonation.ended", view, reason=because)


def audit_view(
    work: UnitOfWork,
    action: str,
    view: models.Impersonation,
    *,
    reason: str,
    address: str = "",
    **changes: object,
) -> None:
    """Tell the log what whoever looks through a person's eyes does, also when a clock does it.

    `address` is theirs: a view may be ended by the person, from elsewhere.
    """
    user = UserRepository(work.session).get(view.user_id)
    work.record(
        AccountsAdminActed(
            action=action,
            actor_id=view.impersonator_id,
            on_behalf_of=view.user_id,
            target_type="user",
            target_id=str(user.id),
            target_label=f"{user.name} <{user.email}>",
            reason=reason,
            address=address,
            after=changes,
        )
    )
