"""The accounts service: its entrypoints, put together."""

from services.accounts.entrypoints.audit import Audit
from services.accounts.entrypoints.guardianships import Guardianships
from services.accounts.entrypoints.people import People
from services.accounts.entrypoints.personal_data import PersonalData
from services.accounts.entrypoints.profiles import Profiles
from services.accounts.entrypoints.registration import Registration
from services.accounts.entrypoints.sessions import Sessions


class AccountsService(Registration, Sessions, People, Profiles, Guardianships, PersonalData, Audit):
    """People, roles, sessions and the audit log."""

    name = "accounts"
