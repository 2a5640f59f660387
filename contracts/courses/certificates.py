"""What students, strangers and staff ask about certificates."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.types import Cursor, Page, PageSize

Code = Annotated[str, Meta(min_length=16, max_length=40)]
"""A certificate's code as somebody types it: dashes, blanks and small letters do not matter."""
CertificateFileBytes = Annotated[bytes, Meta(max_length=700_000)]


class CertificateStatus(StrEnum):
    """Whether a certificate still says what is true."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class CertificateSnapshot(Message, frozen=True, kw_only=True):
    """Everything that is printed, as it was on the day of issue; these are the signed bytes.

    `grade` is in percent, `minutes` is the length of the lessons, and `language` is the course's,
    which is printed in its direction. `template` is the SHA-256 of what prints them.
    """

    version: int
    code: str
    academy: str
    language: str
    holder: str
    course: str
    edition: int | None
    teacher: str
    lessons: int
    minutes: int
    grade: int | None
    attended_classes: int
    issued_on: date
    expires_on: date | None
    template: str


class SignedCertificate(Message, frozen=True, kw_only=True):
    """A snapshot with its Ed25519 signature (base64url) and the id of the key."""

    snapshot: CertificateSnapshot
    key_id: str
    signature: str


class CertificateRecord(Message, frozen=True, kw_only=True):
    """What the register says of a code, to anybody; who was forgotten has no snapshot."""

    code: str
    status: CertificateStatus
    certificate: SignedCertificate | None
    issued_at: datetime
    revoked_at: datetime | None
    revocation_reason: str
    superseded_by: str | None


class CertificateCard(Message, frozen=True, kw_only=True):
    """A certificate in its holder's list; `renamed` when it can be printed with a new name."""

    code: str
    status: CertificateStatus
    course_id: UUID
    course_slug: str
    course_title: str
    holder: str
    teacher: str
    grade: int | None
    issued_on: date
    expires_on: date | None
    renamed: bool


class RequirementKind(StrEnum):
    """What a course can ask for before it gives a certificate."""

    LESSONS = "lessons"
    QUIZ_AVERAGE = "quiz_average"
    EACH_QUIZ = "each_quiz"
    CLASSES = "classes"
    SIGN_OFF = "sign_off"


class Requirement(Message, frozen=True, kw_only=True):
    """One thing that is asked for, and how far somebody is: lessons, percent, quizzes, classes.

    `total` is out of how many; `percent` is what each quiz or the lessons have to reach.
    """

    kind: RequirementKind
    met: bool
    reached: int
    needed: int
    total: int
    percent: int | None = None


class CertificateProgress(Message, frozen=True, kw_only=True):
    """What still lies between the caller and a course's certificate."""

    course_id: UUID
    course_slug: str
    course_title: str
    offered: bool
    requirements: list[Requirement]
    earned: bool
    certificate: CertificateCard | None


class CertificateFile(Message, frozen=True, kw_only=True):
    """Where the bytes of a rendered certificate lie, and what to call them."""

    file_id: UUID
    name: str


class CertificateKey(Message, frozen=True, kw_only=True):
    """A public key that certificates were signed with (RFC 8037)."""

    kty: str
    crv: str
    kid: str
    x: str
    use: str = "sig"
    alg: str = "EdDSA"


class CertificateKeySet(Message, frozen=True, kw_only=True):
    """Every public key that ever signed a certificate; none is taken away."""

    keys: list[CertificateKey]


class OpenBadge(Message, frozen=True, kw_only=True):
    """An Open Badges 3.0 credential: the compact JWS, and the document that it signs."""

    credential: dict[str, Any]
    jwt: str


class FileVerdict(StrEnum):
    """What a dropped file turned out to be."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


class CheckReason(StrEnum):
    """Why a file is not genuine."""

    NO_CERTIFICATE_INSIDE = "no_certificate_inside"
    NOT_IN_REGISTER = "not_in_register"
    SIGNATURE_WRONG = "signature_wrong"
    FIELDS_DIFFER = "fields_differ"
    FILE_CHANGED = "file_changed"
    WITHDRAWN = "withdrawn"


class FieldDifference(Message, frozen=True, kw_only=True):
    """A field whose value in the file is not the one in the register."""

    field: str
    in_file: str
    in_register: str


class FileCheck(Message, frozen=True, kw_only=True):
    """What a file is, why, and what the register says of the code inside it."""

    verdict: FileVerdict
    reason: CheckReason | None
    differences: list[FieldDifference]
    record: CertificateRecord | None


class GetCertificateProgress(Query[CertificateProgress], frozen=True, kw_only=True):
    """What still lies between the caller and a course's certificate."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class ListCertificateProgress(Query[Page[CertificateProgress]], frozen=True, kw_only=True):
    """The caller's courses with a certificate, newest enrollment first."""

    service: ClassVar[str] = "courses"

    after: Cursor | None = None
    limit: PageSize = 24


class ListCertificates(Query[Page[CertificateCard]], frozen=True, kw_only=True):
    """The caller's certificates, newest first."""

    service: ClassVar[str] = "courses"

    after: Cursor | None = None
    limit: PageSize = 24


class ReissueCertificate(Command[CertificateCard], frozen=True, kw_only=True):
    """Print the caller's certificate again under the name they have now."""

    service: ClassVar[str] = "courses"

    code: Code


class GetOpenBadge(Query[OpenBadge], frozen=True, kw_only=True):
    """The caller's certificate as an Open Badges 3.0 credential."""

    service: ClassVar[str] = "courses"

    code: Code


class GetCertificate(Query[CertificateRecord], frozen=True, kw_only=True):
    """What the register says of a code."""

    service: ClassVar[str] = "courses"

    code: Code


class GetCertificateFile(Query[CertificateFile], frozen=True, kw_only=True):
    """The certificate as a PDF, rendered from its snapshot."""

    service: ClassVar[str] = "courses"

    code: Code


class CheckCertificateFile(Query[FileCheck], frozen=True, kw_only=True):
    """Whether a PDF is the academy's; nothing of it is stored."""

    service: ClassVar[str] = "courses"

    content: CertificateFileBytes


class ListCertificateKeys(Query[CertificateKeySet], frozen=True, kw_only=True):
    """The public keys of all certificates."""

    service: ClassVar[str] = "courses"


class GetCertificateKey(Query[CertificateKey], frozen=True, kw_only=True):
    """One of the public keys."""

    service: ClassVar[str] = "courses"

    key_id: Annotated[str, Meta(min_length=1, max_length=64)]
