"""What people say about themselves, their picture, and the teachers' public pages."""

from pathlib import Path
from uuid import uuid4

import aiofiles
import aiofiles.os
import msgspec
from aiohttp import web

from contracts.accounts.profiles import GetProfile, RemovePicture, SetPicture, UpdateProfile
from contracts.accounts.teachers import GetTeacher, GetTeacherProfile, UpdateTeacherProfile
from contracts.errors import PayloadTooLarge
from gateway import pictures
from gateway.endpoints import Endpoint, call_options, json_response
from gateway.keys import RPC, SETTINGS
from gateway.limits import Policy
from gateway.routes.files import CHUNK, stored_path

_PROFILE = "/v1/me/profile"
_TEACHING = "/v1/me/teaching-profile"

ENDPOINTS = (
    Endpoint("GET", _PROFILE, GetProfile),
    Endpoint("PATCH", _PROFILE, UpdateProfile),
    Endpoint("DELETE", "/v1/me/picture", RemovePicture),
    Endpoint("GET", _TEACHING, GetTeacherProfile),
    Endpoint("PATCH", _TEACHING, UpdateTeacherProfile),
    Endpoint("GET", "/v1/teachers/{teacher}", GetTeacher, cached=True, policy=Policy.BROWSE),
)


async def receive_picture(request: web.Request) -> web.StreamResponse:
    """Make a picture out of the body, store it, and have the accounts service show it."""
    content = await pictures.square(request.content_type, await _body(request))
    file_id = uuid4()
    path = stored_path(request.app[SETTINGS].files_dir, file_id)
    await _write(path, content)
    message, shown = SetPicture(file_id=file_id), False
    try:
        profile = await request.app[RPC].call(message, call_options(request, message))
        shown = True
    finally:
        if not shown:
            await aiofiles.os.remove(path)
    return json_response(msgspec.json.encode(profile))


async def _body(request: web.Request) -> bytes:
    """The picture's bytes, never more than are welcome."""
    if (request.content_length or 0) > pictures.MOST_BYTES:
        raise _too_large()
    received = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        received += chunk
        if len(received) > pictures.MOST_BYTES:
            raise _too_large()
    return bytes(received)


async def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    async with aiofiles.open(part, "wb") as file:
        await file.write(content)
    part.rename(path)


def _too_large() -> PayloadTooLarge:
    return PayloadTooLarge("A picture has at most 10 MB.")
