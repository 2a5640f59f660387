"""Handing out what is kept about a person, and forgetting them."""

from msgspec import to_builtins

from contracts.courses.resources import CourseStatus
from contracts.privacy import (
    CoursesUserErased,
    CoursesUserExported,
    ErasureRequested,
    ExportRequested,
)
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.repository.attempts import AnswerFileRepository
from services.courses.repository.certificate_rules import CertificateFactRepository
from services.courses.repository.certificates import CertificateRepository
from services.courses.repository.personal_data import PersonalDataRepository
from services.courses.use_cases.publication import take_out


def export_user(work: UnitOfWork, parcels: ParcelService, event: ExportRequested) -> None:
    """What somebody studies and teaches."""
    content = PersonalDataRepository(work.session).collect(event.user_id)
    work.record(
        CoursesUserExported(
            export_id=event.export_id,
            user_id=event.user_id,
            sealed_content=parcels.pack(to_builtins(content)),
        )
    )


def erase_user(work: UnitOfWork, store: FileStore, event: ErasureRequested) -> None:
    """Forget a person; doing it again changes nothing.

    What students study stays, under the pseudonym: they have a right to it. What nobody studies
    leaves the catalogue, and what nobody has seen is deleted. Of their certificates the codes stay,
    so that nobody else seems to have made them up. The stars they gave keep counting without a
    name; what they wrote about courses goes.
    """
    people = PersonalDataRepository(work.session)
    for course_id in people.list_unpublished(event.user_id):
        for file_id in people.remove_course(course_id):
            store.remove(file_id)
    for package_id in people.forget_packages(event.user_id):
        store.remove(package_id)
    for course in people.list_without_students(event.user_id):
        take_out(work, course)
        course.status = CourseStatus.ARCHIVED
    for file_id in AnswerFileRepository(work.session).remove_of_student(event.user_id):
        store.remove(file_id)
    people.forget_studies(event.user_id)
    _forget_certificates(work, store, event)
    people.forget_reviews(event.user_id)
    people.rename(event.user_id, event.pseudonym, work.now)
    work.record(CoursesUserErased(erasure_id=event.erasure_id, user_id=event.user_id))


def _forget_certificates(work: UnitOfWork, store: FileStore, event: ErasureRequested) -> None:
    CertificateFactRepository(work.session).forget(event.user_id)
    for file_id in CertificateRepository(work.session).withdraw(event.user_id, work.now):
        store.remove(file_id)
