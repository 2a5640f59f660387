"""What a service hands out about a person, sealed on its way through the broker.

The key comes from the one that calls are signed with, which only the gateway and the services know.
"""

import base64
import hashlib
import zlib
from typing import Any

import msgspec

from services.common.sealing import seal, unseal


class ParcelService:
    """Packs values so that only a service can read them."""

    def __init__(self, signing_key: str) -> None:
        digest = hashlib.sha256(b"academy parcels " + signing_key.encode()).digest()
        self._key = base64.urlsafe_b64encode(digest).decode()

    def pack(self, content: Any) -> str:
        """A value as sealed text, compressed."""
        packed = zlib.compress(msgspec.json.encode(content))
        return seal(base64.b64encode(packed).decode(), self._key)

    def unpack(self, parcel: str) -> Any:
        """The value in a parcel."""
        packed = base64.b64decode(unseal(parcel, self._key))
        return msgspec.json.decode(zlib.decompress(packed))
