"""A security key in software (WebAuthn Level 3): makes passkeys and answers with them."""

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from contracts.accounts.passkeys import PasskeyAssertion, PasskeyCreation, PasskeyOffer

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """One key pair; a test may lie about everything that the server has to check."""

    def __init__(
        self, origin: str = "https://academy.example", host: str = "academy.example"
    ) -> None:
        self.origin = origin
        self.host = "academy.example"
        self.verifies = True
        self.count = 0
        self.id = secrets.token_bytes(32)
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, offer: PasskeyOffer, **lies: Any) -> PasskeyCreation:
        """Make the passkey that the offer asks for."""
        point = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(ATTESTED) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return PasskeyCreation(
            id=text(self.id),
            client_data=text(self._client_data("webauthn.create", offer, lies)),
            attestation=text(attestation),
            transports=["usb", "telepathy"],
        )

    def answer(self, offer: PasskeyOffer, **lies: Any) -> PasskeyAssertion:
        """Prove that this key is present, one use later than before."""
        self.count += 1
        client_data = self._client_data("webauthn.get", offer, lies)
        data = self._data()
        signed = data + hashlib.sha256(client_data).digest()
        return PasskeyAssertion(
            id=text(self.id),
            client_data=text(client_data),
            authenticator_data=text(data),
            signature=text(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        )

    def _client_data(self, kind: str, offer: PasskeyOffer, lies: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": offer.options["challenge"], "origin": self.origin}
        return json.dumps({**said, **lies}).encode()

    def _data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")


def text(value: bytes) -> str:
    """Base64url without padding, as browsers write bytes."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
