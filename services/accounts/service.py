"""The accounts service: its entrypoints, put together."""

from services.accounts.entrypoints.audit import Audit
from services.accounts.entrypoints.email_changes import EmailChanges
from services.accounts.entrypoints.google import GoogleSignIn
from services.accounts.entrypoints.guardianships import Guardianships
from services.accounts.entrypoints.impersonation import Impersonation
from services.accounts.entrypoints.invitations import Imports, Invitations
from services.accounts.entrypoints.passwords import Passwords
from services.accounts.entrypoints.people import People
from services.accounts.entrypoints.personal_data import PersonalData
from services.accounts.entrypoints.profiles import Profiles
from services.accounts.entrypoints.proposals import Proposals
from services.accounts.entrypoints.registration import Registration
from services.accounts.entrypoints.second_factors import SecondFactorDesk
from services.accounts.entrypoints.sessions import Sessions
from services.accounts.entrypoints.treatment import Treatment


class AccountsService(
    Registration,
    Sessions,
    Passwords,
    EmailChanges,
    GoogleSignIn,
    SecondFactorDesk,
    People,
    Profiles,
    Guardianships,
    PersonalData,
    Invitations,
    Imports,
    Treatment,
    Proposals,
    Impersonation,
    Audit,
):
    """People, what they may do, and what is known about them."""

    name = "accounts"
