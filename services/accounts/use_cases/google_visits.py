"""Visits to Google: how one begins, and who comes back from it."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from contracts.accounts.errors import GoogleDeclined, GoogleRefused
from contracts.accounts.google import GoogleVisit
from services.accounts import models, policies
from services.accounts.integrations.google import Identity, IdentityProvider, Visit
from services.accounts.repository import GoogleVisitRepository
from services.accounts.tokens import derived, fingerprint, new_secret
from services.common.work import Begin

DENIED = "access_denied"
FORGOTTEN_AFTER = timedelta(days=1)


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Who goes to Google; with `again`, an address there, to show once more that it is them."""

    user_id: UUID | None = None
    session_id: UUID | None = None
    again: str = ""


NOBODY_YET = Visitor()


class Answer(Protocol):
    """What a browser brings back from Google."""

    @property
    def state(self) -> str:
        """The name of the visit."""
        ...

    @property
    def code(self) -> str:
        """What Google exchanges for an ID token."""
        ...

    @property
    def error(self) -> str:
        """Why there is no code."""
        ...

    @property
    def visit_secret(self) -> str:
        """What the browser kept."""
        ...


def begin_visit(
    begin: Begin, google: IdentityProvider, visitor: Visitor = NOBODY_YET
) -> GoogleVisit:
    """Where to go, and the secret that the browser keeps meanwhile."""
    policies.ensure_google_offered(known=google.is_known)
    state, secret = new_secret(), new_secret()
    address = google.authorization_url(_visit(state, secret, visitor.again))
    with begin() as work:
        GoogleVisitRepository(work.session).add(
            models.GoogleVisit(
                state_hash=fingerprint(state),
                secret_hash=fingerprint(secret),
                user_id=visitor.user_id,
                session_id=visitor.session_id,
                created_at=work.now,
                expires_at=work.now + policies.GOOGLE_VISIT_LIFE,
            )
        )
    return GoogleVisit(authorization_url=address, visit_secret=secret)


def end_visit(
    begin: Begin, google: IdentityProvider, answer: Answer
) -> tuple[Identity, models.GoogleVisit]:
    """Who came back; the visit is over before Google is asked, whatever it answers."""
    named = {
        "state_hash": fingerprint(answer.state),
        "secret_hash": fingerprint(answer.visit_secret),
    }
    with begin() as work:
        visit = GoogleVisitRepository(work.session).spend(named, work.now)
    if visit is None:
        raise GoogleRefused("That took too long, or was begun in another browser. Begin again.")
    if answer.error == DENIED:
        raise GoogleDeclined("Nothing was changed.")
    if answer.error or not answer.code:
        raise GoogleRefused("Google did not go on. Begin again.")
    return google.identify(answer.code, _visit(answer.state, answer.visit_secret)), visit


def forget_google_visits(begin: Begin) -> None:
    """Forget visits that nobody comes back from any more."""
    with begin() as work:
        GoogleVisitRepository(work.session).remove_expired(work.now - FORGOTTEN_AFTER)


def _visit(state: str, secret: str, again: str = "") -> Visit:
    """Nonce and verifier come from the browser's secret, so that they are stored nowhere."""
    return Visit(
        state=state,
        nonce=derived(secret, "google nonce"),
        verifier=derived(secret, "verifier"),
        again=again,
    )
