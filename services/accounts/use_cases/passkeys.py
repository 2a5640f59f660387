"""A person's passkeys: adding, naming and removing them, and signing in with one alone."""

import msgspec

from contracts.accounts.errors import PasskeyKnown
from contracts.accounts.messages import Session
from contracts.accounts.passkeys import (
    AddPasskey,
    Passkey,
    PasskeyAdded,
    PasskeyOffer,
    RemovePasskey,
    RenamePasskey,
    SignInWithPasskey,
    StartPasskey,
    StartPasskeySignIn,
)
from contracts.accounts.second_factors import SecondFactorChange
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passkeys import Credential, Holder, WebAuthnPasskeys
from services.accounts.models import Purpose
from services.accounts.repository import PasskeyRepository, UserRepository
from services.accounts.use_cases.challenges import (
    close_challenge,
    open_challenge,
    passkey_challenge,
    read_challenge,
)
from services.accounts.use_cases.proofs import (
    BY_PASSKEY,
    announce,
    check_passkey,
    credentials_of,
)
from services.accounts.use_cases.second_factors import (
    after_adding,
    after_removing,
    to_passkey,
    ways_for_change,
)
from services.accounts.use_cases.sessions import open_session
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork

BY_TWO_FACTORS = "mfa"


def start_passkey(begin: Begin, settings: AccountsSettings, _request: StartPasskey) -> PasskeyOffer:
    """How to make a passkey on a device that has none yet."""
    with begin() as work:
        user, ways = ways_for_change(work)
        policies.ensure_room_for_passkey(ways)
        token = open_challenge(
            work, Purpose.PASSKEY_CREATION, user, session_id=work.actor.session_id
        )
        known = credentials_of(work, user)
    holder = Holder(handle=user.id.bytes, email=user.email, name=user.name)
    options = WebAuthnPasskeys(settings.public_url).creation_options(
        holder, known, passkey_challenge(token)
    )
    return PasskeyOffer(challenge=token, options=options)


def add_passkey(begin: Begin, settings: AccountsSettings, request: AddPasskey) -> PasskeyAdded:
    """Keep the passkey that answered the challenge."""
    with begin() as work:
        user, ways = ways_for_change(work)
        policies.ensure_room_for_passkey(ways)
        challenge = read_challenge(work, request.challenge, Purpose.PASSKEY_CREATION)
        policies.ensure_same_person(challenge, user)
        policies.ensure_same_session(challenge, work.actor)
        made = WebAuthnPasskeys(settings.public_url).created(
            request.credential, passkey_challenge(request.challenge)
        )
        close_challenge(work, request.challenge)
        row = _keep(work, user, request.name, made)
        codes = after_adding(work, user, ways)
        announce(work, user, SecondFactorChange.PASSKEY_ADDED, passkey_name=row.name)
        return PasskeyAdded(passkey=to_passkey(row), recovery_codes=codes)


def rename_passkey(work: UnitOfWork, request: RenamePasskey) -> Passkey:
    """Call one of the caller's passkeys something else."""
    row = PasskeyRepository(work.session).get_of(work.actor.user_id, request.passkey_id)
    row.name = request.name.strip() or row.name
    return to_passkey(row)


def remove_passkey(work: UnitOfWork, request: RemovePasskey) -> None:
    """Forget one of the caller's passkeys, but never their last way in."""
    user, ways = ways_for_change(work)
    passkeys = PasskeyRepository(work.session)
    row = passkeys.get_of(user.id, request.passkey_id)
    left = msgspec.structs.replace(ways, passkeys=ways.passkeys - 1)
    policies.ensure_can_go_without(left, user.role)
    passkeys.remove(row)
    after_removing(work, user, left)
    announce(work, user, SecondFactorChange.PASSKEY_REMOVED, passkey_name=row.name)


def start_passkey_sign_in(
    begin: Begin, settings: AccountsSettings, _request: StartPasskeySignIn
) -> PasskeyOffer:
    """How any passkey of this site may answer; nobody is named, so nobody is given away."""
    with begin() as work:
        token = open_challenge(work, Purpose.PASSKEY_SIGN_IN)
    options = WebAuthnPasskeys(settings.public_url).request_options(
        [], passkey_challenge(token), verified=True
    )
    return PasskeyOffer(challenge=token, options=options)


def sign_in_with_passkey(
    begin: Begin, settings: AccountsSettings, request: SignInWithPasskey
) -> Session:
    """Begin a session for the holder, whom the device itself has made sure of."""
    with begin() as work:
        read_challenge(work, request.challenge, Purpose.PASSKEY_SIGN_IN)
        row = check_passkey(work, settings, request.assertion, request.challenge, verified=True)
        close_challenge(work, request.challenge)
        user = UserRepository(work.session).get(row.user_id)
        policies.ensure_may_sign_in(user)
        methods = (BY_PASSKEY, BY_TWO_FACTORS)
        return open_session(work, settings, user, methods=methods, client=request.client)


def _keep(work: UnitOfWork, user: models.User, name: str, made: Credential) -> models.Passkey:
    added = PasskeyRepository(work.session).add(
        {
            "id": new_id(),
            "user_id": user.id,
            "credential_id": made.id,
            "public_key": made.public_key,
            "sign_count": made.sign_count,
            "name": name.strip() or "Passkey",
            "transports": list(made.transports),
            "synced": made.synced,
            "created_at": work.now,
        }
    )
    if added is None:
        raise PasskeyKnown("This device has a passkey for Academy already.")
    return added
