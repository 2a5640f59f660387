"""The signed-in devices of a person."""

from contracts.accounts.errors import DeviceNotFound
from contracts.accounts.sessions import (
    Device,
    Devices,
    EndOtherSessions,
    EndSession,
    ListSessions,
)
from contracts.types import Actor
from services.accounts import models
from services.accounts.repository import SessionRepository
from services.accounts.use_cases.revocation import end_session, end_sessions
from services.common.work import UnitOfWork

BY_OWNER = "ended by its owner"


def list_sessions(work: UnitOfWork, _request: ListSessions) -> Devices:
    """The caller's devices, the one they use first."""
    rows = SessionRepository(work.session).list_alive(work.actor.user_id, work.now)
    devices = [to_device(row, work.actor) for row in rows]
    return Devices(items=sorted(devices, key=lambda device: not device.current))


def end_one_session(work: UnitOfWork, request: EndSession) -> None:
    """Sign one of the caller's devices out."""
    found = SessionRepository(work.session).find_alive(
        request.session_id, work.actor.user_id, work.now
    )
    if found is None:
        raise DeviceNotFound("It is signed out already.")
    end_session(work, found.id, BY_OWNER)


def end_other_sessions(work: UnitOfWork, _request: EndOtherSessions) -> None:
    """Sign every device of the caller out but the one they use."""
    end_sessions(work, work.actor.user_id, BY_OWNER, but=work.actor.session_id)


def to_device(row: models.Session, actor: Actor) -> Device:
    """A session as its owner sees it."""
    return Device(
        id=row.id,
        user_agent=row.user_agent,
        address=row.address,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        current=row.id == actor.session_id,
        impersonated=row.impersonator_id is not None,
    )
