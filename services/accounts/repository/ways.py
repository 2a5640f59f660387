"""How people can show who they are, counted in one question."""

from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from services.accounts import models
from services.accounts.ways import Ways


class WaysRepository:
    """Passwords, second factors and Google, as far as there are any."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, user_id: UUID) -> Ways:
        """What a person has."""
        password, totp = models.Password, models.TotpFactor
        passkey, code, identity = models.Passkey, models.RecoveryCode, models.Identity
        row = self._session.execute(
            select(
                exists().where(password.user_id == user_id),
                exists().where(totp.user_id == user_id, totp.confirmed_at.is_not(None)),
                select(func.count())
                .select_from(passkey)
                .where(passkey.user_id == user_id)
                .scalar_subquery(),
                select(func.count())
                .select_from(code)
                .where(code.user_id == user_id, code.used_at.is_(None))
                .scalar_subquery(),
                exists().where(identity.user_id == user_id),
            )
        ).one()
        return Ways(
            password=row[0],
            totp=row[1],
            passkeys=row[2],
            recovery_codes=row[3],
            google=row[4],
        )
