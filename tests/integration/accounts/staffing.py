"""Staff at work on people's accounts: how they ask, what they see, and what is left of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.impersonation import (
    EnterImpersonation,
    ImpersonationSession,
    ImpersonationTicket,
    StartImpersonation,
)
from contracts.audit import AccountsAdminActed
from contracts.errors import ServiceError
from contracts.types import Actor, Role
from services.accounts import models
from services.common.desk import Desk
from tests.factories.accounts import proven_actor
from tests.factories.recorded import events
from tests.integration.accounts.conftest import Ask
from tests.integration.accounts.owners import alive, read

REASON = "They wrote that a lesson does not open."


def start(
    ask: Ask, staff: models.User | Actor, user: models.User, *, write: bool = False
) -> ImpersonationTicket:
    """Ask for a code to view the academy as *user*."""
    actor = proven_actor(staff) if isinstance(staff, models.User) else staff
    return ask(StartImpersonation(user_id=user.id, reason=REASON, write=write), actor)


def enter(ask: Ask, ticket: ImpersonationTicket) -> ImpersonationSession:
    """Exchange the code for the view."""
    return ask(EnterImpersonation(code=ticket.code))


def view(ask: Ask, staff: models.User | Actor, user: models.User, *, write: bool = False) -> Actor:
    """Whoever looks through the person's eyes, as a gateway reads it in the view's token."""
    claims = read(enter(ask, start(ask, staff, user, write=write)).access_token)
    return Actor(
        user_id=UUID(claims["sub"]),
        role=Role(claims["role"]),
        session_id=UUID(claims["sid"]),
        authenticated_at=claims["auth_time"],
        methods=tuple(claims["amr"]),
        impersonator_id=UUID(claims["act"]["sub"]),
        read_only="write" not in claims["scope"].split(),
    )


def proven(actor: Actor | None) -> Actor:
    """Somebody signed in who has just shown once more that it is them."""
    assert actor is not None
    fresh = proven_actor(models.User(id=actor.user_id, role=actor.role)).authenticated_at
    return msgspec.structs.replace(actor, authenticated_at=fresh)


def entries(session: Session, action: str = "") -> list[AccountsAdminActed]:
    """What was told to the audit log, or only one kind of it."""
    told = events(session, models.bookkeeping, AccountsAdminActed)
    return [entry for entry in told if entry.action.startswith(action)]


def is_over(session: Session, looking: Actor) -> bool:
    """Whether a view has ended, for gateways too."""
    person = models.User(id=looking.user_id)
    ended = session.scalar(
        select(models.Impersonation.ended_at).where(models.Impersonation.id == looking.session_id)
    )
    assert (ended is None) == (looking.session_id in alive(session, person))
    return ended is not None


def side_by_side(*acts: Callable[[], Any]) -> list[Any]:
    """What becomes of acts at the same moment: the kind of refusal, or None."""

    def attempt(act: Callable[[], Any]) -> Any:
        try:
            act()
        except ServiceError as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def in_one(desk: Desk, act: Callable[..., object], request: object) -> None:
    """Act in one unit of work."""
    with desk.begin() as work:
        act(work, request)
