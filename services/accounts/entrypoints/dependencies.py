"""What every entrypoint of the service can use."""

from contracts.audit import AccountsAdminActed
from services.accounts import models
from services.accounts.integrations.providers import Passwords, Settings, StoredPictures
from services.common.provider import Work


class Dependencies:
    """Units of work, password hashing, pictures and settings."""

    work = Work(models.Base, models.bookkeeping, audit=AccountsAdminActed)
    passwords = Passwords()
    pictures = StoredPictures()
    settings = Settings()
