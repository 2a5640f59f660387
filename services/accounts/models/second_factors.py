"""What people have beside their password, and the challenges that are open."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base, one_of
from services.common.database import new_id


class TotpFactor(Base):
    """A person's authenticator app; a candidate counts once a code of it was confirmed.

    The last used step only grows, so that no code opens twice.
    """

    __tablename__ = "totp_factors"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    sealed_secret: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    sealed_candidate: Mapped[str | None]
    candidate_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))


class RecoveryCode(Base):
    """A code that opens once when the other factors are lost; only its SHA-256 is kept."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A WebAuthn credential: its public key, and the counter that betrays a copy."""

    __tablename__ = "passkeys"
    __table_args__ = (
        Index("uq_passkeys_credential_id", "credential_id", unique=True),
        Index("ix_passkeys_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    credential_id: Mapped[bytes]
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    transports: Mapped[list[str]]
    synced: Mapped[bool]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class Purpose(StrEnum):
    """What a challenge is for; it is worth nothing for anything else."""

    SECOND_FACTOR = "second_factor"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    PASSKEY_CREATION = "passkey_creation"
    STEP_UP = "step_up"


class Challenge(Base):
    """A question that is open for five minutes and answered once.

    Only the SHA-256 of its token is kept. It belongs to a purpose, to a person unless they are
    still to be found out, and to the version of what that person may do.
    """

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint(
            "purpose IN ('second_factor', 'passkey_sign_in', 'passkey_creation', 'step_up')",
            name="purpose",
        ),
        Index("ix_challenges_expires_at", "expires_at"),
        Index("ix_challenges_user_id", "user_id"),
    )

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[UUID | None]
    methods: Mapped[list[str]]
    version: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
