"""Tables of certificates: rules, what counts toward them, and the register."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.certificate_rules import QuizCondition
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


class CertificateRule(Base):
    """When a course gives a certificate; `sweep_at` is when its students are looked at next."""

    __tablename__ = "certificate_rules"
    __table_args__ = (
        check("quiz_condition", QuizCondition),
        Index("ix_certificate_rules_sweep_at", "sweep_at", postgresql_where=text("offered")),
    )

    course_id: Mapped[UUID] = mapped_column(
        ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True
    )
    offered: Mapped[bool]
    lessons_percent: Mapped[int]
    quiz_condition: Mapped[QuizCondition] = mapped_column(one_of(QuizCondition))
    quiz_percent: Mapped[int]
    classes: Mapped[int]
    sign_off: Mapped[bool]
    validity_months: Mapped[int | None]
    sweep_at: Mapped[datetime]


class ClassAttendance(Base):
    """A live class that a student attended; the same class counts once."""

    __tablename__ = "class_attendances"
    __table_args__ = (
        UniqueConstraint("course_id", "student_id", "attended_on", "title"),
        Index("ix_class_attendances_student_id", "student_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    student_id: Mapped[UUID]
    title: Mapped[str]
    attended_on: Mapped[date]
    marked_by: Mapped[UUID]
    marked_at: Mapped[datetime]


class CertificateSignOff(Base):
    """Whether the teacher of a course vouches for a student; the last word counts."""

    __tablename__ = "certificate_sign_offs"

    course_id: Mapped[UUID] = mapped_column(
        ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True
    )
    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    given: Mapped[bool]
    note: Mapped[str]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


class CertificateKey(Base):
    """A public key that certificates were signed with; it stays when another one signs."""

    __tablename__ = "certificate_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    public_key: Mapped[bytes]
    first_used_at: Mapped[datetime]


class Certificate(Base):
    """A code of the register with its signed snapshot, which never changes.

    A cycle begins when a student earns the course's certificate, and another one when it is
    renewed; within a cycle each version takes the place of the one before. Of somebody who was
    forgotten only the code and its fate stay.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("course_id", "student_id", "cycle", "version"),
        CheckConstraint("(withdrawn_at IS NULL) = (snapshot IS NOT NULL)", name="snapshot"),
        CheckConstraint("cycle > 0 AND version > 0", name="chain"),
        Index("ix_certificates_student", "student_id", "issued_at", "id"),
        Index("ix_certificates_issued_at", "issued_at", "id"),
        Index(
            "ix_certificates_trigrams",
            "holder",
            postgresql_using="gin",
            postgresql_ops={"holder": "gin_trgm_ops"},
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"))
    student_id: Mapped[UUID]
    cycle: Mapped[int]
    version: Mapped[int]
    holder: Mapped[str]
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    key_id: Mapped[str] = mapped_column(ForeignKey("certificate_keys.id"))
    signature: Mapped[str]
    issued_at: Mapped[datetime]
    expires_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None]
    revocation_reason: Mapped[str] = mapped_column(default="")
    superseded_at: Mapped[datetime | None]
    superseded_by: Mapped[str | None]
    supersedes: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]


class CertificateRendering(Base):
    """A PDF that the academy made of a certificate, known by its SHA-256."""

    __tablename__ = "certificate_renderings"
    __table_args__ = (Index("ix_certificate_renderings_certificate_id", "certificate_id"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id", ondelete="CASCADE"))
    template: Mapped[str]
    file_id: Mapped[UUID]
    rendered_at: Mapped[datetime]
