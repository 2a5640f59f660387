"""How people can show who they are, counted in one question."""

from uuid import UUID

from sqlalchemy import BindParameter, bindparam, exists, func, select
from sqlalchemy.orm import Session

from services.accounts import models
from services.accounts.ways import Ways

_PERSON: BindParameter[UUID] = bindparam("person")
_PASSWORD, _TOTP, _IDENTITY = models.Password, models.TotpFactor, models.Identity
_PASSKEY, _CODE = models.Passkey, models.RecoveryCode
_WAYS = select(
    exists().where(_PASSWORD.user_id == _PERSON),
    exists().where(_TOTP.user_id == _PERSON, _TOTP.confirmed_at.is_not(None)),
    select(func.count()).select_from(_PASSKEY).where(_PASSKEY.user_id == _PERSON).scalar_subquery(),
    select(func.count())
    .select_from(_CODE)
    .where(_CODE.user_id == _PERSON, _CODE.used_at.is_(None))
    .scalar_subquery(),
    exists().where(_IDENTITY.user_id == _PERSON),
)
"""Written once: putting it together takes longer than answering it."""


class WaysRepository:
    """Passwords, second factors and Google, as far as there are any."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, user_id: UUID) -> Ways:
        """What a person has."""
        row = self._session.execute(_WAYS, {"person": user_id}).one()
        return Ways(
            password=row[0],
            totp=row[1],
            passkeys=row[2],
            recovery_codes=row[3],
            google=row[4],
        )
