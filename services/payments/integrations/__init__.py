"""Payment providers, each behind `services.payments.provider.PaymentProvider`."""
