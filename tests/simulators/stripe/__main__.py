"""`python -m tests.simulators.stripe`: serve a simulated Stripe."""

import argparse
from pathlib import Path

from aiohttp import web

from tests.simulators.stripe.app import create_app
from tests.simulators.stripe.world import Settings


def main() -> None:
    """Read the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.stripe")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--base-url", help="where browsers reach it; default: host and port")
    parser.add_argument("--webhook-url", required=True)
    parser.add_argument("--webhook-secret", required=True)
    parser.add_argument("--secret-key", required=True)
    parser.add_argument("--state", type=Path, help="file that keeps sessions over a restart")
    options = parser.parse_args()
    settings = Settings(
        base_url=(options.base_url or f"http://{options.host}:{options.port}").rstrip("/"),
        secret_key=options.secret_key,
        webhook_url=options.webhook_url,
        webhook_secret=options.webhook_secret,
        state=options.state,
    )
    web.run_app(create_app(settings), host=options.host, port=options.port, print=None)


if __name__ == "__main__":
    main()
