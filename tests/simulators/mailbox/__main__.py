"""`python -m tests.simulators.mailbox`: receive mail and show it."""

import argparse

from aiohttp import web

from tests.simulators.mailbox.app import create_app


def main() -> None:
    """Read the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.mailbox")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    options = parser.parse_args()
    app = create_app(options.host, options.smtp_port)
    web.run_app(app, host=options.host, port=options.http_port, print=None)


if __name__ == "__main__":
    main()
