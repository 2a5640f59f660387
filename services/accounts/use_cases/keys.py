"""The keys that sign access tokens."""

from contracts.accounts.messages import Jwk, JwkSet, ListSigningKeys
from services.accounts import models, policies
from services.accounts.repository import SigningKeyRepository
from services.accounts.tokens import Signer, new_key_pair
from services.common.sealing import seal, unseal
from services.common.work import Begin, UnitOfWork


def list_signing_keys(begin: Begin, token_encryption_key: str, _request: ListSigningKeys) -> JwkSet:
    """The public keys of every token that may be alive; the first call makes the first key."""
    with begin() as work:
        _current(work, token_encryption_key)
        trusted = SigningKeyRepository(work.session).list_trusted(
            work.now - 2 * policies.ACCESS_TOKEN_LIFE
        )
    return JwkSet(
        keys=[Jwk(kid=key.id, kty="EC", crv="P-256", x=key.x, y=key.y) for key in trusted]
    )


def current_signer(work: UnitOfWork, token_encryption_key: str) -> Signer:
    """The key to sign with."""
    key = _current(work, token_encryption_key)
    pem = unseal(key.sealed_private_key, token_encryption_key)
    return Signer(key_id=key.id, private_pem=pem)


def _current(work: UnitOfWork, token_encryption_key: str) -> models.SigningKey:
    keys = SigningKeyRepository(work.session)
    found = keys.find_current()
    if found is not None:
        return found
    pair = new_key_pair()
    keys.add_unless_present(
        {
            "id": pair.id,
            "sealed_private_key": seal(pair.private_pem, token_encryption_key),
            "x": pair.x,
            "y": pair.y,
            "created_at": work.now,
            "retired_at": None,
        }
    )
    return keys.get_current()
