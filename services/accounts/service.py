"""The accounts service: its entrypoints, put together."""

from services.accounts.entrypoints.audit import Audit
from services.accounts.entrypoints.invitations import Imports, Invitations
from services.accounts.entrypoints.people import People
from services.accounts.entrypoints.registration import Registration
from services.accounts.entrypoints.sessions import Sessions


class AccountsService(Registration, Sessions, People, Audit, Invitations, Imports):
    """People, roles, sessions and the audit log."""

    name = "accounts"
