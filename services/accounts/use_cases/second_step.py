"""The second step of signing in."""

from contracts.accounts.messages import Session
from contracts.accounts.second_factors import PassSecondFactor
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.models import Purpose
from services.accounts.repository import DeviceRepository, UserRepository
from services.accounts.tokens import fingerprint
from services.accounts.use_cases import attempts
from services.accounts.use_cases.challenges import close_challenge, read_challenge
from services.accounts.use_cases.proofs import Shown, check, guesses_of
from services.accounts.use_cases.sessions import open_session
from services.common.work import Begin, UnitOfWork


def pass_second_factor(
    begin: Begin, settings: AccountsSettings, request: PassSecondFactor
) -> Session:
    """Open the session that the first factor has asked for; a wrong code may be corrected."""
    shown = Shown(
        code=request.code,
        recovery_code=request.recovery_code,
        assertion=request.assertion,
        challenge=request.challenge,
    )
    with begin() as work:
        user = _asked(work, request.challenge)[0]
    with attempts.reserved(begin, *guesses_of(user.id)), begin() as work:
        user, methods = _asked(work, request.challenge)
        method = check(work, settings, user, shown)
        close_challenge(work, request.challenge)
        opened = open_session(
            work, settings, user, methods=(*methods, method), client=request.client
        )
        if request.remember_device and request.client is not None:
            _trust(work, user, request.client.device_token)
        return opened


def _asked(work: UnitOfWork, token: str) -> tuple[models.User, tuple[str, ...]]:
    """Whom the challenge asks, and what they have shown before it."""
    challenge = read_challenge(work, token, Purpose.SECOND_FACTOR)
    user = UserRepository(work.session).get(policies.ensure_personal(challenge))
    policies.ensure_same_person(challenge, user)
    return user, tuple(challenge.methods)


def _trust(work: UnitOfWork, user: models.User, device_token: str) -> None:
    until = work.now + policies.TRUST_LIFE
    DeviceRepository(work.session).trust(fingerprint(device_token), user.id, until)
