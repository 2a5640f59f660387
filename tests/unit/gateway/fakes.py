"""A service side that answers as a test wants, and the accounts service's signature."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID, uuid4

import jwt
import msgspec
from aiohttp import web
from aiohttp.test_utils import TestClient
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from contracts.accounts.messages import Jwk, JwkSet, ListSigningKeys
from contracts.base import Request
from contracts.errors import ServiceError
from contracts.types import Role
from gateway.config import Settings
from gateway.rpc import CallOptions

RequestT = TypeVar("RequestT", bound=Request[Any])

PUBLIC_URL = "http://academy.example"
PLENTY = "1000000/15minutes"
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


class SigningKey:
    """A key pair of the accounts service."""

    def __init__(self, kid: str = "first") -> None:
        self.kid = kid
        self.private = ec.generate_private_key(ec.SECP256R1())

    def public(self) -> Jwk:
        """The half that verifies."""
        fields = ECAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return Jwk(kid=self.kid, kty=fields["kty"], crv=fields["crv"], x=fields["x"], y=fields["y"])

    def token(self, role: Role = Role.STUDENT, **changes: Any) -> str:
        """An access token; *changes* replace claims, and None removes one."""
        now = int(time.time())
        claims = {
            "iss": PUBLIC_URL,
            "aud": "academy",
            "sub": str(uuid4()),
            "sid": str(uuid4()),
            "role": role.value,
            "ver": 1,
            "auth_time": now,
            "amr": ["pwd"],
            "iat": now,
            "exp": now + 600,
            **changes,
        }
        present = {name: value for name, value in claims.items() if value is not None}
        headers = {"kid": self.kid, "typ": "at+jwt"}
        return jwt.encode(present, self.private, algorithm="ES256", headers=headers)


class Call(NamedTuple, Generic[RequestT]):
    """What the gateway asked."""

    request: RequestT
    options: CallOptions


Answer = Any | ServiceError | Callable[[Any], Any]


class FakeRpc:
    """Answers by type of request: a reply, a refusal, or what a function makes of the request."""

    def __init__(self, *keys: SigningKey) -> None:
        self.calls: list[Call[Any]] = []
        self._answers: dict[type, Answer] = {}
        self.publish(*keys)

    def publish(self, *keys: SigningKey) -> None:
        """Let the accounts service publish these keys and no others."""
        self.answer(ListSigningKeys, JwkSet(keys=[key.public() for key in keys]))

    def answer(self, request: type[Request[Any]], answer: Answer) -> None:
        """From now on answer requests of that type so."""
        self._answers[request] = answer

    def asked(self, request: type[RequestT]) -> list[Call[RequestT]]:
        """The calls of that type so far."""
        return [call for call in self.calls if type(call.request) is request]

    async def call(self, request: Request[Any], options: CallOptions) -> Any:
        self.calls.append(Call(request, options))
        answer = self._answers.get(type(request), ServiceError("No answer was prepared."))
        if callable(answer) and not isinstance(answer, type):
            answer = answer(request)
        if hasattr(answer, "__await__"):
            answer = await answer
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def call_raw(self, request: Request[Any], options: CallOptions) -> bytes:
        return msgspec.json.encode(await self.call(request, options))


class Gateway(NamedTuple):
    """A running gateway, whom it asks, and the key that its people's tokens are signed with."""

    http: TestClient[web.Request, web.Application]
    rpc: FakeRpc
    key: SigningKey

    def as_role(self, role: Role, user_id: UUID | None = None) -> dict[str, str]:
        """Headers of somebody with that role."""
        token = self.key.token(role, sub=str(user_id or uuid4()))
        return {"Authorization": f"Bearer {token}"}


def make_settings(folder: Path, **changes: Any) -> Settings:
    """Settings of a gateway without Redis that lets everybody ask as often as they want."""
    usual = Settings(
        amqp_url="amqp://127.0.0.1:1/",
        redis_url=NOBODY_LISTENS,
        call_signing_key="c" * 40,
        files_signing_key="f" * 40,
        files_dir=str(folder / "files"),
        web_dist=str(folder / "dist"),
        public_url=PUBLIC_URL,
        academy_env="test",
        rate_limits_anonymous=PLENTY,
        rate_limits_user=PLENTY,
        rate_limits_sign_in=PLENTY,
        rate_limits_browse=PLENTY,
    )
    return msgspec.structs.replace(usual, **changes)
