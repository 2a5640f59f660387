"""Prices in different currencies, side by side."""

import re
from decimal import Decimal

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


WITHOUT_DECIMALS = {"JPY", "KRW", "VND", "CLP"}
WRITTEN = re.compile(r"^(?P<amount>\d{1,7}(?:\.\d{1,2})?) (?P<currency>[A-Z]{3})$")


def read_price(written: str) -> Money:
    """A price as people write it, like `49.00 EUR`; raises `ValueError`."""
    found = WRITTEN.match(written.strip())
    if found is None:
        raise ValueError(f"{written!r} is not a price. Write it like: 49.00 EUR")
    places = 0 if found["currency"] in WITHOUT_DECIMALS else 2
    amount = Decimal(found["amount"]).scaleb(places)
    if amount != amount.to_integral_value():
        raise ValueError(f"{found['currency']} has no smaller unit than a whole one.")
    return Money(amount=int(amount), currency=found["currency"])
