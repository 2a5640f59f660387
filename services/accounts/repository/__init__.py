"""Every query of the accounts service, by noun."""

from services.accounts.repository.attempts import AttemptRepository, Window
from services.accounts.repository.audit import AuditRepository
from services.accounts.repository.confirmations import ConfirmationRepository
from services.accounts.repository.devices import DeviceRepository
from services.accounts.repository.email_changes import EmailChangeRepository
from services.accounts.repository.guardianships import GuardianshipRepository
from services.accounts.repository.identities import GoogleVisitRepository, IdentityRepository
from services.accounts.repository.impersonations import ImpersonationRepository
from services.accounts.repository.imports import ImportRepository
from services.accounts.repository.invitations import InvitationRepository
from services.accounts.repository.keys import SigningKeyRepository
from services.accounts.repository.passkeys import PasskeyRepository
from services.accounts.repository.passwords import PasswordRepository
from services.accounts.repository.personal_data import (
    DataRequestRepository,
    PersonalDataRepository,
    TaughtCourseRepository,
)
from services.accounts.repository.profiles import (
    ProfileRepository,
    TeacherRepository,
)
from services.accounts.repository.proposals import (
    ProposalRepository,
)
from services.accounts.repository.second_factors import (
    ChallengeRepository,
    RecoveryCodeRepository,
    TotpRepository,
)
from services.accounts.repository.sessions import (
    SessionRepository,
)
from services.accounts.repository.users import (
    UserRepository,
)
from services.accounts.repository.ways import (
    WaysRepository,
)

__all__ = [
    "AttemptRepository",
    "AuditRepository",
    "ChallengeRepository",
    "ConfirmationRepository",
    "DataRequestRepository",
    "DeviceRepository",
    "EmailChangeRepository",
    "GoogleVisitRepository",
    "GuardianshipRepository",
    "IdentityRepository",
    "ImpersonationRepository",
    "ImportRepository",
    "InvitationRepository",
    "PasskeyRepository",
    "PasswordRepository",
    "PersonalDataRepository",
    "ProfileRepository",
    "ProposalRepository",
    "RecoveryCodeRepository",
    "SessionRepository",
    "SigningKeyRepository",
    "TaughtCourseRepository",
    "TeacherRepository",
    "TotpRepository",
    "UserRepository",
    "WaysRepository",
    "Window",
]
