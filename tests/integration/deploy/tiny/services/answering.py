"""An HTTP server that says yes to everything."""

from http.server import BaseHTTPRequestHandler, HTTPServer


class Yes(BaseHTTPRequestHandler):
    """Answers 200."""

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def answer(port: int) -> None:
    """Until stopped."""
    HTTPServer(("127.0.0.1", port), Yes).serve_forever()
