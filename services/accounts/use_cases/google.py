"""Signing in with Google, from the visit there to the session here."""

from datetime import timedelta
from uuid import UUID

from contracts.accounts.errors import (
    GoogleAccountTaken,
    GoogleDeclined,
    GoogleRefused,
    PasswordNeededToLink,
)
from contracts.accounts.google import (
    GetSignInMethods,
    GoogleVisit,
    LinkGoogle,
    ProveGoogleLink,
    SignInMethods,
    SignInWithGoogle,
    StartGoogleLink,
    StartGoogleSignIn,
)
from contracts.accounts.messages import Session
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.google import Identity, IdentityProvider, Visit
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    GoogleVisitRepository,
    PasswordRepository,
    UserRepository,
)
from services.accounts.tokens import derived, fingerprint, new_secret
from services.accounts.use_cases.identities import find_or_welcome, link
from services.accounts.use_cases.passwords import prove_password
from services.accounts.use_cases.sessions import PASSWORD, admit
from services.common.work import Begin, UnitOfWork

FEDERATED = "fed"
"""How Google is called among the methods that proved who somebody is."""
DENIED = "access_denied"
FORGOTTEN_AFTER = timedelta(days=1)


def get_sign_in_methods(google: IdentityProvider, _request: GetSignInMethods) -> SignInMethods:
    """What a sign-in page offers beside the password."""
    return SignInMethods(google=google.is_known)


def start_google_sign_in(
    begin: Begin, google: IdentityProvider, _request: StartGoogleSignIn
) -> GoogleVisit:
    """Begin a visit that ends with being signed in."""
    return _start(begin, google, None)


def start_google_link(
    begin: Begin, google: IdentityProvider, _request: StartGoogleLink
) -> GoogleVisit:
    """Begin a visit that ends with a link to the caller's account."""
    with begin() as work:
        user_id = work.actor.user_id
    return _start(begin, google, user_id)


def sign_in_with_google(
    begin: Begin, google: IdentityProvider, settings: AccountsSettings, request: SignInWithGoogle
) -> Session:
    """Sign in as whom Google vouches for; somebody new gets an account at once.

    An account that the address has already is linked only after its password: the visit waits for
    it, which must be stored although the caller is refused.
    """
    identity, visit = _come_back(begin, google, request)
    if visit.user_id is not None:
        raise GoogleRefused("Begin again, please.")
    with begin() as work:
        user = find_or_welcome(work, identity, request.locale)
        if user is None:
            _await_password(work, visit, identity)
    if user is None:
        raise PasswordNeededToLink(
            "Type its password to link both.", {"email": identity.email.lower()}
        )
    with begin() as work:
        return admit(work, settings, user, methods=(FEDERATED,), client=request.client)


def prove_google_link(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: ProveGoogleLink
) -> Session:
    """Link the Google account that waits to the account whose password it is, and sign in."""
    with begin() as work:
        user, digest = _waiting(work, request.visit_secret)
    prove_password(begin, passwords, user, digest, request.password)
    policies.ensure_may_sign_in(user)
    with begin() as work:
        visit = _find_waiting(work, request.visit_secret)
        visit.proven_at = work.now
        link(work, user, _identity(visit))
    with begin() as work:
        methods = (PASSWORD, FEDERATED)
        return admit(work, settings, user, methods=methods, client=request.client)


def link_google(begin: Begin, google: IdentityProvider, request: LinkGoogle) -> None:
    """Link the Google account that came back to the caller's account."""
    with begin() as work:
        caller = work.actor.user_id
    identity, visit = _come_back(begin, google, request)
    if visit.user_id != caller:
        raise GoogleRefused("Begin again, please.")
    policies.ensure_proven_address(verified=identity.email_verified)
    with begin() as work:
        user = UserRepository(work.session).get_for_update(caller)
        link(work, user, identity)


def forget_google_visits(begin: Begin) -> None:
    """Forget visits that nobody comes back from any more."""
    with begin() as work:
        GoogleVisitRepository(work.session).remove_expired(work.now - FORGOTTEN_AFTER)


def _start(begin: Begin, google: IdentityProvider, user_id: UUID | None) -> GoogleVisit:
    policies.ensure_google_offered(known=google.is_known)
    state, secret = new_secret(), new_secret()
    address = google.authorization_url(_visit(state, secret))
    with begin() as work:
        GoogleVisitRepository(work.session).add(
            models.GoogleVisit(
                state_hash=fingerprint(state),
                secret_hash=fingerprint(secret),
                user_id=user_id,
                created_at=work.now,
                expires_at=work.now + policies.GOOGLE_VISIT_LIFE,
            )
        )
    return GoogleVisit(authorization_url=address, visit_secret=secret)


def _come_back(
    begin: Begin, google: IdentityProvider, request: SignInWithGoogle | LinkGoogle
) -> tuple[Identity, models.GoogleVisit]:
    """Who came back; the visit is over before Google is asked, whatever it answers."""
    named = {
        "state_hash": fingerprint(request.state),
        "secret_hash": fingerprint(request.visit_secret),
    }
    with begin() as work:
        visit = GoogleVisitRepository(work.session).spend(named, work.now)
    if visit is None:
        raise GoogleRefused("That took too long, or was begun in another browser. Begin again.")
    if request.error == DENIED:
        raise GoogleDeclined("You are not signed in. Nothing was changed.")
    if request.error or not request.code:
        raise GoogleRefused("Google did not go on. Begin again.")
    return google.identify(request.code, _visit(request.state, request.visit_secret)), visit


def _visit(state: str, secret: str) -> Visit:
    """Nonce and verifier come from the browser's secret, so that they are stored nowhere."""
    return Visit(
        state=state, nonce=derived(secret, "google nonce"), verifier=derived(secret, "verifier")
    )


def _await_password(work: UnitOfWork, visit: models.GoogleVisit, identity: Identity) -> None:
    waiting = work.session.merge(visit)
    waiting.issuer, waiting.subject = identity.issuer, identity.subject
    waiting.email = identity.email


def _find_waiting(work: UnitOfWork, secret: str) -> models.GoogleVisit:
    found = GoogleVisitRepository(work.session).find_waiting(fingerprint(secret), work.now)
    if found is None:
        raise GoogleRefused("That took too long. Begin again.")
    return found


def _waiting(work: UnitOfWork, secret: str) -> tuple[models.User, str | None]:
    """The account that a waiting visit is about, and the hash of its password."""
    visit = _find_waiting(work, secret)
    email = policies.normalized_email(str(visit.email))
    user = UserRepository(work.session).find_by_email_for_update(email)
    if user is None:
        raise GoogleAccountTaken("The account has another address by now. Begin again.")
    password = PasswordRepository(work.session).find(user.id)
    return user, password.hash if password else None


def _identity(visit: models.GoogleVisit) -> Identity:
    return Identity(
        issuer=str(visit.issuer),
        subject=str(visit.subject),
        email=str(visit.email),
        email_verified=True,
        name="",
        locale="",
    )
