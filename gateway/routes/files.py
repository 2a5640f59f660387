"""Stored files: bytes come in here and go out here, and never through a service."""

import hashlib
import time
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import aiofiles
import aiofiles.os
import msgspec
import structlog
from aiohttp import web

from contracts import signed_urls
from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import FileNotFound, UploadIncomplete, UploadNotFound
from contracts.errors import NotFound, PayloadTooLarge
from gateway.endpoints import call_options, json_response
from gateway.keys import RPC, SETTINGS
from gateway.sending import SentFile

log = structlog.get_logger()

CHUNK = 256 * 1024
INLINE = ("image/", "video/", "audio/", "application/pdf")


def stored_path(files_dir: str, file_id: UUID) -> Path:
    """Where a file's bytes lie: under a name that nobody can choose."""
    return Path(files_dir) / file_id.hex[:2] / file_id.hex


async def send_file(request: web.Request) -> web.StreamResponse:
    """Send a file to whoever holds a valid signed address; answers Range and If-Range."""
    settings = request.app[SETTINGS]
    file_id = path_uuid(request.match_info["file_id"])
    ticket = signed_urls.verify(
        file_id, request.query_string, settings.files_signing_key.encode(), now=time.time()
    )
    if ticket is None:
        raise FileNotFound("The address is no longer valid. Reload the page it came from.")
    path = stored_path(settings.files_dir, file_id)
    if not path.is_file():
        raise FileNotFound("The file is gone.")
    kind = "inline" if ticket.media_type.startswith(INLINE) else "attachment"
    return SentFile(
        path,
        chunk_size=CHUNK,
        headers={
            "Content-Type": ticket.media_type,
            "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(ticket.name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=600",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


async def receive_upload(request: web.Request) -> web.StreamResponse:
    """Store the bytes of an upload that the courses service has allowed, then tell it.

    The signed address says how many bytes are welcome, so that nobody fills the disk unasked.
    """
    settings = request.app[SETTINGS]
    upload_id = path_uuid(request.match_info["upload_id"])
    ticket = signed_urls.verify_upload(
        upload_id, request.query_string, settings.files_signing_key.encode(), now=time.time()
    )
    if ticket is None:
        raise UploadNotFound("The address is no longer valid. Start the upload again.")
    if (request.content_length or 0) > ticket.max_bytes:
        raise PayloadTooLarge("The file is larger than was announced.")
    path = stored_path(settings.files_dir, upload_id)
    part = path.with_suffix(f".{uuid4().hex}.part")
    try:
        size, digest = await _store(request, part, ticket.max_bytes)
        keep(part, path)
    finally:
        part.unlink(missing_ok=True)
    message = FinishUpload(
        upload_id=upload_id, size=size, sha256=digest, media_type=request.content_type
    )
    return await finish_upload(request, message, path)


def keep(part: Path, path: Path) -> None:
    """Give the bytes their name; of several who send one file only the first does."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise UploadNotFound("The upload is finished.") from None


async def finish_upload(
    request: web.Request, message: FinishUpload, path: Path
) -> web.StreamResponse:
    """Tell the service, and forget the bytes unless it takes them.

    When it is not known whether it took them, the same file may be sent again: under the same key
    the service answers as it did.
    """
    options = msgspec.structs.replace(
        call_options(request, message), idempotency_key=f"upload-{message.upload_id}"
    )
    taken = False
    try:
        file = await request.app[RPC].call(message, options)
        taken = True
    finally:
        if not taken:
            await aiofiles.os.remove(path)
    return json_response(msgspec.json.encode(file))


async def _store(request: web.Request, part: Path, max_bytes: int) -> tuple[int, str]:
    """Write the body to *part*; its size in bytes and SHA-256."""
    part.parent.mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    async with aiofiles.open(part, "wb") as file:
        async for chunk in request.content.iter_chunked(CHUNK):
            size += len(chunk)
            if size > max_bytes:
                raise PayloadTooLarge("The file is larger than was announced.")
            digest.update(chunk)
            await file.write(chunk)
    if request.content_length is not None and size != request.content_length:
        raise UploadIncomplete("The connection broke. Send the file again.")
    return size, digest.hexdigest()


def path_uuid(text: str) -> UUID:
    """The id in an address; what is none leads nowhere."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
