"""The stand-in over HTTP: it insists on the media type of version 9 and names its product."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.simulators.elastic.store import NO_INDEX, Store

JSON = "application/vnd.elasticsearch+json; compatible-with=9"
COMPATIBLE = re.compile(
    r"application/vnd\.elasticsearch\+(x-nd)?json; ?compatible-with=9|application/json"
)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    store: Store

    def do_GET(self) -> None:
        """`/_alias/<name>`."""
        found = self.store.aliases.get(self.path.rpartition("/")[2], set())
        self._answer(200 if found else 404, {name: {"aliases": {}} for name in found})

    def do_HEAD(self) -> None:
        """Whether there is such an alias."""
        self.do_GET()

    def do_PUT(self) -> None:
        """`/<index>`, or a bulk request."""
        if self.path.endswith("/_bulk"):
            self._bulk()
            return
        self._body()
        self.store.indices[self.path.strip("/")] = {}
        self._answer(200, {"acknowledged": True})

    def do_POST(self) -> None:
        """`/_aliases`, `/<index>/_search`, `_refresh` or `_bulk`."""
        name, _, action = self.path.partition("?")[0].strip("/").rpartition("/")
        if action == "_bulk":
            self._bulk()
        elif action == "_aliases":
            self.store.act_on_aliases(self._json()["actions"])
            self._answer(200, {"acknowledged": True})
        elif action == "_refresh":
            self._body()
            self._answer(200, {"_shards": {}})
        else:
            body = self._json()
            known = name in self.store.aliases or name in self.store.indices
            self._answer(200, self.store.search(name, body)) if known else self._answer(
                404, NO_INDEX
            )

    def _bulk(self) -> None:
        lines = [json.loads(line) for line in self._body().splitlines() if line.strip()]
        items = self.store.bulk(self.path.strip("/").rpartition("/")[0], lines)
        failed = any("error" in one for item in items for one in item.values())
        self._answer(200, {"errors": failed, "items": items, "took": 1})

    def _json(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self._body())
        return body

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        if not COMPATIBLE.match(self.headers.get("Accept", "")):
            status, body = 406, {"error": {"type": "media_type_header_exception"}}
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", JSON)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name there)
        """Say nothing."""


@contextmanager
def serving() -> Iterator[tuple[str, Store]]:
    """The address of a fresh stand-in, and what it holds, until the block ends."""
    store = Store()
    handler = type("StoreHandler", (Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
