"""Access tokens that are right in all but one thing, signed with the academy's own key."""

import base64
import os
from datetime import UTC, datetime
from typing import Any

import jwt
import msgspec
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from services.accounts.repository import SigningKeyRepository
from services.common.sealing import unseal

ALGORITHM = "ES256"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def part(content: Any) -> str:
    """The header or the claims of a token, unsigned."""
    return encoded(msgspec.json.encode(content))


class Mint:
    """Holds the running academy's private key, which nobody else does."""

    def __init__(self, private_pem: str, token: str) -> None:
        self._private = jwt.get_algorithm_by_name(ALGORITHM).prepare_key(private_pem)
        self.header: dict[str, Any] = jwt.get_unverified_header(token)
        self.claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})

    @classmethod
    def like(cls, token: str) -> "Mint":
        """Makes tokens like this one, of the running academy."""
        engine = create_engine(os.environ["ACCOUNTS_DATABASE_URL"])
        with Session(engine) as session:
            key = SigningKeyRepository(session).find_current(datetime.now(UTC))
            assert key is not None
            pem = unseal(key.sealed_private_key, os.environ["TOKEN_ENCRYPTION_KEY"])
        engine.dispose()
        return cls(pem, token)

    @property
    def public_key(self) -> Any:
        """What everybody may know."""
        return self._private.public_key()

    def token(self, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A signed token with these changes; None removes one."""
        text = f"{part(_changed(self.header, header or {}))}.{part(_changed(self.claims, claims))}"
        signature = jwt.get_algorithm_by_name(ALGORITHM).sign(text.encode(), self._private)
        return f"{text}.{encoded(signature)}"


def _changed(usual: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}
