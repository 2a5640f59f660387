"""Signed addresses of files: made by the service that owns them, checked by the gateway."""

import hmac
from urllib.parse import parse_qs, urlencode
from uuid import UUID

import msgspec

from contracts.base import Message


class FileTicket(Message, frozen=True, kw_only=True):
    """What a signed address grants: one file, under one name and type, until a moment.

    `expires_at` is in seconds since the epoch; 0 means that the file is public for good.
    """

    file_id: UUID
    name: str
    media_type: str
    expires_at: int = 0


def sign(ticket: FileTicket, key: bytes) -> str:
    """Address of the file, relative to the academy's origin."""
    query = urlencode(
        {
            "name": ticket.name,
            "type": ticket.media_type,
            "expires": ticket.expires_at,
            "signature": _signature(ticket, key),
        }
    )
    return f"/files/{ticket.file_id.hex}?{query}"


def verify(file_id: UUID, query_string: str, key: bytes, *, now: float) -> FileTicket | None:
    """The ticket that the address carries, or None when it is forged or over."""
    try:
        fields = {name: values[0] for name, values in parse_qs(query_string).items()}
        ticket = FileTicket(
            file_id=file_id,
            name=fields["name"],
            media_type=fields["type"],
            expires_at=int(fields["expires"]),
        )
        genuine = _is_genuine(ticket, fields["signature"], key)
    except (KeyError, ValueError):
        return None
    expired = 0 < ticket.expires_at < now
    return ticket if genuine and not expired else None


class UploadTicket(Message, frozen=True, kw_only=True):
    """What an upload's address grants: to send one file of at most so many bytes, in time."""

    upload_id: UUID
    max_bytes: int
    expires_at: int
    media_type: str = ""


def sign_upload(ticket: UploadTicket, key: bytes) -> str:
    """Address to PUT the bytes to, relative to the academy's origin."""
    query = urlencode(
        {
            "bytes": ticket.max_bytes,
            "type": ticket.media_type,
            "expires": ticket.expires_at,
            "signature": _signature(ticket, key),
        }
    )
    return f"/v1/uploads/{ticket.upload_id}?{query}"


def verify_upload(
    upload_id: UUID, query_string: str, key: bytes, *, now: float
) -> UploadTicket | None:
    """The ticket that an upload's address carries, or None when it is forged or over."""
    try:
        fields = {name: values[0] for name, values in parse_qs(query_string).items()}
        ticket = UploadTicket(
            upload_id=upload_id,
            max_bytes=int(fields["bytes"]),
            media_type=fields.get("type", ""),
            expires_at=int(fields["expires"]),
        )
        genuine = _is_genuine(ticket, fields["signature"], key)
    except (KeyError, ValueError):
        return None
    return ticket if genuine and ticket.expires_at >= now else None


def _is_genuine(ticket: FileTicket | UploadTicket, signature: str, key: bytes) -> bool:
    return hmac.compare_digest(signature.encode(), _signature(ticket, key).encode())


def _signature(ticket: FileTicket | UploadTicket, key: bytes) -> str:
    return hmac.digest(key, msgspec.json.encode(ticket), "sha256").hex()
