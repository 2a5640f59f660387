"""Routes as data: which request answers which address, who may ask, and how it is counted.

A request's fields come from the path where the path names them, and otherwise from the JSON body
(POST, PUT, PATCH) or the query string (GET, DELETE). The reply's JSON goes out as the service
wrote it. A route that needs more brings its own handler and still stands in the table.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec
from aiohttp import web

from contracts.accounts.messages import Session
from contracts.accounts.sessions import Client
from contracts.base import Command, Request, invalid
from contracts.errors import Invalid, Malformed, UnsupportedMediaType
from contracts.permissions import Permission, ensure_permitted, permission_of
from gateway import cookies
from gateway.addresses import client_address
from gateway.keys import CACHE, REQUEST_ID, RPC, SETTINGS, actor_of
from gateway.limits import Policy
from gateway.rpc import CallOptions
from gateway.strict import default_of, strict

JSON = "application/json"
CLIENT = "client"
VISIT_SECRET = "visit_secret"  # noqa: S105 (the field that a cookie fills)
USER_AGENT_CHARACTERS = 300
IDEMPOTENCY_KEY = re.compile(r"[!-~]{1,255}")
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

EVEN_SECONDS = 0.4
"""When an even answer goes out: later than the service is done, sooner than anybody minds."""

REVALIDATE = "public, max-age=0, must-revalidate"

Handler = Callable[[web.Request, Any], Awaitable[web.StreamResponse]]
AioHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Reader = Callable[[web.Request], Awaitable[Request[Any]]]


class Endpoint(NamedTuple):
    """One row of the route table.

    What may not tell whether an address has an account is answered evenly: not before a moment
    that all of its answers keep. A handler that answers with a file says of which media type.
    """

    method: str
    path: str
    request: type[Request[Any]]
    status: int = 200
    cached: bool = False
    policy: Policy | None = None
    handler: Handler | None = None
    evenly: bool = False
    media_type: str = JSON

    @property
    def permission(self) -> Permission:
        """Who may call it."""
        return permission_of(self.request)

    @property
    def path_fields(self) -> tuple[str, ...]:
        """Fields of the request that the path names."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def takes_body(self) -> bool:
        """Whether the other fields come from a JSON body."""
        return self.method in {"POST", "PUT", "PATCH"}

    @property
    def answer_status(self) -> int:
        """Status of a good answer; 200 with nothing to say is 204."""
        nothing = self.request.reply_type() is type(None)
        return HTTPStatus.NO_CONTENT if nothing and self.status == HTTPStatus.OK else self.status


def input_type(endpoint: Endpoint) -> type[msgspec.Struct]:
    """What a client sends beside the path: unknown fields are refused, since they are typos.

    From where and with what a request comes is nothing that it says of itself, and what a cookie
    holds is in no body.
    """
    fields: list[Any] = []
    for field in msgspec.structs.fields(endpoint.request):
        if field.name in {*endpoint.path_fields, CLIENT, VISIT_SECRET}:
            continue
        kind = strict(field.type)
        fields.append((field.name, kind, *([] if field.required else [default_of(field)])))
    return msgspec.defstruct(
        f"{endpoint.request.__name__}Input", fields, kw_only=True, forbid_unknown_fields=True
    )


def handler_of(endpoint: Endpoint) -> AioHandler:
    """The aiohttp handler of a row."""
    read = reader_of(endpoint)
    if endpoint.cached:
        return _from_cache(endpoint, read)
    answer = endpoint.handler or _forward(endpoint.answer_status)
    if endpoint.evenly:
        answer = _evenly(answer)

    async def handle(request: web.Request) -> web.StreamResponse:
        ensure_permitted(endpoint.request, actor_of(request))
        return await answer(request, await read(request))

    handle.__doc__ = endpoint.request.__doc__
    return handle


def reader_of(endpoint: Endpoint) -> Reader:
    """A function that makes the request struct out of path, query string and body."""
    wanted = input_type(endpoint)
    wants_client = CLIENT in endpoint.request.__struct_fields__
    path_type = msgspec.defstruct(
        "Path",
        [
            (field.name, field.type)
            for field in msgspec.structs.fields(endpoint.request)
            if field.name in endpoint.path_fields
        ],
    )

    async def read(request: web.Request) -> Request[Any]:
        try:
            path = msgspec.convert(dict(request.match_info), path_type, strict=False)
            given = await body(request, wanted) if endpoint.takes_body else query(request, wanted)
        except msgspec.ValidationError as error:
            raise invalid(error) from None
        client = {CLIENT: client_of(request)} if wants_client else {}
        return endpoint.request(
            **msgspec.structs.asdict(path), **msgspec.structs.asdict(given), **client
        )

    return read


