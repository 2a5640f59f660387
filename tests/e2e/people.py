"""People who use the academy over HTTP, as any client does."""

import re
from typing import Any
from uuid import uuid4

import aiohttp

from tests.waiting import eventually

PASSWORD = "correct horse 7 battery"


class Refusal(AssertionError):
    """The academy answered with a problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status}: {problem}")
        self.status = status
        self.problem = problem

    @property
    def code(self) -> str:
        return str(self.problem.get("type", "")).removeprefix("/problems/")


class Person:
    """One client of the API, signed in or not."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url
        self.token = ""
        self.user: dict[str, Any] = {}

    async def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """The decoded answer; raises `Refusal`."""
        headers = {**options.pop("headers", {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        async with self.http.request(
            method, self.url + path, json=body, headers=headers, **options
        ) as response:
            answer = await response.json() if response.content_type.endswith("json") else None
            if response.status >= 400:
                raise Refusal(response.status, answer or {"detail": await response.text()})
            return answer

    async def get(self, path: str, **params: Any) -> Any:
        return await self.ask("GET", path, params=params)

    async def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return await self.ask("POST", path, body or {}, **options)

    async def sign_in(self, email: str, password: str = "academy-demo-1") -> "Person":
        self.token = ""
        session = await self.post("/v1/sessions", {"email": email, "password": password})
        self.token, self.user = session["access_token"], session["user"]
        return self


class Mailbox:
    """The local mailbox, read over its JSON API."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url

    async def mails(self, to: str) -> list[dict[str, Any]]:
        async with self._http.get(f"{self._url}/api/mails", params={"to": to}) as response:
            return list(await response.json())

    async def mail(self, to: str, about: str) -> dict[str, Any]:
        """The first mail to that address whose subject matches."""

        async def find() -> dict[str, Any] | None:
            found = [
                m for m in await self.mails(to) if re.search(about, m["subject"], re.IGNORECASE)
            ]
            return found[-1] if found else None

        mail = await eventually(find, seconds=20)
        assert mail is not None
        return mail

    async def confirmation_token(self, to: str) -> str:
        mail = await self.mail(to, "confirm")
        found = re.search(r"/confirm\?token=([\w.~-]+)", mail["text"])
        assert found, mail["text"]
        return found[1]


class Stripe:
    """The Stripe simulator's control desk."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url

    async def control(self, path: str, body: Any = None, method: str = "POST") -> Any:
        address = f"{self._url}/_control/{path}"
        async with self._http.request(method, address, json=body or {}) as response:
            assert response.status < 400, await response.text()
            return await response.json() if response.content_type.endswith("json") else None

    @staticmethod
    def session_of(order: dict[str, Any]) -> str:
        """The id of the Checkout Session behind an order's payment page."""
        found = re.search(r"(cs_\w+)", order["checkout_url"])
        assert found, order
        return found[1]

    async def deliver(self, mode: str) -> None:
        """How webhooks come from now on."""
        await self.control("webhooks/mode", {"mode": mode}, method="PUT")

    async def pay(self, order: dict[str, Any], card: str = "4242424242424242") -> Any:
        return await self.control(f"sessions/{self.session_of(order)}/pay", {"card": card})


def unique_email() -> str:
    return f"e2e-{uuid4().hex[:12]}@example.org"
