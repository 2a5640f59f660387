"""`python -m console`: open the terminal of the staff."""

import asyncio
import sys

from console.app import AdminConsole
from console.config import load
from console.gateway import GatewayClient
from console.live import LiveFeed
from console.session_file import SessionFile


async def main() -> int:
    """Run until somebody leaves; the exit status, which is not 0 after a failure."""
    settings = load()
    async with GatewayClient(settings.address, SessionFile(settings.session_file)) as gateway:
        console = AdminConsole(gateway, LiveFeed(gateway))
        console.theme = settings.theme
        await console.run_async()
        return console.return_code or 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
