"""The live connection of a signed-in person: what concerns them arrives without asking."""

from typing import Any

import msgspec
import socketio
import structlog

from contracts.base import Envelope
from contracts.errors import ServiceError, Unauthenticated
from contracts.types import Role
from gateway import metrics, problems
from gateway.auth import TokenVerifier

log = structlog.get_logger()

ADMINS = "admins"
PEOPLE_FIELDS = ("user_id", "buyer_id", "student_id", "teacher_id")
PERSONAL = {
    "payments.order.paid.v1",
    "payments.order.expired.v1",
    "courses.enrollment.created.v1",
    "courses.course.published.v1",
    "courses.course.rejected.v1",
    "accounts.user.role_changed.v1",
}
HIDDEN = {"accounts.confirmation.requested.v1", "accounts.registration.repeated.v1"}


def person_room(user_id: str) -> str:
    """The room of one person; rooms are named here, never by a client."""
    return f"user:{user_id}"


class LiveNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio is untyped
    """Connects people to their own room, and admins to the room that hears everything."""

    def __init__(self, verifier: TokenVerifier) -> None:
        super().__init__("/")
        self._verifier = verifier

    async def on_connect(self, sid: str, _environ: dict[str, Any], auth: Any) -> None:
        """Let in who shows a valid access token in the `auth` payload."""
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            if not isinstance(token, str):
                raise Unauthenticated("Send the access token as `token`.")
            actor = await self._verifier.verify(token)
        except ServiceError as refusal:
            problem = problems.document(refusal, "/socket.io", sid)
            raise socketio.exceptions.ConnectionRefusedError(problem) from None
        await self.enter_room(sid, person_room(str(actor.user_id)))
        if actor.role is Role.ADMIN:
            await self.enter_room(sid, ADMINS)
        metrics.SOCKETS.inc()
        await self.save_session(sid, {"user_id": str(actor.user_id)})

    async def on_disconnect(self, sid: str, _reason: Any = None) -> None:
        """Count the connection out."""
        if await self.get_session(sid):
            metrics.SOCKETS.dec()

    async def announce(self, envelope: Envelope) -> None:
        """Emit an event to the people it concerns and to the admins."""
        if envelope.type in HIDDEN:
            return
        message = {
            "type": envelope.type,
            "time": msgspec.to_builtins(envelope.time),
            "data": {key: value for key, value in envelope.data.items() if key != "contact"},
        }
        rooms = {ADMINS}
        if envelope.type in PERSONAL:
            people = (envelope.data.get(field) for field in PEOPLE_FIELDS)
            rooms |= {person_room(str(person)) for person in people if person}
        await self.emit("event", message, room=list(rooms))
