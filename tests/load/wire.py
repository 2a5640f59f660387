"""An HTTP/1.1 client that is small enough not to be what is measured."""

import asyncio
from collections import deque
from collections.abc import Callable

Done = Callable[[int], None]
"""Called with the status of the answer, or 0 when the connection broke."""


class HttpConnection(asyncio.Protocol):
    """Sends a prepared request and reads the answer's status; bodies are counted, not kept."""

    def __init__(self, released: "Callable[[HttpConnection], None]") -> None:
        self._released = released
        self._transport: asyncio.WriteTransport | None = None
        self._done: Done | None = None
        self._buffer = b""
        self._missing = 0
        self._status = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # TCP transports can write

    def send(self, request: bytes, done: Done) -> None:
        self._done = done
        if self._transport is None or self._transport.is_closing():
            self._finish(0)
        else:
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        if self._status:
            self._missing -= len(data)
        else:
            self._buffer += data
            self._read_head()
        if self._status and self._missing <= 0:
            self._finish(self._status)

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None
        if self._done is not None:
            self._finish(0)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    @property
    def usable(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def _read_head(self) -> None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end].lower()
        length_at = head.find(b"content-length:")
        length = int(head[length_at + 15 :].split(b"\r\n", 1)[0]) if length_at >= 0 else 0
        self._status = int(head[9:12])
        self._missing = end + 4 + length - len(self._buffer)

    def _finish(self, status: int) -> None:
        done, self._done = self._done, None
        self._buffer, self._status, self._missing = b"", 0, 0
        self._released(self)
        if done is not None:
            done(status)


class HttpPool:
    """Connections to one address; a request waits when all of them are busy."""

    def __init__(self, host: str, port: int, limit: int) -> None:
        self._host = host
        self._port = port
        self._limit = limit
        self._idle: list[HttpConnection] = []
        self._waiting: deque[tuple[bytes, Done]] = deque()
        self._all: list[HttpConnection] = []

    async def open(self, count: int) -> None:
        """Connect ahead of time."""
        for _ in range(count):
            await self._connect()

    def send(self, request: bytes, done: Done) -> None:
        """Send when a connection is free; *done* hears of the answer."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                connection.send(request, done)
                return
        self._waiting.append((request, done))
        if len(self._all) < self._limit:
            self._grow()

    def close(self) -> None:
        """Close every connection."""
        for connection in self._all:
            connection.close()

    def _grow(self) -> None:
        task = asyncio.ensure_future(self._connect())
        task.add_done_callback(lambda ended: ended.exception())

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        connection = HttpConnection(self._release)
        self._all.append(connection)
        try:
            await loop.create_connection(lambda: connection, self._host, self._port)
        except OSError:
            self._all.remove(connection)
            return
        self._release(connection)

    def _release(self, connection: HttpConnection) -> None:
        if not connection.usable:
            if connection in self._all:
                self._all.remove(connection)
            if self._waiting and len(self._all) < self._limit:
                self._grow()
        elif self._waiting:
            request, done = self._waiting.popleft()
            asyncio.get_running_loop().call_soon(connection.send, request, done)
        else:
            self._idle.append(connection)


def request_bytes(
    method: str, path: str, token: str | None = None, body: bytes = b"", **headers: str
) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: academy"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
