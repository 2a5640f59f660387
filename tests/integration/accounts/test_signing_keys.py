"""Keys come and go, and nobody is signed out by it."""

from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.messages import JwkSet, ListSigningKeys
from services.accounts import models, policies, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.tokens import Claims
from services.accounts.use_cases import keys
from services.accounts.use_cases.issuing import signed
from services.common.desk import Desk
from tests.factories.accounts import add_user
from tests.outbox import recorded

pytestmark = pytest.mark.postgres


@pytest.fixture
def published(desk: Desk, settings: AccountsSettings) -> Callable[[], JwkSet]:
    secret = settings.token_encryption_key
    return lambda: use_cases.list_signing_keys(desk.begin, secret, ListSigningKeys())


@pytest.fixture
def sign(desk: Desk, settings: AccountsSettings, session: Session) -> Callable[[], str]:
    """The id of the key that signs a token now."""
    user = add_user(session)
    session.commit()

    def act() -> str:
        with desk.begin() as work:
            claims = Claims(user_id=user.id, role=user.role, session_id=user.id)
            token = signed(work, settings, claims)
        return str(jwt.get_unverified_header(token)["kid"])

    return act


def age(session: Session, by: timedelta) -> None:
    """Let every key be older."""
    table = models.SigningKey
    values = {"active_from": table.active_from - by, "retired_at": table.retired_at - by}
    session.execute(update(table).values(values))
    session.commit()


def test_17_the_next_key_is_published_before_it_signs(
    published: Callable[[], JwkSet],
    sign: Callable[[], str],
    desk: Desk,
    settings: AccountsSettings,
    session: Session,
) -> None:
    first = sign()

    with desk.begin() as work:
        following = keys.rotate(work, settings.token_encryption_key).id

    assert [key.kid for key in published().keys] == [following, first]
    assert sign() == first
    age(session, policies.NOTICE)
    assert sign() == following


def test_17_a_retired_key_is_published_until_its_last_token_has_expired(
    published: Callable[[], JwkSet],
    sign: Callable[[], str],
    desk: Desk,
    settings: AccountsSettings,
    session: Session,
) -> None:
    first = sign()
    with desk.begin() as work:
        following = keys.rotate(work, settings.token_encryption_key).id

    age(session, policies.NOTICE + policies.ACCESS_TOKEN_LIFE)
    overlapping = [key.kid for key in published().keys]
    age(session, 2 * policies.ACCESS_TOKEN_LIFE)

    assert overlapping == [following, first]
    assert [key.kid for key in published().keys] == [following]


def test_17_a_key_that_leaked_is_distrusted_at_once_and_another_signs(
    published: Callable[[], JwkSet],
    sign: Callable[[], str],
    desk: Desk,
    settings: AccountsSettings,
    session: Session,
) -> None:
    leaked = sign()

    with desk.begin() as work:
        assert keys.distrust(work, settings.token_encryption_key, leaked)

    assert leaked not in [key.kid for key in published().keys]
    assert sign() != leaked
    assert recorded(session, models.bookkeeping, "accounts.signing_keys.changed.v1")


def test_17_a_key_signs_for_a_month_and_one_follows(
    sign: Callable[[], str], desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    sign()

    use_cases.rotate_if_due(desk.begin, settings.token_encryption_key)
    assert len(session.scalars(select(models.SigningKey)).all()) == 1
    age(session, timedelta(days=30))
    for _ in range(2):
        use_cases.rotate_if_due(desk.begin, settings.token_encryption_key)

    session.expire_all()
    assert len(session.scalars(select(models.SigningKey)).all()) == 2


def test_17_keys_are_sealed_at_rest(sign: Callable[[], str], session: Session) -> None:
    sign()

    (key,) = session.scalars(select(models.SigningKey))
    assert "PRIVATE KEY" not in key.sealed_private_key
