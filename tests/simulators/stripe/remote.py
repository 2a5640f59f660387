"""The simulator as a test sees it: started as a process, steered over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from tests.simulators.running import free_port, running

SECRET_KEY = "sk_test_simulated"
WEBHOOK_SECRET = "whsec_simulated"
DECLINED = "4000000000000002"
AUTHENTICATES = "4000000000003220"


class StripeRemote:
    """The control buttons of a running simulator."""

    def __init__(self, url: str) -> None:
        self.url = url

    def reset(self) -> None:
        """Forget everything."""
        self._call("POST", "reset")

    def pay(self, session_id: str, card: str = "4242424242424242", **wish: Any) -> str:
        """Pay as a customer would; answers `succeeds`, `declines` or `authenticates`."""
        reply = self._call("POST", f"sessions/{session_id}/pay", {"card": card, **wish})
        return str(reply["outcome"])

    def expire(self, session_id: str) -> None:
        """End a session as if its time were over."""
        self._call("POST", f"sessions/{session_id}/expire")

    def falsify(self, session_id: str, **changes: Any) -> None:
        """Let a session ask for another `amount_total` or `currency`."""
        self._call("PATCH", f"sessions/{session_id}", changes)

    def fail_next(self, answer: str, **fault: Any) -> None:
        """Let the next calls fail; see `Fault`."""
        self._call("POST", "faults", {"answer": answer, **fault})

    def clear_faults(self) -> None:
        """Let every call through again."""
        self._call("DELETE", "faults")

    def deliver(self, mode: str) -> None:
        """Change how webhooks are delivered."""
        self._call("PUT", "webhooks/mode", {"mode": mode})

    def deliver_again(self, event_id: str) -> None:
        """Deliver an event once more."""
        self._call("POST", f"webhooks/{event_id}/delivery")

    def move_clock(self, seconds: int) -> None:
        """Let the simulated time run ahead of the real one."""
        self._call("PUT", "clock", {"offset_seconds": seconds})

    def sessions(self) -> list[dict[str, Any]]:
        """Every session, oldest first."""
        found: list[dict[str, Any]] = self._call("GET", "sessions")
        return found

    def deliveries(self) -> list[dict[str, Any]]:
        """Every attempt to deliver a webhook, oldest first."""
        found: list[dict[str, Any]] = self._call("GET", "webhooks")
        return found

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        reply = requests.request(method, f"{self.url}/_control/{path}", json=body, timeout=10)
        reply.raise_for_status()
        return reply.json()


@contextmanager
def running_stripe(webhook_url: str, *options: str) -> Iterator[StripeRemote]:
    """A simulator of its own, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    arguments = ["--port", str(port), "--webhook-url", webhook_url, *options]
    secrets = ["--webhook-secret", WEBHOOK_SECRET, "--secret-key", SECRET_KEY]
    module = "tests.simulators.stripe"
    with running(module, *arguments, *secrets, health=f"{url}/health"):
        yield StripeRemote(url)
