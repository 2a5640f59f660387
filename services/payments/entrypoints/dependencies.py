"""What every entrypoint of the service can use."""

from contracts.audit import PaymentsAdminActed
from services.common.provider import Parcels, Work
from services.payments import models
from services.payments.integrations.stripe import Stripe


class Dependencies:
    """Units of work, the payment provider and sealed parcels."""

    work = Work(models.Base, models.bookkeeping, audit=PaymentsAdminActed)
    stripe = Stripe()
    parcels = Parcels()
