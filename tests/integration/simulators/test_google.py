"""The simulated Google keeps the rules that the real one keeps."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlencode

import jwt
import pytest
import requests

from tests.simulators.google.provider import challenge_of
from tests.simulators.google.remote import (
    CLIENT_ID,
    CLIENT_SECRET,
    REDIRECT_URI,
    GoogleRemote,
    running_google,
)

VERIFIER = "v" * 43
MIRA = "108160000000000000001"


@pytest.fixture(scope="module")
def simulator() -> Iterator[GoogleRemote]:
    with running_google() as remote:
        yield remote


@pytest.fixture
def google(simulator: GoogleRemote) -> GoogleRemote:
    simulator.reset()
    return simulator


def address(google: GoogleRemote, **changes: str) -> str:
    parameters = {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid email profile",
        "state": "the state",
        "nonce": "the nonce",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    }
    return f"{google.url}/o/oauth2/v2/auth?{urlencode({**parameters, **changes})}"


def exchange(google: GoogleRemote, code: str, **changes: str) -> requests.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "redirect_uri": REDIRECT_URI,
        "code_verifier": VERIFIER,
    }
    return requests.post(f"{google.url}/token", data={**form, **changes}, timeout=10)


def claims_of(google: GoogleRemote, reply: requests.Response) -> dict[str, Any]:
    token = reply.json()["id_token"]
    published = requests.get(f"{google.url}/oauth2/v3/certs", timeout=10).json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    (key,) = [key for key in published if key["kid"] == kid]
    return jwt.decode(token, jwt.PyJWK(key), algorithms=["RS256"], audience=CLIENT_ID)


def test_a_code_yields_a_signed_token_with_the_nonce(google: GoogleRemote) -> None:
    answer = google.consent(address(google), MIRA)

    claims = claims_of(google, exchange(google, answer["code"]))
    assert answer["state"] == "the state"
    assert (claims["sub"], claims["nonce"], claims["iss"]) == (MIRA, "the nonce", google.url)
    assert claims["email_verified"] is True


def test_who_asks_for_it_is_told_when_the_person_signed_in(google: GoogleRemote) -> None:
    anew = {"max_age": "0", "claims": '{"id_token":{"auth_time":{"essential":true}}}'}

    told = claims_of(
        google, exchange(google, google.consent(address(google, **anew), MIRA)["code"])
    )
    silent = claims_of(google, exchange(google, google.consent(address(google), MIRA)["code"]))

    assert told["auth_time"] == told["iat"]
    assert "auth_time" not in silent


def test_a_no_comes_back_as_an_error(google: GoogleRemote) -> None:
    assert google.deny(address(google)) == {"state": "the state", "error": "access_denied"}


def test_a_code_works_once(google: GoogleRemote) -> None:
    code = google.consent(address(google), MIRA)["code"]
    exchange(google, code)

    again = exchange(google, code)

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_code_lives_a_minute(google: GoogleRemote) -> None:
    code = google.consent(address(google), MIRA)["code"]
    google.move_clock(61)

    assert exchange(google, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("verifier", ["", "w" * 43])
def test_pkce_is_enforced(google: GoogleRemote, verifier: str) -> None:
    code = google.consent(address(google), MIRA)["code"]

    assert exchange(google, code, code_verifier=verifier).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("client_secret", "guessed", "invalid_client"),
        ("redirect_uri", "https://evil.example/signin/google", "redirect_uri_mismatch"),
        ("grant_type", "password", "unsupported_grant_type"),
    ],
)
def test_a_wrong_exchange_is_refused(
    google: GoogleRemote, field: str, value: str, error: str
) -> None:
    code = google.consent(address(google), MIRA)["code"]

    assert exchange(google, code, **{field: value}).json()["error"] == error


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("redirect_uri", f"{REDIRECT_URI}/", "redirect_uri_mismatch"),
        ("redirect_uri", "https://academy.example.evil/signin/google", "redirect_uri_mismatch"),
        ("client_id", "another", "invalid_client"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "email", "invalid_scope"),
    ],
)
def test_a_wrong_visit_ends_on_the_page_and_never_at_the_client(
    google: GoogleRemote, field: str, value: str, error: str
) -> None:
    page = requests.get(address(google, **{field: value}), timeout=10, allow_redirects=False)

    assert page.status_code == 400
    assert error in page.text


def test_a_typed_address_is_an_account_from_then_on(google: GoogleRemote) -> None:
    form = {"email": "New.Person@gmail.example", "name": ""}

    subjects = set()
    for _ in range(2):
        reply = requests.post(address(google), data=form, timeout=10, allow_redirects=False)
        code = reply.headers["Location"].split("code=")[1].split("&")[0]
        claims = claims_of(google, exchange(google, unquote(code)))
        subjects.add((claims["sub"], claims["email"], claims["name"]))

    ((_, email, name),) = subjects
    assert (email, name) == ("new.person@gmail.example", "New Person")


def test_a_rotated_key_signs_and_the_old_one_stays_or_goes(google: GoogleRemote) -> None:
    def kids() -> list[str]:
        document = requests.get(f"{google.url}/oauth2/v3/certs", timeout=10).json()
        return [key["kid"] for key in document["keys"]]

    (first, *_) = kids()
    google.rotate_keys()
    (second, kept, *_) = kids()
    google.rotate_keys(keep_old=False)

    assert kept == first
    assert second not in kids()
    assert len(kids()) == 1
