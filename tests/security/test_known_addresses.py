"""Assertion 26 on the running academy: no answer tells whether an address has an account.

That they also take equally long is proven with a clock of its own in
tests/unit/gateway/test_ways_in.py: a measured difference would be one of the machine's mood.
"""

from typing import Any

import pytest
import requests

from contracts.types import Role
from tests.security.strangers import Headers, Strangers

pytestmark = pytest.mark.e2e

OF_EACH_ANSWER = {"x-request-id", "date"}
PASSWORD = "three lilac umbrellas"


def answer(url: str, method: str, path: str, body: Any, who: Headers) -> dict[str, Any]:
    """All that a client can tell answers apart by."""
    response = requests.request(method, url + path, json=body, headers=dict(who), timeout=30)
    shown = response.json() if response.content else {}
    return {
        "status": response.status_code,
        "body": {name: value for name, value in shown.items() if name != "correlation_id"},
        "headers": {
            name.lower(): value
            for name, value in response.headers.items()
            if name.lower() not in OF_EACH_ANSWER and not name.lower().startswith("ratelimit")
        },
    }


@pytest.mark.parametrize(
    ("path", "more", "status"),
    [
        ("/v1/accounts", {"password": PASSWORD, "name": "Noor"}, 202),
        ("/v1/accounts/confirmation-mail", {}, 202),
        ("/v1/accounts/password-reset", {}, 202),
        ("/v1/sessions", {"password": PASSWORD}, 401),
    ],
)
def test_26_an_address_with_an_account_gets_the_answer_of_any_other(
    url: str, strangers: Strangers, path: str, more: dict[str, str], status: int
) -> None:
    known, unknown = strangers.make(Role.STUDENT), strangers.address()

    of_known, of_unknown = (
        answer(url, "POST", path, {"email": email, **more}, {}) for email in (known, unknown)
    )

    assert of_known == of_unknown
    assert of_known["status"] == status


def test_26_who_wants_another_address_does_not_learn_whose_it_is(
    url: str, strangers: Strangers
) -> None:
    me = strangers.sign_in(strangers.make(Role.STUDENT))
    answers = []

    for email in (strangers.make(Role.STUDENT), strangers.address()):
        given = answer(url, "POST", "/v1/me/email-change", {"new_email": email}, me)
        assert given["body"].pop("new_email") == email
        answers.append({**given, "body": given["body"].keys()})

    assert answers[0] == answers[1]
    assert answers[0]["status"] == 202
