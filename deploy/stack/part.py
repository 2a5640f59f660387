"""A part: one process that the supervisor keeps running."""

import hashlib
import signal
from enum import IntEnum

import msgspec

from deploy.stack.probes import Probe

# What a process takes from the terminal it was started in; another terminal is no reason to
# replace it.
AMBIENT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"),
)


class Rank(IntEnum):
    """Who needs whom: a higher rank is stopped before a lower one."""

    NAMES = 0
    SERVER = 1
    STAND_IN = 2
    SERVICE = 3
    DOOR = 4


class Part(msgspec.Struct, frozen=True):
    """How to start one process, how to tell that it is ready, how to ask it to leave."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    probe: Probe
    rank: Rank = Rank.SERVICE
    user: str | None = None
    stop_signal: int = signal.SIGTERM
    revision: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the running process would have to be replaced."""
        own = {name: value for name, value in self.environment.items() if name not in AMBIENT}
        told = msgspec.structs.replace(self, environment=own)
        return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()
