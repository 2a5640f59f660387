"""A shop's webhook endpoint that keeps what it was sent and answers what a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from msgspec import Struct


class Received(Struct, frozen=True):
    """A webhook as it came over the wire."""

    body: str
    signature: str


class Receiver:
    """What arrived so far; `answers` holds the statuses of the next replies, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[Received] = []
        self.answers: list[int] = []

    def take(self) -> list[Received]:
        """Hand out what arrived and forget it."""
        taken, self.received = self.received, []
        return taken

    def next_answer(self) -> int:
        """The status of the next reply."""
        return self.answers.pop(0) if self.answers else 200


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Listen until the block ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = receiver.next_answer()
            receiver.received.append(Received(body, self.headers["Stripe-Signature"]))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/webhooks"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
