"""Bracketed form parameters, read as Stripe reads them."""

import pytest

from tests.simulators.stripe.errors import Refusal
from tests.simulators.stripe.pages import money
from tests.simulators.stripe.params import CreateRefund, Listing, nest, read


def test_brackets_become_a_tree() -> None:
    pairs = [
        ("mode", "payment"),
        ("line_items[0][price_data][currency]", "eur"),
        ("line_items[1][quantity]", "2"),
        ("metadata[order_id]", "7"),
        ("expand[]", "payment_intent"),
    ]

    assert nest(pairs) == {
        "mode": "payment",
        "line_items": [{"price_data": {"currency": "eur"}}, {"quantity": "2"}],
        "metadata": {"order_id": "7"},
        "expand": ["payment_intent"],
    }


def test_numbers_and_bounds_are_read() -> None:
    found = read([("limit", "3"), ("created[gte]", "100")], Listing)

    assert (found.limit, found.created and found.created.gte) == (3, 100)


@pytest.mark.parametrize(
    ("pairs", "code", "param"),
    [
        ([("amount", "x")], "parameter_invalid_integer", "amount"),
        ([("amount", "0")], "parameter_invalid", "amount"),
        ([("reason", "boredom")], "parameter_invalid", "reason"),
        ([("colour", "red")], "parameter_unknown", "colour"),
        ([("metadata[k]", "v" * 501)], "parameter_invalid", "metadata"),
    ],
)
def test_the_first_wrong_parameter_is_named(
    pairs: list[tuple[str, str]], code: str, param: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        read(pairs, CreateRefund)

    assert (refusal.value.fields["code"], refusal.value.fields["param"]) == (code, param)
    assert not refusal.value.stored


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (4900, "eur", "€49.00"),
        (123456, "usd", "$1,234.56"),
        (500, "jpy", "¥500"),
        (990, "chf", "9.90 CHF"),
    ],
)
def test_amounts_are_shown_with_the_decimals_of_their_currency(
    amount: int, currency: str, text: str
) -> None:
    assert money(amount, currency) == text
