"""The keys that sign access tokens."""

from datetime import UTC, datetime

from contracts.accounts.messages import Jwk, JwkSet, ListSigningKeys
from contracts.accounts.sessions import SigningKeysChanged
from services.accounts import models, policies
from services.accounts.repository import SigningKeyRepository
from services.accounts.tokens import Signer, new_key_pair, private_key_of
from services.common.sealing import seal, unseal
from services.common.work import Begin, UnitOfWork


def list_signing_keys(begin: Begin, token_encryption_key: str, _request: ListSigningKeys) -> JwkSet:
    """The public keys of every token that may be alive; the first call makes the first key."""
    with begin() as work:
        _current(work, token_encryption_key)
        since = policies.trusted_since(work.now)
        trusted = SigningKeyRepository(work.session).list_trusted(since)
    return JwkSet(
        keys=[Jwk(kid=key.id, kty="EC", crv="P-256", x=key.x, y=key.y) for key in trusted]
    )


def current_signer(work: UnitOfWork, token_encryption_key: str) -> Signer:
    """The key to sign with."""
    key = _current(work, token_encryption_key)
    pem = unseal(key.sealed_private_key, token_encryption_key)
    return Signer(key_id=key.id, private_key=private_key_of(pem))


def rotate_if_due(begin: Begin, token_encryption_key: str) -> None:
    """Announce the next key when the newest has signed for a month."""
    with begin() as work:
        newest = SigningKeyRepository(work.session).find_newest()
        if newest is not None and policies.needs_successor(newest, work.now):
            rotate(work, token_encryption_key)


def rotate(work: UnitOfWork, token_encryption_key: str) -> models.SigningKey:
    """Announce the next key; it signs when every gateway has had time to learn it."""
    keys = SigningKeyRepository(work.session)
    keys.lock()
    return _add(work, token_encryption_key, work.now + policies.NOTICE)


def distrust(work: UnitOfWork, token_encryption_key: str, key_id: str) -> bool:
    """Refuse everything a key has signed, at once; a new one signs from now on."""
    keys = SigningKeyRepository(work.session)
    keys.lock()
    removed = keys.remove(key_id)
    if removed and keys.find_current(work.now) is None:
        _add(work, token_encryption_key, work.now)
    work.record(SigningKeysChanged())
    return removed


def _current(work: UnitOfWork, token_encryption_key: str) -> models.SigningKey:
    keys = SigningKeyRepository(work.session)
    found = keys.find_current(work.now)
    if found is not None:
        return found
    keys.lock()
    # Whoever held the lock may have added a key that is younger than this work.
    return keys.find_current(datetime.now(UTC)) or _add(work, token_encryption_key, work.now)


def _add(work: UnitOfWork, token_encryption_key: str, active_from: datetime) -> models.SigningKey:
    pair = new_key_pair()
    key = models.SigningKey(
        id=pair.id,
        sealed_private_key=seal(pair.private_pem, token_encryption_key),
        x=pair.x,
        y=pair.y,
        created_at=work.now,
        active_from=active_from,
    )
    SigningKeyRepository(work.session).add(key)
    work.record(SigningKeysChanged())
    return key
