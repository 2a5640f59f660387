"""Stripe's test cards and what comes of each."""

from typing import Literal

from msgspec import Struct


class Card(Struct, frozen=True):
    """A test card; a decline has a code and the sentence that its owner reads."""

    number: str
    outcome: Literal["succeeds", "authenticates", "declines"]
    label: str
    code: str = ""
    decline_code: str | None = None
    message: str = ""


_CARDS = (
    Card("4242424242424242", "succeeds", "Succeeds"),
    Card("4000000000003220", "authenticates", "Asks to confirm"),
    Card(
        "4000000000000002",
        "declines",
        "Is declined",
        "card_declined",
        "generic_decline",
        "Your card was declined.",
    ),
    Card(
        "4000000000009995",
        "declines",
        "Has insufficient funds",
        "card_declined",
        "insufficient_funds",
        "Your card has insufficient funds.",
    ),
    Card(
        "4000000000000069",
        "declines",
        "Has expired",
        "expired_card",
        None,
        "Your card has expired.",
    ),
)
CARDS = {card.number: card for card in _CARDS}
SHOWN = _CARDS[:3]

_UNKNOWN = Card(
    "",
    "declines",
    "",
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Only test cards work here, such as 4242 4242 4242 4242.",
)
AUTHENTICATION_FAILED = Card(
    "4000000000003220",
    "declines",
    "",
    "payment_intent_authentication_failure",
    None,
    "We are unable to authenticate your payment method. Try again or use another card.",
)


def card(number: str) -> Card:
    """The test card with this number, however it is spaced."""
    digits = "".join(char for char in number if char.isdigit())
    return CARDS.get(digits, _UNKNOWN)
