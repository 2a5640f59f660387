"""Health and metrics of a service process over HTTP, for supervisors and Prometheus."""

from collections.abc import Callable, Iterable
from typing import Any

import eventlet
import eventlet.wsgi
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class HealthServer:
    """Answers /health/live, /health/ready and /metrics beside the service's workers."""

    def __init__(self, container: Any) -> None:
        self._container = container

    def serve(self, port: int) -> None:
        """Listen on the loopback address and answer in a green thread."""
        socket = eventlet.listen(("127.0.0.1", port))
        eventlet.spawn(eventlet.wsgi.server, socket, self.answer, log_output=False)

    def answer(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """The WSGI application."""
        path = environ["PATH_INFO"]
        if path == "/metrics":
            start_response("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
            return [generate_latest()]
        checks = {"/health/live": lambda: "ok", "/health/ready": self._readiness}
        status = checks[path]() if path in checks else None
        code = {"ok": "200 OK", None: "404 Not Found"}.get(status, "503 Service Unavailable")
        start_response(code, [("Content-Type", "text/plain; charset=utf-8")])
        return [(status or "not found").encode()]

    def _readiness(self) -> str:
        """`ok`, or what is missing."""
        if not self._container.started:
            return "starting"
        consumers = [e for e in self._container.extensions if hasattr(e, "connected")]
        if not all(consumer.connected for consumer in consumers):
            return "no broker"
        engine = next(e.engine for e in self._container.dependencies if hasattr(e, "engine"))
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001 (any failure means not ready)
            return "no database"
        return "ok"
