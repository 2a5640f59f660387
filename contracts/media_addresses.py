"""Signed prefixes of videos: made by the service that owns them, checked by the gateway.

What plays a video asks for a playlist and then for hundreds of parts beside it. One signature in
the path covers them all, so the relative addresses inside playlists hold without another word.
"""

import base64
import binascii
import hmac
from uuid import UUID

from contracts.base import Message

_NOBODY = UUID(int=0)
_DIGEST_BYTES = 32
_MOMENT_BYTES = 5


class MediaTicket(Message, frozen=True, kw_only=True):
    """What a prefix grants: one video, to one person in one session, until a moment.

    Who watches a preview without an account is nobody, in no session.
    """

    video_id: UUID
    user_id: UUID | None = None
    session_id: UUID | None = None
    expires_at: int


def sign_media(ticket: MediaTicket, key: bytes) -> str:
    """The prefix of everything that belongs to the video, relative to the academy's origin."""
    content = _packed(ticket)
    token = base64.urlsafe_b64encode(content + _signature(content, key)).decode().rstrip("=")
    return f"/media/{token}"


def read_media(token: str, key: bytes, *, now: float) -> MediaTicket | None:
    """The ticket in a prefix, or None when it is forged or over."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    content, signature = raw[:-_DIGEST_BYTES], raw[-_DIGEST_BYTES:]
    if not hmac.compare_digest(signature, _signature(content, key)):
        return None
    ticket = _unpacked(content)
    return ticket if ticket.expires_at >= now else None


def _packed(ticket: MediaTicket) -> bytes:
    ids = (ticket.video_id, ticket.user_id or _NOBODY, ticket.session_id or _NOBODY)
    moment = ticket.expires_at.to_bytes(_MOMENT_BYTES, "big")
    return b"".join(one.bytes for one in ids) + moment


def _unpacked(content: bytes) -> MediaTicket:
    """What was signed has the right length, since only we sign."""
    video, user, session = (UUID(bytes=content[at : at + 16]) for at in (0, 16, 32))
    return MediaTicket(
        video_id=video,
        user_id=None if user == _NOBODY else user,
        session_id=None if session == _NOBODY else session,
        expires_at=int.from_bytes(content[48:], "big"),
    )


def _signature(content: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"academy media\n" + content, "sha256")
