"""People made for one run of tests, whom nobody misses afterwards."""

import re
from collections.abc import Mapping
from typing import Any

import requests

from contracts.types import Role
from services.accounts.admin import main as appoint
from tests.e2e.people import PASSWORD, unique_email
from tests.waiting import until

Headers = Mapping[str, str]


class Strangers:
    """Registers people, gives them roles, signs them in."""

    def __init__(self, url: str, mailbox: str) -> None:
        self.url = url
        self._mailbox = mailbox
        self._http = requests.Session()

    @staticmethod
    def address() -> str:
        """An address that nobody has used."""
        return unique_email()

    def make(self, role: Role, name: str = "Noor Saleh") -> str:
        """The address of somebody new who has that role."""
        email = unique_email()
        body = {"email": email, "password": PASSWORD, "name": name}
        self.post("/v1/accounts", body)
        self.post("/v1/accounts/confirmation", {"token": until(lambda: self._token(email))})
        if role is not Role.STUDENT:
            appoint([email, "--role", role.value])
        return email

    def sign_in(self, email: str) -> Headers:
        """The headers of a new session."""
        return {"Authorization": f"Bearer {self.open_session(email)['access_token']}"}

    def open_session(self, email: str) -> dict[str, Any]:
        """A new session's tokens and person."""
        opened: dict[str, Any] = self.post("/v1/sessions", {"email": email, "password": PASSWORD})
        return opened

    def get(self, path: str, who: Headers) -> Any:
        """What somebody is answered."""
        return self._ask("GET", path, who, None)

    def post(self, path: str, body: Mapping[str, Any], who: Headers | None = None) -> Any:
        """What becomes of what somebody sends."""
        return self._ask("POST", path, who or {}, body)

    def put(self, path: str, body: Mapping[str, Any], who: Headers) -> Any:
        """What becomes of what somebody puts in place of something."""
        return self._ask("PUT", path, who, body)

    def patch(self, path: str, body: Mapping[str, Any], who: Headers) -> Any:
        """What becomes of what somebody changes."""
        return self._ask("PATCH", path, who, body)

    def delete(self, path: str, who: Headers) -> Any:
        """What becomes of what somebody takes away."""
        return self._ask("DELETE", path, who, None)

    def send(self, path: str, content: bytes, media_type: str, who: Headers) -> None:
        """Upload the bytes of a file."""
        headers = {**who, "Content-Type": media_type}
        self._http.put(self.url + path, content, headers=headers, timeout=30).raise_for_status()

    def _ask(self, method: str, path: str, who: Headers, body: Any) -> Any:
        response = self._http.request(
            method, self.url + path, json=body, headers=dict(who), timeout=30
        )
        response.raise_for_status()
        return response.json() if response.content else None

    def _token(self, email: str) -> str:
        mails = self._http.get(f"{self._mailbox}/api/mails", params={"to": email}, timeout=30)
        found = re.search(r"/confirm\?token=([\w.~-]+)", "".join(m["text"] for m in mails.json()))
        return found[1] if found else ""

    def close(self) -> None:
        """Leave."""
        self._http.close()
