"""Asking whoever has proven a first factor for the second."""

import msgspec

from contracts.accounts.errors import SecondFactorRequired
from contracts.accounts.passkeys import PasskeyOffer
from contracts.accounts.second_factors import Proof
from contracts.accounts.sessions import Client
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passkeys import WebAuthnPasskeys
from services.accounts.models import Purpose
from services.accounts.repository import DeviceRepository, WaysRepository
from services.accounts.tokens import fingerprint
from services.accounts.use_cases.challenges import open_challenge, passkey_challenge
from services.accounts.use_cases.proofs import credentials_of
from services.common.work import UnitOfWork


def ensure_second_step(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    methods: tuple[str, ...],
    client: Client | None,
) -> None:
    """Refuse with a challenge who has a second factor, unless they trust this device.

    The challenge is stored although the caller is refused.
    """
    ways = WaysRepository(work.session).of(user.id)
    if not ways.second_factor or _trusted(work, user, client):
        return
    steps = policies.second_steps(ways)
    token = open_challenge(work, Purpose.SECOND_FACTOR, user, methods=methods)
    offer = passkey_offer(work, settings, user, token) if Proof.PASSKEY in steps else None
    extra = {
        "challenge": token,
        "methods": [step.value for step in steps],
        "passkey": msgspec.to_builtins(offer),
        "expires_in": int(policies.CHALLENGE_LIFE.total_seconds()),
    }
    detail = "Show your authenticator app, your passkey or a recovery code."
    raise work.stored_despite(SecondFactorRequired(detail, extra))


def passkey_offer(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    token: str,
    *,
    verified: bool = False,
) -> PasskeyOffer:
    """How one of the person's passkeys may answer the challenge of that token."""
    options = WebAuthnPasskeys(settings.public_url).request_options(
        credentials_of(work, user), passkey_challenge(token), verified=verified
    )
    return PasskeyOffer(challenge=token, options=options)


def _trusted(work: UnitOfWork, user: models.User, client: Client | None) -> bool:
    token = client.device_token if client else ""
    devices = DeviceRepository(work.session)
    return bool(token) and devices.is_trusted(fingerprint(token), user.id, work.now)
