"""The live connection of a signed-in person: what concerns them arrives without asking."""

import time
from typing import TYPE_CHECKING, Any

import msgspec
import socketio
import structlog

from contracts.base import Envelope
from contracts.errors import ServiceError, Unauthenticated
from contracts.permissions import MATRIX, ensure_role
from contracts.types import STAFF, Actor
from gateway import metrics, problems
from gateway.auth import TokenVerifier
from gateway.revocations import Verified
from gateway.sockets.audience import staff_room, staff_rooms

if TYPE_CHECKING:
    from uuid import UUID

log = structlog.get_logger()

CONNECTIONS_PER_PERSON = 20
"""Tabs and devices of one person; the oldest gives way."""
PEOPLE_FIELDS = ("user_id", "buyer_id", "student_id", "teacher_id", "guardian_id", "learner_id")
PERSONAL = {
    "payments.order.paid.v1",
    "payments.order.expired.v1",
    "courses.enrollment.created.v1",
    "courses.course.published.v1",
    "courses.course.rejected.v1",
    "courses.course.approved.v1",
    "courses.course.archived.v1",
    "courses.certificate.issued.v1",
    "courses.certificate.revoked.v1",
    "courses.video.progressed.v1",
    "accounts.user.role_changed.v1",
    "accounts.user.profile_changed.v1",
    "accounts.export.ready.v1",
    "accounts.guardian.offered.v1",
    "accounts.guardianship.started.v1",
    "accounts.guardianship.ended.v1",
}
HIDDEN = {
    "accounts.user.exported.v1",
    "courses.user.exported.v1",
    "payments.user.exported.v1",
    "notifications.user.exported.v1",
    "accounts.consent.requested.v1",
    "accounts.picture.retired.v1",
    "accounts.confirmation.requested.v1",
    "accounts.password_reset.requested.v1",
    "accounts.email_change.link_requested.v1",
    "accounts.import.continued.v1",
    "accounts.invitation.sent.v1",
    "accounts.registration.repeated.v1",
    "accounts.sessions.revoked.v1",
    "accounts.tokens.outdated.v1",
    "accounts.signing_keys.changed.v1",
    "accounts.second_factor.changed.v1",
    "courses.announcement.sent.v1",
}


def person_room(user_id: str) -> str:
    """The room of one person; rooms are named here, never by a client."""
    return f"user:{user_id}"


class LiveNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio is untyped
    """Connects people to their own room, and staff to the room that hears what they look after.

    A connection lasts as long as the access token that it showed last: the client renews it.
    """

    def __init__(self, verifier: TokenVerifier) -> None:
        super().__init__("/")
        self._verifier = verifier
        self._open: dict[str, Verified] = {}
        self._of_person: dict[UUID, list[str]] = {}

    async def on_connect(self, sid: str, _environ: dict[str, Any], auth: Any) -> None:
        """Let in who shows a valid access token in the `auth` payload."""
        try:
            shown = await self._verified(auth)
            ensure_role(MATRIX.sockets["connect"], shown.actor)
        except ServiceError as refusal:
            problem = problems.document(refusal, "/socket.io", sid)
            raise socketio.exceptions.ConnectionRefusedError(refusal.title, problem) from None
        await self.enter_room(sid, person_room(str(shown.actor.user_id)))
        if shown.actor.role in STAFF:
            await self.enter_room(sid, staff_room(shown.actor.role))
        metrics.SOCKETS.inc()
        self._open[sid] = shown
        mine = self._of_person.setdefault(shown.actor.user_id, [])
        mine.append(sid)
        if len(mine) > CONNECTIONS_PER_PERSON:
            await self.disconnect(mine[0])

    async def on_renew(self, sid: str, auth: Any = None) -> dict[str, Any]:
        """Go on with a fresh access token of the same session."""
        held = self._open.get(sid)
        try:
            shown = await self._verified(auth)
            ensure_role(MATRIX.sockets["renew"], shown.actor)
            if held is None or not _is_same(held.actor, shown.actor):
                raise Unauthenticated("Connect again: this is somebody else's token.")
        except ServiceError as refusal:
            return {"ok": False, "problem": problems.document(refusal, "/socket.io", sid)}
        self._open[sid] = shown
        return {"ok": True}

    async def on_disconnect(self, sid: str, _reason: Any = None) -> None:
        """Count the connection out."""
        held = self._open.pop(sid, None)
        if held is None:
            return
        metrics.SOCKETS.dec()
        mine = self._of_person.get(held.actor.user_id, [])
        if sid in mine:
            mine.remove(sid)
        if not mine:
            self._of_person.pop(held.actor.user_id, None)

    async def close_ended(self) -> None:
        """Hang up on those whose token was revoked or has expired."""
        now, revoked = time.time(), self._verifier.revocations
        ended = [
            sid
            for sid, shown in self._open.items()
            if shown.expires_at <= now or revoked.includes(shown)
        ]
        for sid in ended:
            await self.disconnect(sid)

    async def _verified(self, auth: Any) -> Verified:
        token = auth.get("token") if isinstance(auth, dict) else None
        if not isinstance(token, str):
            raise Unauthenticated("Send the access token as `token`.")
        return await self._verifier.verify(token)

    async def announce(self, envelope: Envelope) -> None:
        """Emit an event to the people it concerns and to the staff."""
        if envelope.type in HIDDEN:
            return
        message = {
            "type": envelope.type,
            "time": msgspec.to_builtins(envelope.time),
            "data": {key: value for key, value in envelope.data.items() if key != "contact"},
        }
        rooms = set(staff_rooms(envelope.type))
        if envelope.type in PERSONAL:
            people = (envelope.data.get(field) for field in PEOPLE_FIELDS)
            rooms |= {person_room(str(person)) for person in people if person}
        await self.emit("event", message, room=list(rooms))


def _is_same(held: Actor, shown: Actor) -> bool:
    """Whether a connection stays in the rooms it is in."""
    return (held.session_id, held.user_id, held.role) == (
        shown.session_id,
        shown.user_id,
        shown.role,
    )
