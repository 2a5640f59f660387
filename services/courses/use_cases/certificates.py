"""What holders and strangers do with certificates."""

from contracts.courses.certificates import (
    CertificateCard,
    CertificateKey,
    CertificateKeySet,
    CertificateProgress,
    CertificateRecord,
    GetCertificate,
    GetCertificateKey,
    GetCertificateProgress,
    GetOpenBadge,
    ListCertificateKeys,
    ListCertificateProgress,
    ListCertificates,
    OpenBadge,
    ReissueCertificate,
)
from contracts.courses.errors import CertificateNotFound, CertificateWithdrawn
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.certificate_replies import (
    read_rule,
    read_snapshot,
    to_certificate_card,
    to_record,
)
from services.courses.certificates.badges import badge_of
from services.courses.certificates.codes import read_code
from services.courses.certificates.press import Press
from services.courses.certificates.signing import encode
from services.courses.policies import access
from services.courses.policies import certificates as policy
from services.courses.repository.certificate_rules import CertificateRuleRepository
from services.courses.repository.certificates import (
    CertificateKeyRepository,
    CertificateRepository,
)
from services.courses.repository.courses import CourseRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.people import PersonRepository
from services.courses.use_cases import certifying


def get_certificate_progress(
    work: UnitOfWork, request: GetCertificateProgress
) -> CertificateProgress:
    """What still lies between the caller and a course's certificate."""
    student_id = work.actor.user_id
    row = EnrollmentRepository(work.session).get_standing(request.course_id, student_id)
    access.ensure_sees(work.actor, row, enrolled=row.enrolled)
    rule = read_rule(CertificateRuleRepository(work.session).find(row.id))
    requirements = certifying.requirements_of(work, rule, row.id, student_id)
    register = CertificateRepository(work.session)
    latest = register.find_latest(row.id, student_id)
    entry = register.get_entry(latest.code) if latest else None
    return CertificateProgress(
        course_id=row.id,
        course_slug=row.slug,
        course_title=row.title,
        offered=rule.offered,
        requirements=requirements if rule.offered else [],
        earned=policy.is_earned(rule, requirements),
        certificate=to_certificate_card(entry, work.now.date()) if entry else None,
    )


def list_certificate_progress(
    work: UnitOfWork, request: ListCertificateProgress
) -> Page[CertificateProgress]:
    """The caller's courses whose certificate they have not got yet."""
    ids, following = CertificateRepository(work.session).list_offers(
        work.actor.user_id, request.after, request.limit
    )
    wishes = (GetCertificateProgress(course_id=course_id) for course_id in ids)
    return Page(items=[get_certificate_progress(work, wish) for wish in wishes], next=following)


def list_certificates(work: UnitOfWork, request: ListCertificates) -> Page[CertificateCard]:
    """The caller's certificates."""
    rows, following = CertificateRepository(work.session).list_of_holder(
        work.actor.user_id, request.after, request.limit
    )
    cards = (to_certificate_card(row, work.now.date()) for row in rows)
    return Page(items=[card for card in cards if card is not None], next=following)


def reissue_certificate(
    work: UnitOfWork, press: Press, request: ReissueCertificate
) -> CertificateCard:
    """Print it again under the name that the holder has now."""
    register = CertificateRepository(work.session)
    old = register.get_for_update(read_code(request.code))
    _ensure_own(work, old)
    policy.ensure_holds(policy.status_of(old, work.now.date()))
    name = PersonRepository(work.session).find_name(work.actor.user_id) or old.holder
    policy.ensure_renamed(old.holder, name)
    policy.ensure_seldom(register.list_reissues(old), work.now)
    certifying.replace(work, press, old, name)
    card = to_certificate_card(register.get_entry(old.superseded_by or ""), work.now.date())
    if card is None:
        raise CertificateNotFound("The certificate is gone.")
    return card


def get_open_badge(work: UnitOfWork, press: Press, request: GetOpenBadge) -> OpenBadge:
    """The caller's certificate as a credential for other programs."""
    found = CertificateRepository(work.session).get(read_code(request.code))
    _ensure_own(work, found)
    snapshot = read_snapshot(found)
    if snapshot is None:
        raise CertificateWithdrawn("The certificate was withdrawn with your data.")
    policy.ensure_holds(policy.status_of(found, work.now.date()))
    course = CourseRepository(work.session).get(found.course_id)
    rule = read_rule(CertificateRuleRepository(work.session).find(course.id))
    course_url = f"{press.public_url}/courses/{course.slug}"
    return badge_of(snapshot, course_url, press.public_url, rule, press.signer)


def get_certificate(work: UnitOfWork, request: GetCertificate) -> CertificateRecord:
    """What the register says of a code, to anybody."""
    found = CertificateRepository(work.session).get(read_code(request.code))
    return to_record(found, work.now.date())


def list_certificate_keys(
    work: UnitOfWork, press: Press, _: ListCertificateKeys
) -> CertificateKeySet:
    """Every key that ever signed, and the one that signs next."""
    known = {key.id: key.public_key for key in CertificateKeyRepository(work.session).list_all()}
    known = {press.signer.key_id: press.signer.public_key, **known}
    return CertificateKeySet(keys=[_jwk(key_id, public) for key_id, public in known.items()])


def get_certificate_key(
    work: UnitOfWork, press: Press, request: GetCertificateKey
) -> CertificateKey:
    """One of them."""
    if request.key_id == press.signer.key_id:
        return _jwk(press.signer.key_id, press.signer.public_key)
    key = CertificateKeyRepository(work.session).get(request.key_id)
    return _jwk(key.id, key.public_key)


def _ensure_own(work: UnitOfWork, certificate: models.Certificate) -> None:
    if certificate.student_id != work.actor.user_id:
        raise CertificateNotFound("You have no certificate with that code.")


def _jwk(key_id: str, public_key: bytes) -> CertificateKey:
    return CertificateKey(kty="OKP", crv="Ed25519", kid=key_id, x=encode(public_key))
