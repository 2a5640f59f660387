"""Whom Google vouches for, asked of a provider that can lie and fail."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from contracts.accounts.errors import GoogleRefused, GoogleUnavailable
from services.accounts.integrations.google import (
    Client,
    GoogleIdentities,
    Identity,
    Visit,
    challenge_of,
)
from tests.simulators.google.remote import (
    CLIENT_ID,
    CLIENT_SECRET,
    REDIRECT_URI,
    GoogleRemote,
    running_google,
)
from tests.simulators.running import free_port

MIRA = "108160000000000000001"
UNA = "108160000000000000004"
VISIT = Visit(state="a state", nonce="a nonce", verifier="v" * 43)
CERTS, DISCOVERY, TOKEN = "/oauth2/v3/certs", "/.well-known/openid-configuration", "/token"


class Clock:
    """Moments that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="module")
def simulator() -> Iterator[GoogleRemote]:
    with running_google() as remote:
        yield remote


@pytest.fixture
def google(simulator: GoogleRemote) -> GoogleRemote:
    simulator.reset()
    return simulator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def identities(google: GoogleRemote, clock: Clock) -> GoogleIdentities:
    return GoogleIdentities(client_at(google.url), clock)


def client_at(url: str, client_id: str = CLIENT_ID, secret: str = CLIENT_SECRET) -> Client:
    return Client(issuer=url, id=client_id, secret=secret, redirect_uri=REDIRECT_URI)


def come_back(google: GoogleRemote, identities: GoogleIdentities, sub: str = MIRA) -> Identity:
    """A whole visit: there, consent, and back."""
    answer = google.consent(identities.authorization_url(VISIT), sub)
    return identities.identify(answer["code"], VISIT)


def test_a_visit_carries_state_nonce_and_the_challenge_but_not_the_verifier(
    identities: GoogleIdentities,
) -> None:
    address = identities.authorization_url(VISIT)

    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (query["state"], query["nonce"]) == (VISIT.state, VISIT.nonce)
    assert query["code_challenge"] == challenge_of(VISIT.verifier)
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == REDIRECT_URI
    assert VISIT.verifier not in address
    assert CLIENT_SECRET not in address


def test_who_comes_back_is_known_by_issuer_and_subject(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    found = come_back(google, identities)

    assert (found.issuer, found.subject) == (google.url, MIRA)
    assert (found.email, found.email_verified) == ("mira.haddad@gmail.example", True)
    assert (found.name, found.locale) == ("Mira Haddad", "en")


def test_an_address_that_google_has_not_verified_says_so(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    assert not come_back(google, identities, UNA).email_verified


@pytest.mark.parametrize(
    "lie",
    [
        "expired",
        "from_the_future",
        "forged",
        "wrong_nonce",
        "no_nonce",
        "wrong_audience",
        "wrong_issuer",
        "longer_issuer",
        "foreign_party",
        "no_key_id",
        "unknown_key_id",
        "unsigned",
        "signed_with_public_key",
        "no_subject",
    ],
)
def test_31_a_token_that_lies_is_refused(
    lie: str, google: GoogleRemote, identities: GoogleIdentities
) -> None:
    google.lie(lie)

    with pytest.raises(GoogleRefused):
        come_back(google, identities)


def test_31_a_code_works_once(google: GoogleRemote, identities: GoogleIdentities) -> None:
    code = google.consent(identities.authorization_url(VISIT), MIRA)["code"]
    identities.identify(code, VISIT)

    with pytest.raises(GoogleRefused):
        identities.identify(code, VISIT)


def test_31_a_stolen_code_is_worthless_without_the_verifier(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    code = google.consent(identities.authorization_url(VISIT), MIRA)["code"]
    thief = Visit(state=VISIT.state, nonce=VISIT.nonce, verifier="w" * 43)

    with pytest.raises(GoogleRefused):
        identities.identify(code, thief)


def test_discovery_and_keys_are_asked_for_once(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    for _ in range(3):
        come_back(google, identities)

    assert (google.calls(DISCOVERY), google.calls(CERTS)) == (1, 1)


def test_keys_are_fetched_again_when_they_are_too_old(
    google: GoogleRemote, identities: GoogleIdentities, clock: Clock
) -> None:
    google.cache_keys(300)
    come_back(google, identities)

    clock.seconds = 299
    come_back(google, identities)
    asked_before = google.calls(CERTS)
    clock.seconds = 301
    come_back(google, identities)

    assert (asked_before, google.calls(CERTS)) == (1, 2)


def test_a_new_key_is_found_by_asking_once_more(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    come_back(google, identities)
    google.rotate_keys()

    assert come_back(google, identities).subject == MIRA
    assert google.calls(CERTS) == 2


def test_an_unknown_key_is_asked_for_once_and_not_for_ever(
    google: GoogleRemote, identities: GoogleIdentities
) -> None:
    come_back(google, identities)
    google.lie("unknown_key_id")

    with pytest.raises(GoogleRefused):
        come_back(google, identities)

    assert google.calls(CERTS) == 2


@pytest.mark.parametrize("path", [DISCOVERY, CERTS, TOKEN])
@pytest.mark.parametrize("answer", ["500", "429", "html", "disconnect", "redirect"])
def test_a_google_that_fails_is_unavailable_and_recovers(
    path: str, answer: str, google: GoogleRemote, clock: Clock
) -> None:
    identities = GoogleIdentities(client_at(google.url), clock)
    address = GoogleIdentities(client_at(google.url), clock).authorization_url(VISIT)
    code = google.consent(address, MIRA)["code"]
    google.fail_next(answer, path)

    with pytest.raises(GoogleUnavailable):
        identities.identify(code, VISIT)

    assert come_back(google, identities).subject == MIRA


def test_a_google_that_is_away_is_unavailable() -> None:
    away = GoogleIdentities(client_at(f"http://127.0.0.1:{free_port()}"))

    with pytest.raises(GoogleUnavailable):
        away.authorization_url(VISIT)


def test_a_document_of_another_issuer_is_not_believed(google: GoogleRemote) -> None:
    other = GoogleIdentities(client_at(google.url.replace("127.0.0.1", "localhost")))

    with pytest.raises(GoogleUnavailable):
        other.authorization_url(VISIT)


def test_a_wrong_secret_is_our_own_fault_and_not_the_persons(google: GoogleRemote) -> None:
    identities = GoogleIdentities(client_at(google.url, secret="guessed"))
    code = google.consent(identities.authorization_url(VISIT), MIRA)["code"]

    with pytest.raises(GoogleUnavailable):
        identities.identify(code, VISIT)


def test_without_a_client_id_google_is_not_offered() -> None:
    assert not GoogleIdentities(client_at("https://accounts.google.com", "")).is_known
