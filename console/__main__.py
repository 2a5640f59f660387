"""`python -m console`: open the terminal of the staff."""

import asyncio

from console.app import AdminConsole
from console.config import load
from console.gateway import GatewayClient
from console.live import LiveFeed
from console.session_file import SessionFile


async def main() -> None:
    """Run until somebody leaves."""
    settings = load()
    async with GatewayClient(settings.address, SessionFile(settings.session_file)) as gateway:
        console = AdminConsole(gateway, LiveFeed(gateway))
        console.theme = settings.theme
        await console.run_async()


if __name__ == "__main__":
    asyncio.run(main())
