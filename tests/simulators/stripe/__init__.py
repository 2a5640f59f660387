"""Stripe's API, payment page and signed webhooks, as far as a one-off purchase needs them."""
