"""Prices in different currencies, side by side."""

from contracts.types import Money

EURO_CENTS_PER_UNIT = {
    "EUR": 1.0,
    "USD": 0.9,
    "GBP": 1.15,
    "CHF": 1.05,
    "CAD": 0.65,
    "AUD": 0.6,
    "INR": 0.01,
    "BRL": 0.16,
    "TRY": 0.025,
    "SAR": 0.24,
    "AED": 0.245,
    "JPY": 0.6,
}
"""Rough worth of one minor unit; only the order of a list hangs on it, never what is paid."""


def comparable_price(price: Money) -> int:
    """About how many euro cents a price is worth, to sort a list that mixes currencies."""
    return round(price.amount * EURO_CENTS_PER_UNIT.get(price.currency, 1.0))
