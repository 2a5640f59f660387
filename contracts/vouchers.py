"""How the gateway vouches for the person it calls for: a signed note to one service.

Made and checked for every call, so it is JSON under an HMAC and not a JWT, which costs ten times as
much. Only the gateway and the services know the key.
"""

import hmac
import time

import msgspec

from contracts.types import Actor

_SIGNATURE_LENGTH = 64


class Voucher(msgspec.Struct, frozen=True, array_like=True):
    """For whom, towards which service and until when (seconds since the epoch)."""

    actor: Actor
    service: str
    expires_at: float


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(Voucher)


def vouch(actor: Actor, service: str, key: str, *, seconds: float) -> str:
    """The note, as text for a message header."""
    note = _encode(Voucher(actor, service, time.time() + seconds))
    return _signature(note, key) + note.decode()


def read_voucher(text: str, service: str, key: str) -> Actor | None:
    """The person vouched for, or None when the note is forged, over or for somebody else."""
    signature, note = text[:_SIGNATURE_LENGTH], text[_SIGNATURE_LENGTH:].encode()
    if not hmac.compare_digest(signature.encode(), _signature(note, key).encode()):
        return None
    voucher = _decoder.decode(note)
    valid = voucher.service == service and voucher.expires_at > time.time()
    return voucher.actor if valid else None


def _signature(note: bytes, key: str) -> str:
    return hmac.digest(key.encode(), note, "sha256").hex()
