"""The console's side of the gateway: contracts in, contracts out, refusals raised."""

import asyncio
import contextlib
import time
from ipaddress import ip_address
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec

from console.calls.everything import Calls
from console.figures import Overview
from console.routes import OVERVIEW, Call, call_for
from console.session_file import SessionFile
from console.wire import Wire
from contracts.accounts.errors import SessionEnded
from contracts.accounts.messages import (
    GetMe,
    RefreshSession,
    Session,
    SignIn,
    SignOut,
    User,
)
from contracts.accounts.second_factors import (
    FreshToken,
    PassSecondFactor,
    StartStepUp,
    StepUp,
    StepUpOffer,
)
from contracts.base import Command, Request
from contracts.errors import (
    ContractMismatch,
    Forbidden,
    ServiceError,
    ServiceTimedOut,
    StepUpRequired,
    Unauthenticated,
    Unavailable,
)
from contracts.types import STAFF

if TYPE_CHECKING:
    from console.calls.asking import Prover

ReplyT = TypeVar("ReplyT")
_TIMEOUT_SECONDS = 15.0
_MARGIN_SECONDS = 120.0
_KEY_HEADER = "Idempotency-Key"


class GatewayClient(Calls):
    """One session of the staff with one gateway."""

    def __init__(self, address: str, file: SessionFile, timeout: float = _TIMEOUT_SECONDS) -> None:
        self._wire = Wire(address, timeout)
        self._file = file
        self._session: Session | None = None
        self._renewing = asyncio.Lock()
        self._renew_at = 0.0
        self._undecided: dict[tuple[type[Command[Any]], bytes], str] = {}
        self.prove: Prover | None = None
        """Asks who is at the desk to show once more that it is them, when an act demands it."""

    async def __aenter__(self) -> Self:
        """Connections open as they are needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        await self._wire.close()

    @property
    def address(self) -> str:
        """Where the gateway is."""
        return self._wire.address

    @property
    def private(self) -> bool:
        """Whether nobody between here and the gateway can read along."""
        parts = urlsplit(self.address)
        return parts.scheme == "https" or _is_this_machine(parts.hostname or "")

    async def sign_in(self, request: SignIn) -> User:
        """Open a session; only that of somebody of the staff is kept."""
        return await self._admit(await self._send(request))

    async def pass_second_factor(self, request: PassSecondFactor) -> User:
        """Finish signing in with a second step."""
        return await self._admit(await self._send(request))

    async def resume(self) -> User | None:
        """Go on with the stored session, if there is one that still holds."""
        self._session = self._file.load(self.address)
        if self._session is None:
            return None
        try:
            user = await self._ask(GetMe())
        except Unauthenticated:
            return None
        return await self._admit(msgspec.structs.replace(self._required(), user=user))

    async def sign_out(self) -> None:
        """End the session here, and at the gateway when it answers."""
        session = self._session
        self._forget()
        if session is not None:
            await self._end(session)

    async def access_token(self) -> str:
        """A token that holds right now, for the live connection."""
        session = self._required()
        if time.monotonic() > self._renew_at:
            await self._renew(session)
        return self._required().access_token

    async def renew_session(self) -> None:
        """Take a token that knows what has changed, such as a second factor set up just now."""
        await self._renew(self._required())

    async def get_overview(self) -> Overview:
        """The figures of this moment."""
        call = Call("GET", OVERVIEW, {}, None)
        return _decode(await self._signed_in(call, {}), Overview)

    async def _ask(self, request: Request[ReplyT]) -> ReplyT:
        """Send a request in the session; a command that got no answer keeps its key."""
        headers = {}
        if isinstance(request, Command):
            headers[_KEY_HEADER] = self._undecided.setdefault(_asked(request), str(uuid4()))
        try:
            content = await self._proven(call_for(request), headers)
        except ServiceError as error:
            if not isinstance(error, Unavailable | ServiceTimedOut):
                self._settle(request)
            raise
        except asyncio.CancelledError:
            # Nobody waits for this outcome; to ask the same later is another act.
            self._settle(request)
            raise
        self._settle(request)
        reply: ReplyT = _decode(content, request.reply_type())
        return reply

    async def _proven(self, call: Call, headers: dict[str, str]) -> bytes:
        """Send a call; once it is shown again who is at the desk, send it again."""
        try:
            return await self._signed_in(call, headers)
        except StepUpRequired:
            if self.prove is None or not await self.prove(self._offer, self._show):
                raise
            return await self._signed_in(call, headers)

    async def _offer(self) -> StepUpOffer:
        """How who is at the desk can show that it is them."""
        content = await self._signed_in(call_for(StartStepUp()), {})
        return _decode(content, StepUpOffer)

    async def _show(self, proof: StepUp) -> None:
        """Show it; from now on the session knows of the proof."""
        content = await self._signed_in(call_for(proof), {})
        fresh = _decode(content, FreshToken)
        session = self._required()
        self._keep(msgspec.structs.replace(session, access_token=fresh.access_token))

    async def _signed_in(self, call: Call, headers: dict[str, str]) -> bytes:
        """Send a call with the access token; renew it once when it is refused."""
        session = self._required()
        try:
            return await self._wire.exchange(call, headers | _bearer(session))
        except StepUpRequired:
            raise
        except Unauthenticated:
            await self._renew(session)
            return await self._wire.exchange(call, headers | _bearer(self._required()))

    async def _renew(self, spent: Session) -> None:
        """Exchange the refresh token once, however many calls were refused together."""
        async with self._renewing:
            if self._required().access_token != spent.access_token:
                return
            stored = self._file.load(self.address)
            if stored is not None and stored.refresh_token != spent.refresh_token:
                self._session = stored  # Another console on this machine renewed it.
                return
            try:
                renewal = RefreshSession(refresh_token=spent.refresh_token)
                self._keep(await self._send(renewal))
            except Unauthenticated:
                self._forget()
                raise SessionEnded("Sign in again.") from None

    async def _send(self, request: Request[ReplyT]) -> ReplyT:
        content = await self._wire.exchange(call_for(request), {"Content-Type": "application/json"})
        reply: ReplyT = _decode(content, request.reply_type())
        return reply

    async def _admit(self, session: Session) -> User:
        if session.user.role not in STAFF:
            self._forget()
            await self._end(session)
            raise Forbidden(
                f"This console is for admins, moderators and support, and {session.user.name} is "
                f"a {session.user.role}. Everything else is on the website."
            )
        self._keep(session)
        return session.user

    async def _end(self, session: Session) -> None:
        ending = call_for(SignOut(refresh_token=session.refresh_token))
        with contextlib.suppress(ServiceError):
            await self._wire.exchange(ending, {"Content-Type": "application/json"})

    def _required(self) -> Session:
        if self._session is None:
            raise SessionEnded("Sign in again.")
        return self._session

    def _settle(self, request: Request[Any]) -> None:
        if isinstance(request, Command):
            self._undecided.pop(_asked(request), None)

    def _keep(self, session: Session) -> None:
        self._session = session
        self._renew_at = time.monotonic() + session.expires_in - _MARGIN_SECONDS
        self._file.save(self.address, session)

    def _forget(self) -> None:
        self._session = None
        self._undecided.clear()
        self._file.forget()


def _asked(command: Command[Any]) -> tuple[type[Command[Any]], bytes]:
    """What tells a command from others, whatever it holds."""
    return type(command), msgspec.json.encode(command)


def _bearer(session: Session) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {session.access_token}",
        "Content-Type": "application/json",
    }


def _decode(content: bytes, reply_type: type[ReplyT]) -> ReplyT:
    try:
        return msgspec.json.decode(content or b"null", type=reply_type)
    except msgspec.DecodeError:
        raise ContractMismatch(
            "The gateway answers in a way this console does not know. Update the console."
        ) from None


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
