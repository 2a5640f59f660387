"""The Socket.IO server, hardened: no frame of a client breaks, fills or floods anything."""

import asyncio
import logging
import time
from typing import Any

import socketio
import structlog
from engineio.async_drivers.aiohttp import WebSocket
from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet

log = structlog.get_logger()

FRAME_BYTES = 64 * 1024
ENTER_SECONDS = 10
"""How long a connection may stay open without anybody having shown a token."""
FLOOD_SECONDS, FLOOD_FRAMES = 10, 200
"""A connection that says more than that in that time is a flood, and ends."""
FRAMES = ("1", "2", "3", "4", "5")
"""How a frame of a client begins (Engine.IO 4): the end, two signs of life, a message, a change."""


class PlainSocket(WebSocket):  # type: ignore[misc]  # python-engineio is untyped
    """Hears frames of text until one comes that is none, or too many; then hangs up."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self._window = 0
        self._frames = 0

    async def __call__(self, environ: dict[str, Any]) -> Any:
        """Speak with the client until the end; one that has left before is no fault of ours."""
        try:
            return await super().__call__(environ)
        except ConnectionResetError:
            return self._sock

    async def wait(self) -> str:
        """The next frame; raises `OSError`, which ends the connection, instead of a bad one."""
        frame = await super().wait()
        if not isinstance(frame, str) or not frame.startswith(FRAMES):
            log.info("socket.unreadable")
            raise OSError
        if self._is_flooded():
            log.info("socket.flooded")
            raise OSError
        return frame

    def _is_flooded(self) -> bool:
        window = int(time.monotonic() // FLOOD_SECONDS)
        if window != self._window:
            self._window, self._frames = window, 0
        self._frames += 1
        return self._frames > FLOOD_FRAMES


class TextPacket(Packet):  # type: ignore[misc]  # python-socketio is untyped
    """A packet without binary parts: announced ones would be kept until the last has come."""

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; no client has anything binary to say."""
        count = int(super().decode(encoded_packet))
        if count or self.packet_type in {BINARY_EVENT, BINARY_ACK}:
            raise ValueError("A packet with binary parts.")
        return count


class LiveServer(socketio.AsyncServer):  # type: ignore[misc]  # python-socketio is untyped
    """Ends the connection of whoever sends what cannot be read, too much, or no token."""

    def __init__(self, origins: list[str]) -> None:
        super().__init__(
            async_mode="aiohttp",
            transports=["websocket"],
            async_handlers=False,
            serializer=TextPacket,
            max_http_buffer_size=FRAME_BYTES,
            cors_allowed_origins=origins,
            ping_interval=25,
            ping_timeout=20,
            logger=logging.getLogger("socketio"),
            engineio_logger=logging.getLogger("engineio"),
        )
        self.eio._async = {**self.eio._async, "websocket": PlainSocket}  # noqa: SLF001 (no other way)

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> Any:
        asyncio.get_running_loop().call_later(ENTER_SECONDS, self._end_unless_entered, eio_sid)
        return await super()._handle_eio_connect(eio_sid, environ)

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        try:
            await super()._handle_eio_message(eio_sid, data)
        except Exception as error:  # noqa: BLE001 (whatever was sent, only its sender pays)
            log.info("socket.unreadable", error=type(error).__name__)
            await self.eio.disconnect(eio_sid)

    def _end_unless_entered(self, eio_sid: str) -> None:
        if eio_sid in self.eio.sockets and not self.manager.sid_from_eio_sid(eio_sid, "/"):
            self.start_background_task(self.eio.disconnect, eio_sid)
