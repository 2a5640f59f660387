"""HTTP to one gateway, below everything that knows of sessions."""

import aiohttp

from console.problems import refusal
from console.routes import Call
from contracts.errors import ServiceTimedOut, Unavailable

_CONNECT_SECONDS = 5.0
_FIRST_REDIRECT, _FIRST_REFUSAL = 300, 400


class Wire:
    """HTTP to one gateway: a call goes out, bytes or a refusal come back."""

    def __init__(self, address: str, timeout: float) -> None:
        self.address = address.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, _CONNECT_SECONDS))
        self._http: aiohttp.ClientSession | None = None

    async def exchange(self, call: Call, headers: dict[str, str]) -> bytes:
        """Send one call; a redirect is refused, so that a token stays with this gateway."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=self._timeout)
        try:
            async with self._http.request(
                call.method,
                self.address + call.path,
                params=call.query,
                data=call.body,
                headers=headers,
                allow_redirects=False,
            ) as response:
                status, content = response.status, await response.read()
        except TimeoutError:
            raise ServiceTimedOut(f"No answer from {self.address} in time.") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unavailable(f"{self.address} cannot be reached.") from error
        if status >= _FIRST_REFUSAL:
            raise refusal(status, content)
        if status >= _FIRST_REDIRECT:
            raise Unavailable(f"{self.address} points elsewhere; check the address.")
        return content

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()
