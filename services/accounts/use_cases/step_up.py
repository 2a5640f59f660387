"""Showing once more that it is the signed-in person, before dangerous acts (RFC 9470)."""

from contracts.accounts.second_factors import (
    FreshToken,
    Proof,
    StartStepUp,
    StepUp,
    StepUpOffer,
)
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.models import Purpose
from services.accounts.repository import SessionRepository, UserRepository, WaysRepository
from services.accounts.use_cases import attempts
from services.accounts.use_cases.asking import passkey_offer
from services.accounts.use_cases.challenges import (
    close_challenge,
    open_challenge,
    read_challenge,
)
from services.accounts.use_cases.issuing import access_token
from services.accounts.use_cases.proofs import (
    BY_PASSWORD,
    Shown,
    check,
    guesses_of,
    wrong_password,
)
from services.common.work import Begin, UnitOfWork


def start_step_up(begin: Begin, settings: AccountsSettings, _request: StartStepUp) -> StepUpOffer:
    """What would do; a passkey gets its challenge along."""
    with begin() as work:
        user = UserRepository(work.session).get(work.actor.user_id)
        methods = policies.step_ups(WaysRepository(work.session).of(user.id), user.role)
        methods = [one for one in methods if one is not Proof.GOOGLE or settings.google_client_id]
        if Proof.PASSKEY not in methods:
            return StepUpOffer(methods=methods)
        token = open_challenge(work, Purpose.STEP_UP, user, session_id=work.actor.session_id)
        return StepUpOffer(methods=methods, passkey=passkey_offer(work, settings, user, token))


def step_up(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: StepUp
) -> FreshToken:
    """An access token of the same session that knows of the new proof."""
    shown = Shown(
        password=request.password,
        code=request.code,
        recovery_code=request.recovery_code,
        assertion=request.assertion,
        challenge=request.challenge,
    )
    with begin() as work:
        user = UserRepository(work.session).get(work.actor.user_id)
        ways = WaysRepository(work.session).of(user.id)
        digest = UserRepository(work.session).find_hash(user.id)
    policies.ensure_offered(shown.proof, policies.step_ups(ways, user.role))
    with attempts.reserved(begin, *guesses_of(user.id)):
        if shown.password is not None and not passwords.matches(digest, shown.password):
            raise wrong_password()
        with begin() as work:
            return _proven(work, settings, user, shown)


def own_session(work: UnitOfWork, user: models.User) -> models.Session:
    """The caller's session, which takes a new proof only while it lives."""
    session_id = policies.ensure_in_session(work.actor)
    found = SessionRepository(work.session).find_alive(session_id, user.id, work.now)
    return policies.ensure_own_session(found)


def note_proof(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    session: models.Session,
    method: str,
) -> FreshToken:
    """Note in the session how its person showed who they are; a token that says so."""
    session.authenticated_at, session.methods = work.now, [method]
    life = int(policies.ACCESS_TOKEN_LIFE.total_seconds())
    return FreshToken(access_token=access_token(work, settings, user, session), expires_in=life)


def _proven(
    work: UnitOfWork, settings: AccountsSettings, user: models.User, shown: Shown
) -> FreshToken:
    """Take the proof for the caller's session."""
    session = own_session(work, user)
    method = BY_PASSWORD
    if shown.password is None:
        method = _checked(work, settings, user, shown)
    return note_proof(work, settings, user, session, method)


def _checked(work: UnitOfWork, settings: AccountsSettings, user: models.User, shown: Shown) -> str:
    """The method by which the person showed it; a passkey answers a challenge of this session."""
    if shown.assertion is not None and shown.challenge is not None:
        challenge = read_challenge(work, shown.challenge, Purpose.STEP_UP)
        policies.ensure_same_person(challenge, user)
        policies.ensure_same_session(challenge, work.actor)
        close_challenge(work, shown.challenge)
    return check(work, settings, user, shown)
