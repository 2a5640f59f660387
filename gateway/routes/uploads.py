"""Files that arrive in parts and go on after a broken line: tus 1.0 (https://tus.io).

An upload is created by the courses service, so of the protocol's creation there is nothing here:
its signed address is where HEAD tells how much has arrived and PATCH sends the rest.
"""

import time
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from aiohttp import web

from contracts import signed_urls
from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import UploadNotFound, UploadOffsetWrong, UploadProtocolUnknown
from contracts.errors import Malformed, ServiceError, UnsupportedMediaType
from contracts.signed_urls import UploadTicket
from gateway.keys import SETTINGS
from gateway.routes.files import finish_upload, keep, path_uuid, stored_path
from gateway.uploads import Part

VERSION = "1.0.0"
PART_TYPE = "application/offset+octet-stream"
MAYBE_LATER = 500
"""From here on a status says that trying again may help, so that what has arrived is kept."""


class Transfer(NamedTuple):
    """One file on its way."""

    ticket: UploadTicket
    part: Part
    media_type: str


async def tell_offset(request: web.Request) -> web.StreamResponse:
    """How much has arrived; what has arrived whole but was not taken yet is handed on."""
    transfer = _transfer(request)
    offset = _offset(request, transfer)
    if transfer.part.size == transfer.ticket.max_bytes:
        async with transfer.part.held():
            await _hand_on(request, transfer)
    headers = {**_headers(transfer.ticket, offset), "Upload-Length": str(transfer.ticket.max_bytes)}
    return web.Response(headers={**headers, "Cache-Control": "no-store"})


async def receive_part(request: web.Request) -> web.StreamResponse:
    """Append a part; with the last one the file is handed on to its service."""
    transfer = _transfer(request)
    if request.content_type != PART_TYPE:
        raise UnsupportedMediaType(f"Send parts as {PART_TYPE}.")
    offset = _number(request.headers.get("Upload-Offset"))
    if _stored(request, transfer.ticket.upload_id).is_file():
        arrived = transfer.ticket.max_bytes
        raise UploadOffsetWrong("All of the file is here.", {"offset": arrived})
    checksum = request.headers.get("Upload-Checksum")
    async with transfer.part.held() as handle:
        size = await transfer.part.append(handle, request.content, offset, checksum)
        if size == transfer.ticket.max_bytes:
            await _hand_on(request, transfer)
    return web.Response(status=204, headers=_headers(transfer.ticket, size))


async def give_up_upload(request: web.Request) -> web.StreamResponse:
    """Forget what has arrived of a file that its sender does not want to send any more."""
    transfer = _transfer(request)
    async with transfer.part.held():
        transfer.part.remove()
    return web.Response(status=204, headers={"Tus-Resumable": VERSION})


async def _hand_on(request: web.Request, transfer: Transfer) -> None:
    """Give the bytes their name and tell the service; what it refuses for good is forgotten."""
    ticket, part = transfer.ticket, transfer.part
    if part.size != ticket.max_bytes:
        return
    message = FinishUpload(
        upload_id=ticket.upload_id,
        size=part.size,
        sha256=await part.sha256(),
        media_type=transfer.media_type,
    )
    path = _stored(request, ticket.upload_id)
    if not path.is_file():
        keep(part.path, path)
    try:
        await finish_upload(request, message, path)
    except ServiceError as refusal:
        if refusal.status < MAYBE_LATER:
            part.remove()
        raise
    part.remove()


def _transfer(request: web.Request) -> Transfer:
    """The upload that the signed address is about."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise UploadProtocolUnknown(f"Send Tus-Resumable: {VERSION}.")
    settings = request.app[SETTINGS]
    upload_id = path_uuid(request.match_info["upload_id"])
    key = settings.files_signing_key.encode()
    ticket = signed_urls.verify_upload(upload_id, request.query_string, key, now=time.time())
    if ticket is None:
        raise UploadNotFound("The address is no longer valid. Start the upload again.")
    part = Part(_stored(request, upload_id).with_suffix(".part"), ticket.max_bytes)
    return Transfer(ticket, part, ticket.media_type)


def _offset(request: web.Request, transfer: Transfer) -> int:
    is_whole = _stored(request, transfer.ticket.upload_id).is_file()
    return transfer.ticket.max_bytes if is_whole else transfer.part.size


def _stored(request: web.Request, upload_id: UUID) -> Path:
    return stored_path(request.app[SETTINGS].files_dir, upload_id)


def _number(text: str | None) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        raise Malformed("Say in Upload-Offset from where on the part is.")
    return int(text)


def _headers(ticket: UploadTicket, offset: int) -> dict[str, str]:
    ends = datetime.fromtimestamp(ticket.expires_at, UTC)
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(offset),
        "Upload-Expires": format_datetime(ends, usegmt=True),
    }
