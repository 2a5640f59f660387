"""Tables of the accounts service, by noun."""

from services.accounts.models.audit import (
    AUDIT_TEXTS,
    NAMED_ELSEWHERE,
    OPERATOR_ID,
    UNNAMED,
    AuditEntry,
)
from services.accounts.models.base import (
    Base,
    bookkeeping,
    one_of,
)
from services.accounts.models.email_changes import (
    EmailChange,
)
from services.accounts.models.guardianships import (
    Consent,
    Guardianship,
)
from services.accounts.models.identities import (
    GoogleVisit,
    Identity,
)
from services.accounts.models.impersonations import (
    Impersonation,
)
from services.accounts.models.invitations import (
    Import,
    ImportRow,
    Invitation,
)
from services.accounts.models.keys import (
    SigningKey,
)
from services.accounts.models.passwords import (
    PasswordReset,
)
from services.accounts.models.people import (
    EmailConfirmation,
    Password,
    User,
)
from services.accounts.models.personal_data import (
    DataPart,
    DataRequest,
    RequestKind,
    TaughtCourse,
)
from services.accounts.models.profiles import (
    Profile,
    TeacherProfile,
)
from services.accounts.models.proposals import (
    Outcome,
    RoleProposal,
)
from services.accounts.models.second_factors import (
    Challenge,
    Passkey,
    Purpose,
    RecoveryCode,
    TotpFactor,
)
from services.accounts.models.sessions import (
    Attempt,
    KnownDevice,
    RefreshToken,
    Session,
)

__all__ = [
    "AUDIT_TEXTS",
    "NAMED_ELSEWHERE",
    "OPERATOR_ID",
    "UNNAMED",
    "Attempt",
    "AuditEntry",
    "Base",
    "Challenge",
    "Consent",
    "DataPart",
    "DataRequest",
    "EmailChange",
    "EmailConfirmation",
    "GoogleVisit",
    "Guardianship",
    "Identity",
    "Impersonation",
    "Import",
    "ImportRow",
    "Invitation",
    "KnownDevice",
    "Outcome",
    "Passkey",
    "Password",
    "PasswordReset",
    "Profile",
    "Purpose",
    "RecoveryCode",
    "RefreshToken",
    "RequestKind",
    "RoleProposal",
    "Session",
    "SigningKey",
    "TaughtCourse",
    "TeacherProfile",
    "TotpFactor",
    "User",
    "bookkeeping",
    "one_of",
]
