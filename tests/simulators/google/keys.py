"""The keys that sign ID tokens, and their rotation."""

import base64
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 2048


class Key:
    """An RSA key with its id."""

    def __init__(self) -> None:
        self.kid = uuid4().hex
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)

    @property
    def jwk(self) -> dict[str, str]:
        """The public half (RFC 7517)."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }


class Keys:
    """What is published, the newest first; the newest signs."""

    def __init__(self) -> None:
        self.published = [Key()]

    @property
    def current(self) -> Key:
        """The key that signs now."""
        return self.published[0]

    def rotate(self, *, keep_old: bool) -> None:
        """Sign with a new key from now on; the old ones stay published, or are gone at once."""
        self.published = [Key(), *(self.published if keep_old else [])]

    def document(self) -> dict[str, Any]:
        """The key set."""
        return {"keys": [key.jwk for key in self.published]}


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
