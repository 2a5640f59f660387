"""Files that the kernel sends: their bytes never come into this process.

The event loop that the gateway runs on has no `sendfile`, and aiohttp would read every part in a
thread instead. That costs three times the processor, which hundreds of films at once do not leave.
It opens and closes in threads, too: a few threads that wait for the interpreter in turn let through
less than half of what the kernel could send, and a disk too slow to open a file at once would hold
up `sendfile` all the same.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter

TURN_BYTES = 1024 * 1024
"""How much one reader gets before the others have their turn."""
PATIENCE_SECONDS = 60.0
"""How long somebody may take nothing before the line counts as dead."""
LOOK_SECONDS = 0.005
CONDITIONS = (
    hdrs.IF_MATCH,
    hdrs.IF_NONE_MATCH,
    hdrs.IF_MODIFIED_SINCE,
    hdrs.IF_UNMODIFIED_SINCE,
)
"""Who asks with one of these may have the file already (RFC 9110, 13.1)."""


class SentFile(web.FileResponse):
    """A file by `sendfile(2)`; answers Range and If-Range as its base does.

    It stops in the middle as soon as *holds* says that it may not go on.
    """

    def __init__(self, path: Path, holds: Callable[[], bool] = lambda: True, **more: Any) -> None:
        super().__init__(path, **more)
        self._file = path
        self._holds = holds

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Send it, or leave to the base what is no plain request for a file that is there."""
        file = None if any(name in request.headers for name in CONDITIONS) else self._opened()
        if file is None:
            return await super().prepare(request)
        with file:
            return await self._prepare_open_file(request, file, os.fstat(file.fileno()), None)

    def _opened(self) -> Any:
        """The file without a buffer, since nobody reads it here; None when it is not there."""
        try:
            return self._file.open("rb", buffering=0)
        except OSError:
            return None

    async def _sendfile(
        self, request: web.BaseRequest, fobj: IO[Any], offset: int, count: int
    ) -> AbstractStreamWriter:
        transport = request.transport
        if transport is None or transport.get_extra_info("sslcontext") is not None:
            return await super()._sendfile(request, fobj, offset, count)
        writer = await web.StreamResponse.prepare(self, request)
        if writer is None:
            raise ConnectionResetError("The connection is lost.")
        await _sent(transport)
        with _own_handle(transport) as handle:
            await self._send(handle, fobj.fileno(), offset, count)
        await web.StreamResponse.write_eof(self)
        return writer

    async def _send(self, socket: int, file: int, offset: int, count: int) -> None:
        while count > 0:
            if not self._holds():
                raise ConnectionResetError("The address has ended.")
            try:
                sent = os.sendfile(socket, file, offset, min(count, TURN_BYTES))
            except BlockingIOError:
                await _writable(socket)
                continue
            except BrokenPipeError:
                raise ConnectionResetError("The reader is gone.") from None
            if sent == 0:
                raise ConnectionResetError("The file became shorter.")
            offset, count = offset + sent, count - sent
            if count > 0:
                await asyncio.sleep(0)


async def _sent(transport: asyncio.Transport | Any) -> None:
    """Wait until what the loop has to send before the file is with the kernel."""
    await asyncio.sleep(0)
    for _ in range(round(PATIENCE_SECONDS / LOOK_SECONDS)):
        if not transport.get_write_buffer_size() or transport.is_closing():
            return
        await asyncio.sleep(LOOK_SECONDS)
    raise ConnectionResetError("The reader takes nothing.")


@contextmanager
def _own_handle(transport: Any) -> Iterator[int]:
    """A second handle of the socket: the loop keeps the first one to itself."""
    socket = transport.get_extra_info("socket")
    if socket is None or transport.is_closing():
        raise ConnectionResetError("The connection is lost.")
    handle = os.dup(socket.fileno())
    try:
        yield handle
    finally:
        os.close(handle)


async def _writable(socket: int) -> None:
    """Wait until the kernel takes more, but not for ever."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_writer(socket, _settle, ready)
    try:
        await asyncio.wait_for(ready, PATIENCE_SECONDS)
    except TimeoutError:
        raise ConnectionResetError("The reader takes nothing.") from None
    finally:
        loop.remove_writer(socket)


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
