"""What buyers do, and what payment providers report."""

from aiohttp import web

from contracts.payments.errors import SignatureRefused
from contracts.payments.messages import (
    GetOrder,
    ListOrders,
    RecordStripeEvent,
    StartCheckout,
    VerifyOrder,
)
from gateway.endpoints import Endpoint, call_options
from gateway.keys import RPC

ENDPOINTS = (
    Endpoint("POST", "/v1/orders", StartCheckout, 201),
    Endpoint("GET", "/v1/orders", ListOrders),
    Endpoint("GET", "/v1/orders/{order_id}", GetOrder),
    Endpoint("POST", "/v1/orders/{order_id}/verification", VerifyOrder),
)


async def receive_stripe_event(request: web.Request) -> web.Response:
    """Hand a webhook's raw bytes to payments, which checks the signature before it reads them.

    The answer is 2xx only after the event is stored, so that Stripe tries again otherwise.
    """
    try:
        payload = (await request.read()).decode()
    except UnicodeDecodeError:
        raise SignatureRefused("The body is not UTF-8.") from None
    signature = request.headers.get("Stripe-Signature", "")
    message = RecordStripeEvent(payload=payload, signature=signature)
    await request.app[RPC].call(message, call_options(request, message))
    return web.Response(status=204)
