"""What the operator does at the machine."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.messages import ListSigningKeys
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.operating import keys
from services.common.desk import Desk

pytestmark = pytest.mark.postgres


def test_the_operator_sees_rotates_and_distrusts_keys(
    desk: Desk, settings: AccountsSettings, session: Session
) -> None:
    secret = settings.token_encryption_key
    use_cases.list_signing_keys(desk.begin, secret, ListSigningKeys())
    first = session.scalars(select(models.SigningKey.id)).one()

    with desk.begin() as work:
        keys.act(work, secret, "rotate", "")
        after_rotation = keys.show(work)
        keys.act(work, secret, "distrust", first)

    assert len(after_rotation) == 2
    assert after_rotation[1].startswith(first)
    assert "until" in after_rotation[1]
    session.expire_all()
    assert first not in session.scalars(select(models.SigningKey.id)).all()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("distrust", "unheard-of"), "There is no key"),
        (("distrust", ""), "Say:"),
        (("", ""), "Say:"),
    ],
)
def test_the_operator_is_told_what_is_wrong(
    desk: Desk, settings: AccountsSettings, words: tuple[str, str], answer: str
) -> None:
    with desk.begin() as work, pytest.raises(SystemExit, match=answer):
        keys.act(work, settings.token_encryption_key, *words)
