"""Certificates: earning, showing, verifying and ending them."""

from contracts.courses.certificate_register import (
    AdminCertificate,
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificate_rules import (
    CertificateCandidate,
    CourseCertificate,
    GetCourseCertificate,
    ListCertificateCandidates,
    MarkAttendance,
    RemoveAttendance,
    RenewCertificate,
    SetCertificateRule,
    SignOffStudent,
)
from contracts.courses.certificates import (
    CertificateCard,
    CertificateFile,
    CertificateKey,
    CertificateKeySet,
    CertificateProgress,
    CertificateRecord,
    CheckCertificateFile,
    FileCheck,
    GetCertificate,
    GetCertificateFile,
    GetCertificateKey,
    GetCertificateProgress,
    GetOpenBadge,
    ListCertificateKeys,
    ListCertificateProgress,
    ListCertificates,
    OpenBadge,
    ReissueCertificate,
)
from contracts.types import Page
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import (
    certificate_files,
    certificate_register,
    certificate_rules,
    certificates,
    certifying,
)


class Certificates(Dependencies):
    """What teachers ask for, what students get, and what anybody can check."""

    @handles
    def get_course_certificate(
        self, work: UnitOfWork, request: GetCourseCertificate
    ) -> CourseCertificate:
        """When a course gives a certificate."""
        return certificate_rules.get_course_certificate(work, request)

    @handles
    def set_certificate_rule(
        self, work: UnitOfWork, request: SetCertificateRule
    ) -> CourseCertificate:
        """Say when a course gives a certificate."""
        return certificate_rules.set_certificate_rule(work, request)

    @handles
    def list_certificate_candidates(
        self, work: UnitOfWork, request: ListCertificateCandidates
    ) -> Page[CertificateCandidate]:
        """The students of a course and how far they are."""
        return certificate_rules.list_certificate_candidates(work, request)

    @handles
    def sign_off_student(self, work: UnitOfWork, request: SignOffStudent) -> CertificateCandidate:
        """Vouch for a student, or take it back."""
        return certificate_rules.sign_off_student(work, self.press, request)

    @handles
    def mark_attendance(self, work: UnitOfWork, request: MarkAttendance) -> CertificateCandidate:
        """Note an attended class."""
        return certificate_rules.mark_attendance(work, self.press, request)

    @handles
    def remove_attendance(
        self, work: UnitOfWork, request: RemoveAttendance
    ) -> CertificateCandidate:
        """Take a mark back."""
        return certificate_rules.remove_attendance(work, request)

    @handles
    def renew_certificate(
        self, work: UnitOfWork, request: RenewCertificate
    ) -> CertificateCandidate:
        """Give an ended certificate again."""
        return certificate_rules.renew_certificate(work, self.press, request)

    @handles
    def get_certificate_progress(
        self, work: UnitOfWork, request: GetCertificateProgress
    ) -> CertificateProgress:
        """What the caller still has to do in a course."""
        return certificates.get_certificate_progress(work, request)

    @handles
    def list_certificate_progress(
        self, work: UnitOfWork, request: ListCertificateProgress
    ) -> Page[CertificateProgress]:
        """What the caller still has to do in all their courses."""
        return certificates.list_certificate_progress(work, request)

    @handles
    def list_certificates(
        self, work: UnitOfWork, request: ListCertificates
    ) -> Page[CertificateCard]:
        """The caller's certificates."""
        return certificates.list_certificates(work, request)

    @handles
    def reissue_certificate(self, work: UnitOfWork, request: ReissueCertificate) -> CertificateCard:
        """Print a certificate under the holder's new name."""
        return certificates.reissue_certificate(work, self.press, request)

    @handles
    def get_open_badge(self, work: UnitOfWork, request: GetOpenBadge) -> OpenBadge:
        """A certificate as a credential."""
        return certificates.get_open_badge(work, self.press, request)

    @handles
    def get_certificate(self, work: UnitOfWork, request: GetCertificate) -> CertificateRecord:
        """What the register says of a code."""
        return certificates.get_certificate(work, request)

    @handles_in_steps
    def get_certificate_file(self, begin: Begin, request: GetCertificateFile) -> CertificateFile:
        """A certificate as a PDF."""
        return certificate_files.get_certificate_file(begin, self.press, self.files, request)

    @handles_in_steps
    def check_certificate_file(self, begin: Begin, request: CheckCertificateFile) -> FileCheck:
        """Whether a PDF is genuine."""
        return certificate_files.check_certificate_file(begin, self.press, request)

    @handles
    def list_certificate_keys(
        self, work: UnitOfWork, request: ListCertificateKeys
    ) -> CertificateKeySet:
        """The public keys of certificates."""
        return certificates.list_certificate_keys(work, self.press, request)

    @handles
    def get_certificate_key(self, work: UnitOfWork, request: GetCertificateKey) -> CertificateKey:
        """One public key."""
        return certificates.get_certificate_key(work, self.press, request)

    @handles
    def list_all_certificates(
        self, work: UnitOfWork, request: ListAllCertificates
    ) -> Page[AdminCertificate]:
        """The register, for staff."""
        return certificate_register.list_all_certificates(work, request)

    @handles
    def revoke_certificate(self, work: UnitOfWork, request: RevokeCertificate) -> AdminCertificate:
        """End a certificate."""
        return certificate_register.revoke_certificate(work, request)

    @handles
    def supersede_certificate(
        self, work: UnitOfWork, request: SupersedeCertificate
    ) -> AdminCertificate:
        """Correct a certificate."""
        return certificate_register.supersede_certificate(work, self.press, request)

    @every(seconds=15)
    def issue_earned_certificates(self, begin: Begin) -> None:
        """Give certificates to whom they were due."""
        certifying.sweep(begin, self.press)
