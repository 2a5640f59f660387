"""The stored part of a file on its way: it grows from its end, one sender at a time."""

import asyncio
import base64
import binascii
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import StreamReader

from contracts.courses.errors import UploadBusy, UploadChecksumWrong, UploadOffsetWrong
from contracts.errors import Malformed, PayloadTooLarge

CHUNK = 256 * 1024
SILENCE_SECONDS = 30.0
"""How long a sender may be silent before somebody else may go on."""
ALGORITHMS = ("sha1", "sha256")


class _Check:
    """What the bytes of a part should add up to (`Upload-Checksum: sha1 BASE64`)."""

    def __init__(self, header: str) -> None:
        algorithm, _, encoded = header.partition(" ")
        try:
            self._expected = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            raise Malformed("The checksum is not base64.") from None
        if algorithm not in ALGORITHMS:
            raise Malformed(f"The checksum is one of {', '.join(ALGORITHMS)}.")
        self._digest = hashlib.new(algorithm, usedforsecurity=False)

    def note(self, chunk: bytes) -> None:
        self._digest.update(chunk)

    def is_met(self) -> bool:
        return self._digest.digest() == self._expected


class Part:
    """What has arrived of one file."""

    def __init__(self, path: Path, whole: int) -> None:
        self.path = path
        self._whole = whole

    @property
    def size(self) -> int:
        """How many bytes are here."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @asynccontextmanager
    async def held(self) -> AsyncIterator[int]:
        """The part, open for this sender alone in all processes; raises `UploadBusy`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            yield handle
        finally:
            os.close(handle)

    async def append(
        self, handle: int, content: StreamReader, offset: int, checksum: str | None
    ) -> int:
        """Write what comes behind what is here; the new size.

        What arrived before a line broke is kept, so that the sender goes on from there. Of a part
        that was damaged on its way nothing is kept.
        """
        size = os.fstat(handle).st_size
        if offset != size:
            raise UploadOffsetWrong(f"{size} bytes are here. Go on from there.", {"offset": size})
        check = None if checksum is None else _Check(checksum)
        async for chunk in _chunks(content):
            if size + len(chunk) > self._whole:
                raise PayloadTooLarge("The file is larger than was announced.")
            await asyncio.to_thread(_take, handle, chunk, size, check)
            size += len(chunk)
        if check is not None and not check.is_met():
            os.ftruncate(handle, offset)
            raise UploadChecksumWrong("A part was damaged on its way. Send it again.")
        return size

    async def sha256(self) -> str:
        """Of all the bytes, in a thread."""
        return await asyncio.to_thread(_hash, self.path)

    def remove(self) -> None:
        """Forget what has arrived."""
        self.path.unlink(missing_ok=True)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UploadBusy("Another connection still sends this file. Wait a moment.") from None


async def _chunks(content: StreamReader) -> AsyncIterator[bytes]:
    """What a sender sends, until the end or a long silence."""
    while True:
        try:
            chunk = await asyncio.wait_for(content.read(CHUNK), SILENCE_SECONDS)
        except TimeoutError:
            raise ConnectionResetError("The sender is silent.") from None
        if not chunk:
            return
        yield chunk


def _take(handle: int, chunk: bytes, offset: int, check: _Check | None) -> None:
    if check is not None:
        check.note(chunk)
    view = memoryview(chunk)
    while view:
        written = os.pwrite(handle, view, offset)
        view, offset = view[written:], offset + written


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
