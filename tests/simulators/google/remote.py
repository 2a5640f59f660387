"""The simulator as a test sees it: started as a process, steered over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from tests.simulators.running import free_port, running

CLIENT_ID = "academy.apps.googleusercontent.example"
CLIENT_SECRET = "GOCSPX-simulated"
REDIRECT_URI = "https://academy.example/signin/google"


class GoogleRemote:
    """A person in front of the consent page, and the control buttons of a running simulator."""

    def __init__(self, url: str) -> None:
        self.url = url

    def reset(self) -> None:
        """Forget everything but the keys."""
        self._call("POST", "reset")

    def consent(self, address: str, sub: str) -> dict[str, str]:
        """Go on with an account; what the browser brings back to the client."""
        return self._decide(address, {"sub": sub})

    def deny(self, address: str) -> dict[str, str]:
        """Say no; what the browser brings back to the client."""
        return self._decide(address, {"answer": "deny"})

    def add_person(self, sub: str, email: str, **changes: Any) -> None:
        """Add an account, or change what it says."""
        person = {"sub": sub, "email": email, "name": "Mira Haddad", **changes}
        self._call("PUT", "people", person)

    def lie(self, name: str) -> None:
        """Let the next ID token be wrong; see `LieName`."""
        self._call("POST", "lies", {"name": name})

    def fail_next(self, answer: str, path: str, **fault: Any) -> None:
        """Let the next calls of an address fail; see `Fault`."""
        self._call("POST", "faults", {"answer": answer, "path": path, **fault})

    def rotate_keys(self, *, keep_old: bool = True) -> None:
        """Sign with a new key from now on."""
        self._call("POST", "keys/rotation", {"keep_old": keep_old})

    def move_clock(self, seconds: int) -> None:
        """Let codes be older."""
        self._call("PUT", "clock", {"offset_seconds": seconds})

    def cache_keys(self, seconds: int) -> None:
        """Let clients keep the key set for so long."""
        self._call("PUT", "keys/cache", {"keys_max_age": seconds})

    def calls(self, path: str) -> int:
        """How often an address was asked."""
        return int(self._call("GET", "state")["calls"].get(path, 0))

    def _decide(self, address: str, form: dict[str, str]) -> dict[str, str]:
        reply = requests.post(address, data=form, timeout=10, allow_redirects=False)
        if reply.status_code != requests.codes.found:
            raise AssertionError(f"{reply.status_code}: {reply.text}")
        return dict(parse_qsl(urlsplit(reply.headers["Location"]).query))

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        reply = requests.request(method, f"{self.url}/_control/{path}", json=body, timeout=10)
        reply.raise_for_status()
        return reply.json()


@contextmanager
def running_google(*options: str) -> Iterator[GoogleRemote]:
    """A simulator of its own, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    client = ["--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET]
    arguments = ["--port", str(port), *client, "--redirect-uri", REDIRECT_URI, *options]
    with running("tests.simulators.google", *arguments, health=f"{url}/health"):
        yield GoogleRemote(url)
