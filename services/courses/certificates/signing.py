"""Signatures over certificates: Ed25519 (RFC 8032) over canonical JSON (RFC 8785)."""

import base64
import binascii
import hashlib

import msgspec
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from contracts.courses.certificates import CertificateSnapshot, SignedCertificate

SEED_BYTES = 32


class Signer:
    """The key that signs new certificates."""

    def __init__(self, seed: str) -> None:
        self.private_key = Ed25519PrivateKey.from_private_bytes(read_seed(seed))
        self.public_key = self.private_key.public_key().public_bytes_raw()
        self.key_id = key_id_of(self.public_key)

    def sign(self, snapshot: CertificateSnapshot) -> SignedCertificate:
        """The snapshot with the academy's signature."""
        signature = encode(self.private_key.sign(canonical(snapshot)))
        return SignedCertificate(snapshot=snapshot, key_id=self.key_id, signature=signature)


def canonical(snapshot: CertificateSnapshot) -> bytes:
    """The one way to write a snapshot down."""
    return rfc8785.dumps(msgspec.to_builtins(snapshot))


def is_signed(certificate: SignedCertificate, public_key: bytes) -> bool:
    """Whether the holder of the key signed exactly this snapshot."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    try:
        key.verify(decode(certificate.signature), canonical(certificate.snapshot))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def key_id_of(public_key: bytes) -> str:
    """The thumbprint of a public key (RFC 7638)."""
    members = {"crv": "Ed25519", "kty": "OKP", "x": encode(public_key)}
    return encode(hashlib.sha256(rfc8785.dumps(members)).digest())


def read_seed(text: str) -> bytes:
    """The 32 bytes of a signing key; raises `ValueError` when it is something else."""
    try:
        seed = decode(text)
    except (binascii.Error, ValueError):
        seed = b""
    if len(seed) != SEED_BYTES:
        raise ValueError("CERTIFICATE_SIGNING_KEY is not base64url of 32 bytes")
    return seed


def encode(raw: bytes) -> str:
    """Base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes:
    """The bytes that `encode` wrote."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
