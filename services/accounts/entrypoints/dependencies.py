"""What every entrypoint of the service can use."""

from contracts.audit import AccountsAdminActed
from services.accounts import models
from services.accounts.integrations.providers import Files, Passwords, Settings, StoredPictures
from services.common.provider import Parcels, Work


class Dependencies:
    """Units of work, password hashing, files, sealed parcels and settings."""

    work = Work(models.Base, models.bookkeeping, audit=AccountsAdminActed)
    passwords = Passwords()
    pictures = StoredPictures()
    files = Files()
    parcels = Parcels()
    settings = Settings()
