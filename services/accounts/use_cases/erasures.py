"""Leaving: the account closes at once, then every service forgets the person."""

from uuid import UUID

import msgspec
import structlog

from contracts.accounts.messages import UserStatus
from contracts.accounts.personal_data import (
    Erasure,
    ErasureFinished,
    GetErasure,
    RequestErasure,
    StartedErasure,
)
from contracts.courses.events import CoursePublished, EnrollmentCreated
from contracts.privacy import HOLDERS, AccountsUserErased, ErasureRequested, UserErased
from contracts.types import Contact
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.repository import (
    DataRequestRepository,
    GuardianshipRepository,
    PersonalDataRepository,
    ProfileRepository,
    TaughtCourseRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint, new_secret
from services.accounts.use_cases.exports import to_parts
from services.accounts.use_cases.guardianships import leave_guardianships
from services.accounts.use_cases.profiles import retire_picture
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import end_sessions, outdate_tokens
from services.common.database import new_id
from services.common.sealing import seal, unseal
from services.common.work import Begin, UnitOfWork

log = structlog.get_logger()

ACCOUNT_DELETED = "account deleted"


def request_erasure(
    begin: Begin, settings: AccountsSettings, request: RequestErasure
) -> StartedErasure:
    """Close the caller's account and have every service forget them."""
    with begin() as work:
        people = UserRepository(work.session)
        admins = people.lock_admins()
        user = people.get_for_update(work.actor.user_id)
        policies.ensure_address_typed(policies.normalized_email(request.email), user)
        policies.ensure_academy_stays_led(user, admins)
        teaches = TaughtCourseRepository(work.session).teaches_students(user.id)
        policies.ensure_nobody_depends(teaches_students=teaches)
        row, token = start_erasure(work, settings, user)
        shown = _to_erasure(work, row)
    return StartedErasure(token=token, **msgspec.structs.asdict(shown))


def start_erasure(
    work: UnitOfWork, settings: AccountsSettings, user: models.User
) -> tuple[models.DataRequest, str]:
    """Close an account for good; the token shows how far the rest is."""
    token, contact = new_secret(), msgspec.json.encode(to_contact(user)).decode()
    values = {
        "id": new_id(),
        "user_id": user.id,
        "kind": models.RequestKind.ERASURE,
        "token_hash": fingerprint(token),
        "sealed_contact": seal(contact, settings.token_encryption_key),
        "requested_at": work.now,
    }
    row = policies.running(DataRequestRepository(work.session).open(values, HOLDERS))
    user.status = UserStatus.ERASED
    UserRepository(work.session).remove_password(user.id)
    end_sessions(work, user.id, ACCOUNT_DELETED)
    outdate_tokens(work, user)
    leave_guardianships(work, settings, user)
    called = policies.pseudonym(user.id)
    work.record(ErasureRequested(erasure_id=row.id, user_id=user.id, pseudonym=called))
    return row, token


def get_erasure(work: UnitOfWork, request: GetErasure) -> Erasure:
    """How far an erasure is, for whoever has its token."""
    row = DataRequestRepository(work.session).get_erasure(fingerprint(request.token))
    return _to_erasure(work, row)


def erase_user(work: UnitOfWork, event: ErasureRequested) -> None:
    """Forget a person here; doing it again changes nothing."""
    user = UserRepository(work.session).get_for_update(event.user_id)
    profile = ProfileRepository(work.session).find(user.id)
    if profile is not None:
        retire_picture(work, profile)
        work.session.flush()
    GuardianshipRepository(work.session).forget_address(user.email, user.id, event.pseudonym)
    PersonalDataRepository(work.session).erase(user.id)
    user.name, user.email = event.pseudonym, policies.erased_address(user.id)
    user.locale, user.confirmed_at = "en", None
    work.record(AccountsUserErased(erasure_id=event.erasure_id, user_id=user.id))


def note_erased(work: UnitOfWork, settings: AccountsSettings, event: UserErased) -> None:
    """A service has forgotten; after the last one the person gets their last mail."""
    requests = DataRequestRepository(work.session)
    row = requests.find_for_update(event.erasure_id)
    if row is None or row.finished_at is not None:
        return
    requests.answer(row.id, event.source, work.now, None)
    if not policies.is_complete(requests.list_parts(row.id)):
        return
    contact = unseal(row.sealed_contact or "", settings.token_encryption_key)
    row.finished_at, row.sealed_contact = work.now, None
    work.record(
        ErasureFinished(
            erasure_id=row.id, contact=msgspec.json.decode(contact.encode(), type=Contact)
        )
    )
    log.info("accounts.user.erased", user_id=str(row.user_id))


def erase_unconsented(begin: Begin, settings: AccountsSettings) -> None:
    """Delete accounts whose guardian has not agreed within a month."""
    with begin() as work:
        waiting = DataRequestRepository(work.session).list_unconsented(
            work.now - policies.CONSENT_WAIT
        )
    for user_id in waiting:
        _erase_unconsented(begin, settings, user_id)


def remember_taught_course(work: UnitOfWork, event: CoursePublished) -> None:
    """Keep who teaches a course."""
    courses = TaughtCourseRepository(work.session)
    courses.remember_course(event.course_id, event.teacher_id, event.title)


def remember_course_student(work: UnitOfWork, event: EnrollmentCreated) -> None:
    """Keep that somebody studies a course."""
    TaughtCourseRepository(work.session).remember_student(event.course_id)


def _erase_unconsented(begin: Begin, settings: AccountsSettings, user_id: UUID) -> None:
    with begin() as work:
        user = UserRepository(work.session).get_for_update(user_id)
        if user.status is UserStatus.AWAITING_CONSENT:
            start_erasure(work, settings, user)


def _to_erasure(work: UnitOfWork, row: models.DataRequest) -> Erasure:
    return Erasure(
        state=policies.erasure_state(row),
        parts=to_parts(DataRequestRepository(work.session).list_parts(row.id)),
        requested_at=row.requested_at,
        finished_at=row.finished_at,
    )
