"""Queries of the register of certificates."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.certificates import CertificateStatus
from contracts.courses.errors import CertificateKeyNotFound, CertificateNotFound
from services.common.paging import page, page_of_any
from services.courses.models import (
    Certificate,
    CertificateKey,
    CertificateRendering,
    CertificateRule,
    Course,
    Enrollment,
    Person,
)

SHOWN: tuple[Any, ...] = (
    Certificate,
    Course.title,
    Course.slug,
    Person.name.label("holder_now"),
)
ENTRIES: Select[Any] = (
    select(*SHOWN)
    .select_from(Certificate)
    .join(Course, Course.id == Certificate.course_id)
    .outerjoin(Person, Person.id == Certificate.student_id)
)
"""Certificates with what their course and their holder are called now."""


class CertificateRepository:
    """Certificates by code, by holder and by course."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, code: str | None) -> Certificate:
        """The certificate with that code."""
        found = self._session.scalar(select(Certificate).where(Certificate.code == code))
        if found is None:
            raise CertificateNotFound("No certificate has that code. Check it letter by letter.")
        return found

    def get_for_update(self, code: str | None) -> Certificate:
        """The certificate with that code, locked until the work ends."""
        statement = select(Certificate).where(Certificate.code == code).with_for_update()
        found = self._session.scalar(statement)
        if found is None:
            raise CertificateNotFound("No certificate has that code. Check it letter by letter.")
        return found

    def get_entry(self, code: str) -> Any:
        """A certificate with what its course and its holder are called now."""
        return self._session.execute(ENTRIES.where(Certificate.code == code)).one()

    def find_latest(self, course_id: UUID, student_id: UUID) -> Certificate | None:
        """The newest version of somebody's last certificate of a course."""
        mine = Certificate.course_id == course_id, Certificate.student_id == student_id
        newest = Certificate.cycle.desc(), Certificate.version.desc()
        return self._session.scalar(select(Certificate).where(*mine).order_by(*newest).limit(1))

    def add(self, row: dict[str, Any]) -> bool:
        """Enter a certificate; False when that cycle has that version already."""
        statement = insert(Certificate).values(row)
        chain = ["course_id", "student_id", "cycle", "version"]
        statement = statement.on_conflict_do_nothing(index_elements=chain)
        return self._session.scalar(statement.returning(Certificate.id)) is not None

    def count(self, course_id: UUID) -> int:
        """How many people have a certificate of a course."""
        mine = Certificate.course_id == course_id
        people = func.count(Certificate.student_id.distinct())
        return self._session.scalar(select(people).where(mine)) or 0

    def list_reissues(self, certificate: Certificate) -> list[datetime]:
        """When the versions after the first of a cycle were made."""
        chain = (
            Certificate.course_id == certificate.course_id,
            Certificate.student_id == certificate.student_id,
            Certificate.cycle == certificate.cycle,
            Certificate.version > 1,
        )
        return list(self._session.scalars(select(Certificate.issued_at).where(*chain)))

    def list_of_holder(
        self, student_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """Somebody's certificates, newest first; what a newer version replaced is left out."""
        mine = Certificate.student_id == student_id, Certificate.superseded_by.is_(None)
        keys: list[ColumnElement[Any]] = [Certificate.issued_at.desc(), Certificate.id.desc()]
        return page(self._session, ENTRIES.where(*mine), keys=keys, after=after, limit=limit)

    def list_offers(
        self, student_id: UUID, after: str | None, limit: int
    ) -> tuple[list[UUID], str | None]:
        """Courses of a student that give certificates and have not given them one."""
        given = select(Certificate.id).where(
            Certificate.course_id == Enrollment.course_id, Certificate.student_id == student_id
        )
        statement = (
            select(Enrollment.course_id)
            .join(CertificateRule, CertificateRule.course_id == Enrollment.course_id)
            .where(Enrollment.student_id == student_id, CertificateRule.offered, ~given.exists())
        )
        keys: list[ColumnElement[Any]] = [
            Enrollment.enrolled_at.desc(),
            Enrollment.course_id.desc(),
        ]
        rows, following = page(self._session, statement, keys=keys, after=after, limit=limit)
        return [row.course_id for row in rows], following

    def list_all(
        self,
        status: CertificateStatus | None,
        search: str,
        today: date,
        paging: tuple[str | None, int],
    ) -> tuple[list[Any], str | None]:
        """Certificates of all courses, newest first, by status and what was typed."""
        statement = ENTRIES if status is None else ENTRIES.where(_is(status, today))
        after, limit = paging
        if not search:
            keys: list[ColumnElement[Any]] = [Certificate.issued_at.desc(), Certificate.id.desc()]
            return page(self._session, statement, keys=keys, after=after, limit=limit)
        found = [statement.where(condition) for condition in _matching(search)]
        return page_of_any(self._session, found, newest=Certificate.id, after=after, limit=limit)

    def withdraw(self, student_id: UUID, now: datetime) -> list[UUID]:
        """Forget what the certificates of somebody said; the ids of their PDFs."""
        mine = select(Certificate.id).where(Certificate.student_id == student_id)
        renderings = CertificateRendering.certificate_id.in_(mine)
        removed = delete(CertificateRendering).where(renderings)
        files = list(self._session.scalars(removed.returning(CertificateRendering.file_id)))
        blank = {"snapshot": None, "holder": "", "signature": "", "revocation_reason": ""}
        known = Certificate.student_id == student_id, Certificate.withdrawn_at.is_(None)
        self._session.execute(update(Certificate).where(*known).values(**blank, withdrawn_at=now))
        self._session.expire_all()
        return files


class CertificateKeyRepository:
    """Public keys, none of which is ever taken away."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def remember(self, key_id: str, public_key: bytes, now: datetime) -> None:
        """Keep the key that signs now."""
        row = {"id": key_id, "public_key": public_key, "first_used_at": now}
        self._session.execute(insert(CertificateKey).values(row).on_conflict_do_nothing())

    def find(self, key_id: str) -> CertificateKey | None:
        """The key with that id, or None."""
        return self._session.get(CertificateKey, key_id)

    def get(self, key_id: str) -> CertificateKey:
        """The key with that id."""
        found = self.find(key_id)
        if found is None:
            raise CertificateKeyNotFound("No certificate was signed with that key.")
        return found

    def list_all(self) -> list[CertificateKey]:
        """All of them, the newest first."""
        newest = CertificateKey.first_used_at.desc()
        return list(self._session.scalars(select(CertificateKey).order_by(newest)))


class RenderingRepository:
    """PDFs that the academy made."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, certificate_id: UUID, template: str) -> CertificateRendering | None:
        """The PDF of a certificate under that template."""
        made = (
            CertificateRendering.certificate_id == certificate_id,
            CertificateRendering.template == template,
        )
        return self._session.scalar(select(CertificateRendering).where(*made).limit(1))

    def is_ours(self, certificate_id: UUID, sha256: str) -> bool:
        """Whether a file is one of those that were made of the certificate."""
        found = self._session.get(CertificateRendering, sha256)
        return found is not None and found.certificate_id == certificate_id

    def remember(self, row: dict[str, Any]) -> None:
        """Keep what a PDF is known by."""
        self._session.execute(insert(CertificateRendering).values(row).on_conflict_do_nothing())


def _is(status: CertificateStatus, today: date) -> ColumnElement[bool]:
    """Rows of a status, as the policy decides it."""
    withdrawn, revoked = Certificate.withdrawn_at.is_not(None), Certificate.revoked_at.is_not(None)
    superseded = Certificate.superseded_by.is_not(None)
    ended = or_(withdrawn, revoked, superseded)
    expired = and_(Certificate.expires_on.is_not(None), Certificate.expires_on < today)
    return {
        CertificateStatus.WITHDRAWN: withdrawn,
        CertificateStatus.REVOKED: and_(revoked, ~withdrawn),
        CertificateStatus.SUPERSEDED: and_(superseded, ~revoked, ~withdrawn),
        CertificateStatus.EXPIRED: and_(expired, ~ended),
        CertificateStatus.VALID: and_(~expired, ~ended),
    }[status]


def _matching(search: str) -> list[ColumnElement[bool]]:
    """Whatever the words may be: the beginning of a code, a holder, a course."""
    return [
        Certificate.code.startswith(search.upper(), autoescape=True),
        Certificate.holder.icontains(search, autoescape=True),
        Course.title.icontains(search, autoescape=True),
    ]
