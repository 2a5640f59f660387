"""Showing once more who one is by a visit to Google, for who signs in there (RFC 9470)."""

from contracts.accounts.google import GoogleVisit, StartGoogleStepUp, StepUpWithGoogle
from contracts.accounts.second_factors import FreshToken, Proof
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.google import IdentityProvider
from services.accounts.repository import IdentityRepository, UserRepository, WaysRepository
from services.accounts.use_cases.google import FEDERATED
from services.accounts.use_cases.google_visits import Visitor, begin_visit, end_visit
from services.accounts.use_cases.step_up import note_proof, own_session
from services.common.work import Begin, UnitOfWork


def start_google_step_up(
    begin: Begin, google: IdentityProvider, _request: StartGoogleStepUp
) -> GoogleVisit:
    """Send the person to the account that is linked; it alone will do."""
    with begin() as work:
        user = _ensured(work)
        identity = IdentityRepository(work.session).find_of(user.id)
        visitor = Visitor(
            user_id=user.id,
            session_id=policies.ensure_in_session(work.actor),
            again=identity.email if identity else "",
        )
    return begin_visit(begin, google, visitor)


def step_up_with_google(
    begin: Begin, google: IdentityProvider, settings: AccountsSettings, request: StepUpWithGoogle
) -> FreshToken:
    """An access token of the same session that knows of the new proof."""
    identity, visit = end_visit(begin, google, request)
    with begin() as work:
        user = _ensured(work)
        session = own_session(work, user)
        policies.ensure_visit_for(visit, user.id, session.id)
        known = IdentityRepository(work.session).find(identity.issuer, identity.subject)
        policies.ensure_own_google(known, user.id)
        policies.ensure_signed_in_since(identity.signed_in_at, visit.created_at)
        return note_proof(work, settings, user, session, FEDERATED)


def _ensured(work: UnitOfWork) -> models.User:
    """The caller, whom Google still may vouch for: no second factor came meanwhile."""
    user = UserRepository(work.session).get(work.actor.user_id)
    ways = WaysRepository(work.session).of(user.id)
    policies.ensure_offered(Proof.GOOGLE, policies.step_ups(ways, user.role))
    return user
