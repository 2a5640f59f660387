"""What every entrypoint of the service can use."""

from services.common.provider import Parcels, Work
from services.payments import models
from services.payments.integrations.stripe import Stripe


class Dependencies:
    """Units of work, the payment provider and sealed parcels."""

    work = Work(models.Base, models.bookkeeping)
    stripe = Stripe()
    parcels = Parcels()
