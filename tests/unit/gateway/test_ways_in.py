"""Visits to Google are bound to a browser, and nothing tells whether an address has an account."""

from collections.abc import Callable
from datetime import UTC, datetime
from http.cookies import Morsel, SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientResponse

from contracts.accounts.email_changes import EmailChange, RequestEmailChange, Side
from contracts.accounts.errors import GoogleRefused, PasswordNeededToLink
from contracts.accounts.google import (
    GoogleVisit,
    LinkGoogle,
    ProveGoogleLink,
    SignInWithGoogle,
    StartGoogleLink,
    StartGoogleSignIn,
    StartGoogleStepUp,
    StepUpWithGoogle,
)
from contracts.accounts.messages import (
    Register,
    ResendConfirmation,
    Session,
    User,
    UserStatus,
)
from contracts.accounts.passwords import RequestPasswordReset
from contracts.accounts.second_factors import FreshToken
from contracts.errors import TooMany
from contracts.types import Role
from gateway import endpoints
from gateway.routes import ENDPOINTS
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import pointers, problem


class Clock:
    """Time that passes only when somebody works or sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def after(self, seconds: float, outcome: Any) -> Callable[[Any], Any]:
        """What a service answers that has that much to do."""

        def answer(_: Any) -> Any:
            self.now += seconds
            return outcome

        return answer


SECRET = "s" * 43
VISIT = GoogleVisit(authorization_url="https://accounts.google.com/auth", visit_secret=SECRET)
BY_COOKIE = {"X-Session-Transport": "cookie"}
ANSWER = {"state": "a state", "code": "a code"}
USER = User(
    id=UUID(int=1),
    email="ada@example.org",
    name="Ada",
    role=Role.STUDENT,
    status=UserStatus.ACTIVE,
    locale="en",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
SESSION = Session(access_token="a.b.c", refresh_token="r" * 43, expires_in=600, user=USER)
CHANGE = EmailChange(
    new_email="ada@new.example",
    requested_at=datetime(2026, 1, 1, tzinfo=UTC),
    expires_at=datetime(2026, 1, 2, tzinfo=UTC),
    waiting_for=list(Side),
)


def cookies(response: ClientResponse) -> dict[str, Morsel[str]]:
    """The cookies as they were set."""
    kept: SimpleCookie = SimpleCookie()
    for header in response.headers.getall("Set-Cookie", []):
        kept.load(header)
    return dict(kept)


async def test_31_the_secret_of_a_visit_is_in_a_cookie_that_no_script_reads(
    gateway: Gateway,
) -> None:
    gateway.rpc.answer(StartGoogleSignIn, VISIT)

    response = await gateway.http.post("/v1/sessions/google/visits")

    assert response.status == 201
    body = await response.text()
    assert VISIT.authorization_url in body
    assert SECRET not in body
    kept = cookies(response)["academy_visit"]
    assert (kept.value, kept["httponly"], kept["samesite"]) == (SECRET, True, "Strict")
    assert (kept["path"], kept["max-age"]) == ("/", "600")


async def test_31_over_https_no_other_host_can_set_the_cookie(start: Start) -> None:
    gateway = await start(public_url="https://academy.example")
    gateway.rpc.answer(StartGoogleSignIn, VISIT)

    kept = cookies(await gateway.http.post("/v1/sessions/google/visits"))["__Host-academy-visit"]

    assert (kept["secure"], kept["path"], kept["domain"]) == (True, "/", "")


@pytest.mark.parametrize(
    ("path", "request_type", "body"),
    [
        ("/v1/sessions/google", SignInWithGoogle, ANSWER),
        ("/v1/sessions/google/proof", ProveGoogleLink, {"password": "correct horse"}),
    ],
)
async def test_31_coming_back_takes_the_secret_from_the_cookie_and_ends_it(
    path: str, request_type: type[Any], body: dict[str, str], gateway: Gateway
) -> None:
    gateway.rpc.answer(request_type, SESSION)

    response = await gateway.http.post(
        path, json=body, headers={**BY_COOKIE, "Cookie": f"academy_visit={SECRET}"}
    )

    assert response.status == 201
    (call,) = gateway.rpc.asked(request_type)
    assert call.request.visit_secret == SECRET
    assert call.request.client is not None
    given = cookies(response)
    assert given["academy_visit"].value == ""
    assert given["academy_session"]["httponly"]
    assert SESSION.refresh_token not in await response.text()


async def test_31_a_body_cannot_bring_the_secret(gateway: Gateway) -> None:
    body = {**ANSWER, "visit_secret": SECRET}

    response = await gateway.http.post("/v1/sessions/google", json=body)

    assert pointers(await problem(response, 422, "invalid")) == ["/visit_secret"]
    assert gateway.rpc.asked(SignInWithGoogle) == []


async def test_31_without_the_cookie_the_secret_is_empty(gateway: Gateway) -> None:
    gateway.rpc.answer(SignInWithGoogle, GoogleRefused("Begin again."))

    response = await gateway.http.post("/v1/sessions/google", json=ANSWER)

    await problem(response, 409, "accounts.google_refused")
    (call,) = gateway.rpc.asked(SignInWithGoogle)
    assert call.request.visit_secret == ""


async def test_31_the_cookie_stays_while_the_password_is_asked_for(gateway: Gateway) -> None:
    gateway.rpc.answer(SignInWithGoogle, PasswordNeededToLink("Type it.", {"email": USER.email}))

    response = await gateway.http.post("/v1/sessions/google", json=ANSWER)

    document = await problem(response, 409, "accounts.password_needed_to_link")
    assert document["email"] == USER.email
    assert cookies(response) == {}


async def test_31_linking_is_for_who_is_signed_in(gateway: Gateway) -> None:
    gateway.rpc.answer(StartGoogleLink, VISIT)
    gateway.rpc.answer(LinkGoogle, None)
    me = gateway.as_role(Role.STUDENT)

    guest = await gateway.http.post("/v1/me/google/visits")
    begun = await gateway.http.post("/v1/me/google/visits", headers=me)
    ended = await gateway.http.post("/v1/me/google", json=ANSWER, headers=me)

    await problem(guest, 401, "unauthenticated")
    assert (begun.status, ended.status) == (201, 204)


async def test_30_a_proof_at_google_is_for_who_is_signed_in_and_ends_the_visit(
    gateway: Gateway,
) -> None:
    gateway.rpc.answer(StartGoogleStepUp, VISIT)
    gateway.rpc.answer(StepUpWithGoogle, FreshToken(access_token="d.e.f", expires_in=600))
    me = gateway.as_role(Role.STUDENT)
    path = "/v1/sessions/step-up/google"

    guest = await gateway.http.post(f"{path}/visits")
    begun = await gateway.http.post(f"{path}/visits", headers=me)
    kept = cookies(begun)["academy_visit"].value
    ended = await gateway.http.post(path, json=ANSWER, headers=me)

    await problem(guest, 401, "unauthenticated")
    assert (begun.status, kept) == (201, SECRET)
    assert await ended.json() == {"access_token": "d.e.f", "expires_in": 600}
    assert ended.headers["Cache-Control"] == "no-store"
    assert cookies(ended)["academy_visit"].value == ""
    (call,) = gateway.rpc.asked(StepUpWithGoogle)
    assert call.request.visit_secret == SECRET


async def test_27_a_forged_host_reaches_no_service(gateway: Gateway) -> None:
    gateway.rpc.answer(RequestPasswordReset, None)
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}

    await gateway.http.post(
        "/v1/accounts/password-reset", json={"email": USER.email}, headers=headers
    )

    (call,) = gateway.rpc.asked(RequestPasswordReset)
    assert call.request == RequestPasswordReset(email=USER.email)
    assert "evil" not in repr(call)


async def test_27_the_page_of_the_link_tells_nobody_its_address(gateway: Gateway) -> None:
    response = await gateway.http.get("/reset?token=secret")

    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "request_type", "body", "reply"),
    [
        (
            "/v1/accounts",
            Register,
            {"email": USER.email, "password": "three lilac umbrellas", "name": "Ada"},
            None,
        ),
        ("/v1/accounts/confirmation-mail", ResendConfirmation, {"email": USER.email}, None),
        ("/v1/accounts/password-reset", RequestPasswordReset, {"email": USER.email}, None),
        ("/v1/me/email-change", RequestEmailChange, {"new_email": USER.email}, CHANGE),
    ],
)
async def test_26_an_answer_takes_as_long_whatever_there_was_to_do(
    *,
    path: str,
    request_type: type[Any],
    body: dict[str, str],
    reply: Any,
    gateway: Gateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(endpoints, "time", clock)
    monkeypatch.setattr(endpoints, "asyncio", clock)
    me = gateway.as_role(Role.STUDENT)

    async def seconds(work: float, outcome: Any) -> float:
        gateway.rpc.answer(request_type, clock.after(work, outcome))
        began = clock.now
        await gateway.http.post(path, json=body, headers=me)
        return round(clock.now - began, 6)

    refusal = TooMany("Wait.")
    taken = [
        await seconds(work, outcome) for work in (0, 0.06, 0.3) for outcome in (reply, refusal)
    ]

    assert taken == [endpoints.EVEN_SECONDS] * 6


def test_26_whatever_takes_an_address_is_answered_evenly() -> None:
    """Signing in compares a password in any case, which takes long enough by itself."""
    takes_address = {
        one.path
        for one in ENDPOINTS
        if one.permission.reach(None)
        and {"email", "new_email"} & set(one.request.__struct_fields__)
    }

    evenly = {one.path for one in ENDPOINTS if one.evenly}

    assert takes_address - evenly == {"/v1/sessions"}
