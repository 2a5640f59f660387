"""`python -m tests.simulators.google`: serve a simulated Google sign-in."""

import argparse
from pathlib import Path

from aiohttp import web

from tests.simulators.google.app import create_app
from tests.simulators.google.world import Settings


def main() -> None:
    """Read the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.google")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--base-url", help="the issuer; default: host and port")
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--client-secret", required=True)
    parser.add_argument("--redirect-uri", action="append", required=True)
    parser.add_argument("--state", type=Path, help="file that keeps people over a restart")
    options = parser.parse_args()
    settings = Settings(
        issuer=(options.base_url or f"http://{options.host}:{options.port}").rstrip("/"),
        client_id=options.client_id,
        client_secret=options.client_secret,
        redirect_uris=options.redirect_uri,
        state=options.state,
    )
    web.run_app(create_app(settings), host=options.host, port=options.port, print=None)


if __name__ == "__main__":
    main()