def client_of(request: web.Request) -> Client:
    """From where and with what a request comes."""
    return Client(
        address=client_address(request, request.app[SETTINGS]),
        user_agent=request.headers.get("User-Agent", "")[:USER_AGENT_CHARACTERS],
        device_token=cookies.device_token(request),
    )


async def body(request: web.Request, wanted: type[msgspec.Struct]) -> msgspec.Struct:
    """Decode the JSON body; an absent body is an empty object."""
    raw = await request.read()
    if raw and request.content_type != JSON:
        raise UnsupportedMediaType("Send JSON as application/json.")
    if NUL.search(raw):
        raise Invalid("Text cannot hold the character NUL.")
    try:
        return msgspec.json.decode(raw or b"{}", type=wanted)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Malformed("The body is not JSON.") from None


def query(request: web.Request, wanted: type[msgspec.Struct]) -> msgspec.Struct:
    """Decode the query string; a parameter may be given once."""
    pairs = request.query
    if not pairs:
        return msgspec.convert({}, wanted)
    for name, value in pairs.items():
        if len(pairs.getall(name)) > 1:
            raise _wrong(name, "Each parameter may be given once.")
        if "\0" in value:
            raise _wrong(name, "Text cannot hold the character NUL.")
    return msgspec.convert(dict(pairs), wanted, strict=False)


def _wrong(field: str, detail: str) -> Invalid:
    return Invalid(detail, {"errors": [{"pointer": f"/{field}", "detail": detail}]})


def call_options(request: web.Request, message: Request[Any]) -> CallOptions:
    """The circumstances of the call that the HTTP request leads to."""
    key = None
    if isinstance(message, Command):
        key = request.headers.get("Idempotency-Key", uuid4().hex)
        if not IDEMPOTENCY_KEY.fullmatch(key):
            raise _wrong("Idempotency-Key", "The key has 1 to 255 visible characters.")
    return CallOptions(
        actor=actor_of(request),
        correlation_id=request[REQUEST_ID],
        idempotency_key=key,
        address=client_address(request, request.app[SETTINGS]),
    )


async def ask(request: web.Request, message: Request[Any]) -> bytes:
    """Ask the service for the reply's JSON."""
    return await request.app[RPC].call_raw(message, call_options(request, message))


def json_response(raw: bytes, status: int = 200, **options: Any) -> web.Response:
    """Answer with JSON; what belongs to one person is not stored on the way."""
    headers = {"Cache-Control": "no-store", **options.pop("headers", {})}
    return web.Response(body=raw, status=status, content_type=JSON, headers=headers, **options)


def session_response(request: web.Request, session: Session, status: int) -> web.Response:
    """A session whose refresh token a browser keeps in a cookie, and other clients themselves."""
    if not cookies.are_wanted(request):
        return json_response(msgspec.json.encode(session), status)
    public = msgspec.structs.replace(session, refresh_token="")
    response = json_response(msgspec.json.encode(public), status)
    cookies.keep_session(request, response, session.refresh_token)
    return response


def _forward(status: int) -> Handler:
    async def forward(request: web.Request, message: Request[Any]) -> web.StreamResponse:
        raw = await ask(request, message)
        if raw == b"null":
            return web.Response(status=status)
        return json_response(raw, status)

    return forward


def _evenly(answer: Handler) -> Handler:
    """The same answers, none of them sooner than the others."""

    async def wait(request: web.Request, message: Request[Any]) -> web.StreamResponse:
        until = time.monotonic() + EVEN_SECONDS
        try:
            return await answer(request, message)
        finally:
            await asyncio.sleep(max(0.0, until - time.monotonic()))

    return wait


def _from_cache(endpoint: Endpoint, read: Reader) -> AioHandler:
    """The handler of a cached row: what is kept was checked and asked for at the same address."""

    async def handle(request: web.Request) -> web.StreamResponse:
        ensure_permitted(endpoint.request, actor_of(request))
        cache, address = request.app[CACHE], request.raw_path

        async def fetch() -> bytes:
            """Ask in nobody's name, since everybody gets the answer."""
            nobody = CallOptions(correlation_id=request[REQUEST_ID])
            return await request.app[RPC].call_raw(await read(request), nobody)

        entry = cache.find(address) or await cache.get(address, fetch)
        headers = {"Content-Type": JSON, "ETag": entry.etag, "Cache-Control": REVALIDATE}
        if entry.etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        return web.Response(body=entry.body, headers=headers)

    handle.__doc__ = endpoint.request.__doc__
    return handle
