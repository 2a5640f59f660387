"""Signing in with Google, from the visit there to the session here."""

from contracts.accounts.errors import (
    GoogleAccountTaken,
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
from services.accounts.integrations.google import Identity, IdentityProvider
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    GoogleVisitRepository,
    PasswordRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint
from services.accounts.use_cases.google_visits import Visitor, begin_visit, end_visit
from services.accounts.use_cases.identities import find_or_welcome, link
from services.accounts.use_cases.passwords import prove_password
from services.accounts.use_cases.sessions import PASSWORD, admit
from services.common.work import Begin, UnitOfWork

FEDERATED = "fed"
"""How Google is called among the methods that proved who somebody is."""


def get_sign_in_methods(google: IdentityProvider, _request: GetSignInMethods) -> SignInMethods:
    """What a sign-in page offers beside the password."""
    return SignInMethods(google=google.is_known)


def start_google_sign_in(
    begin: Begin, google: IdentityProvider, _request: StartGoogleSignIn
) -> GoogleVisit:
    """Begin a visit that ends with being signed in."""
    return begin_visit(begin, google)


def start_google_link(
    begin: Begin, google: IdentityProvider, _request: StartGoogleLink
) -> GoogleVisit:
    """Begin a visit that ends with a link to the caller's account."""
    with begin() as work:
        user_id = work.actor.user_id
    return begin_visit(begin, google, Visitor(user_id=user_id))


def sign_in_with_google(
    begin: Begin, google: IdentityProvider, settings: AccountsSettings, request: SignInWithGoogle
) -> Session:
    """Sign in as whom Google vouches for; somebody new gets an account at once.

    An account that the address has already is linked only after its password: the visit waits for
    it, which must be stored although the caller is refused.
    """
    identity, visit = end_visit(begin, google, request)
    policies.ensure_visit_for(visit, None, None)
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
    identity, visit = end_visit(begin, google, request)
    policies.ensure_visit_for(visit, caller, None)
    policies.ensure_proven_address(verified=identity.email_verified)
    with begin() as work:
        user = UserRepository(work.session).get_for_update(caller)
        link(work, user, identity)


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
