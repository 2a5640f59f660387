"""A service that says yes to everything."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Yes(BaseHTTPRequestHandler):
    """Answers 200."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(os.environ["HEALTH_PORT"])), Yes).serve_forever()
