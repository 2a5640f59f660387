"""Settings of the payments service."""

import msgspec


class PaymentsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How Stripe is reached, and where it sends buyers back to."""

    public_url: str
    stripe_api_url: str
    stripe_secret_key: str
    stripe_webhook_secret: str
    """One secret, or two separated by a comma while one replaces the other."""

    @property
    def webhook_secrets(self) -> list[str]:
        """Every secret that a webhook may be signed with."""
        return self.stripe_webhook_secret.split(",")
