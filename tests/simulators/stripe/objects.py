"""How Stripe's objects look on the wire."""

import msgspec

from tests.simulators.stripe.params import CreateRefund, CreateSession
from tests.simulators.stripe.store import API_VERSION, PRIVATE, Thing, new_id

DAY = 24 * 3600


def session(params: CreateSession, now: int, base_url: str) -> Thing:
    """A Checkout Session that waits for its customer."""
    session_id = new_id("cs_test", 58)
    return {
        **_amounts(params),
        "id": session_id,
        "object": "checkout.session",
        "cancel_url": params.cancel_url,
        "client_reference_id": params.client_reference_id,
        "created": now,
        "customer": None,
        "customer_details": {"email": params.customer_email, "name": None},
        "customer_email": params.customer_email,
        "expires_at": params.expires_at or now + DAY,
        "livemode": False,
        "locale": params.locale,
        "metadata": params.metadata,
        "mode": params.mode,
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "status": "open",
        "success_url": params.success_url,
        "ui_mode": params.ui_mode,
        "url": f"{base_url}/pay/{session_id}",
        PRIVATE: msgspec.to_builtins(
            {"intent": params.payment_intent_data, "lines": params.line_items}
        ),
    }


def _amounts(params: CreateSession) -> Thing:
    total = sum(item.price_data.unit_amount * item.quantity for item in params.line_items)
    return {
        "amount_subtotal": total,
        "amount_total": total,
        "currency": params.line_items[0].price_data.currency,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    }


def intent(checkout: Thing, now: int) -> Thing:
    """The payment intent that the first attempt to pay a session makes."""
    params = checkout[PRIVATE]["intent"]
    intent_id = new_id("pi_3")
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": checkout["amount_total"],
        "amount_capturable": 0,
        "amount_received": 0,
        "capture_method": "automatic_async",
        "client_secret": f"{intent_id}_secret_{new_id('s')}",
        "confirmation_method": "automatic",
        "created": now,
        "currency": checkout["currency"],
        "description": params["description"],
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": params["metadata"],
        "payment_method": None,
        "payment_method_types": ["card"],
        "receipt_email": params["receipt_email"],
        "status": "requires_payment_method",
    }


def charge(paid: Thing, last4: str, now: int) -> Thing:
    """The money that moved for a payment intent."""
    return {
        "id": new_id("ch_3"),
        "object": "charge",
        "amount": paid["amount"],
        "amount_captured": paid["amount"],
        "amount_refunded": 0,
        "balance_transaction": new_id("txn_3"),
        "captured": True,
        "created": now,
        "currency": paid["currency"],
        "disputed": False,
        "livemode": False,
        "metadata": paid["metadata"],
        "outcome": {"network_status": "approved_by_network", "type": "authorized"},
        "paid": True,
        "payment_intent": paid["id"],
        "payment_method": paid["payment_method"],
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": last4}},
        "refunded": False,
        "status": "succeeded",
    }


def refund(charged: Thing, params: CreateRefund, amount: int, now: int) -> Thing:
    """Money on its way back to a card."""
    return {
        "id": new_id("re_3"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn_3"),
        "charge": charged["id"],
        "created": now,
        "currency": charged["currency"],
        "destination_details": {"type": "card", "card": {"type": "refund"}},
        "metadata": params.metadata,
        "payment_intent": charged["payment_intent"],
        "reason": params.reason,
        "status": "succeeded",
    }


def event(kind: str, thing: Thing, now: int, request: Thing) -> Thing:
    """The envelope of a webhook around a snapshot of *thing*."""
    return {
        "id": new_id("evt_1"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": thing},
        "livemode": False,
        "pending_webhooks": 1,
        "request": request,
        "type": kind,
    }
