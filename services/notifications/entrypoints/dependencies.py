"""What every entrypoint of the service can use."""

from services.common.provider import Parcels, Work
from services.notifications import models
from services.notifications.integrations.providers import Settings, Smtp


class Dependencies:
    """Units of work, the mail server, sealed parcels and settings."""

    work = Work(models.Base, models.bookkeeping)
    mailer = Smtp()
    parcels = Parcels()
    settings = Settings()
