"""Somebody in front of a browser who goes to Google and comes back."""

from collections.abc import Callable
from typing import Any

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
from contracts.accounts.messages import Session as SignedIn
from contracts.accounts.second_factors import FreshToken
from contracts.types import Actor
from services.accounts import use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.google import Client, GoogleIdentities
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from tests.simulators.google.remote import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, GoogleRemote

MIRA, UNA = "108160000000000000001", "108160000000000000004"
MIRAS_EMAIL = "mira.haddad@gmail.example"

DeskOf = Callable[[Actor | None], Desk]


def identities_at(url: str, client_id: str = CLIENT_ID) -> GoogleIdentities:
    client = Client(issuer=url, id=client_id, secret=CLIENT_SECRET, redirect_uri=REDIRECT_URI)
    return GoogleIdentities(client)


class Browser:
    """Keeps the secret of the visit in its cookie, and is signed in or not."""

    def __init__(
        self,
        desk_of: DeskOf,
        google: GoogleRemote,
        passwords: Argon2Passwords,
        settings: AccountsSettings,
    ) -> None:
        self.desk_of = desk_of
        self.google = google
        self.passwords = passwords
        self.settings = settings
        self.actor: Actor | None = None
        self.identities = identities_at(google.url)
        self.cookie = ""

    @property
    def begin(self) -> Any:
        return self.desk_of(self.actor).begin

    def leave(self) -> GoogleVisit:
        """Begin a visit in order to sign in."""
        return self._remember(
            use_cases.start_google_sign_in(self.begin, self.identities, StartGoogleSignIn())
        )

    def leave_to_link(self) -> GoogleVisit:
        """Begin a visit in order to link."""
        return self._remember(
            use_cases.start_google_link(self.begin, self.identities, StartGoogleLink())
        )

    def leave_to_step_up(self) -> GoogleVisit:
        """Begin a visit in order to show once more who one is."""
        return self._remember(
            use_cases.start_google_step_up(self.begin, self.identities, StartGoogleStepUp())
        )

    def consent(self, visit: GoogleVisit, sub: str = MIRA) -> dict[str, str]:
        """Go on with an account; what Google sends back."""
        answer = self.google.consent(visit.authorization_url, sub)
        return {"state": answer["state"], "code": answer["code"]}

    def come_back(self, answer: dict[str, str], locale: str = "en") -> SignedIn:
        given: dict[str, Any] = {**answer, "locale": locale, "visit_secret": self.cookie}
        request = SignInWithGoogle(**given)
        return use_cases.sign_in_with_google(self.begin, self.identities, self.settings, request)

    def come_back_linking(self, answer: dict[str, str]) -> None:
        request = LinkGoogle(**answer, visit_secret=self.cookie)
        use_cases.link_google(self.begin, self.identities, request)

    def come_back_stepping_up(self, answer: dict[str, str]) -> FreshToken:
        request = StepUpWithGoogle(**answer, visit_secret=self.cookie)
        return use_cases.step_up_with_google(self.begin, self.identities, self.settings, request)

    def sign_in(self, sub: str = MIRA, locale: str = "en") -> SignedIn:
        """The whole way there and back."""
        return self.come_back(self.consent(self.leave(), sub), locale)

    def link(self, sub: str = MIRA) -> None:
        """The whole way there and back, signed in."""
        self.come_back_linking(self.consent(self.leave_to_link(), sub))

    def step_up(self, sub: str = MIRA) -> FreshToken:
        """The whole way there and back, signed in."""
        return self.come_back_stepping_up(self.consent(self.leave_to_step_up(), sub))

    def prove(self, password: str) -> SignedIn:
        """Type the password of the account that has the address."""
        request = ProveGoogleLink(password=password, visit_secret=self.cookie)
        return use_cases.prove_google_link(self.begin, self.passwords, self.settings, request)

    def _remember(self, visit: GoogleVisit) -> GoogleVisit:
        self.cookie = visit.visit_secret
        return visit
