"""Refunds of charges, whole or in part."""

from aiohttp import web

from tests.simulators.stripe import objects
from tests.simulators.stripe.api import answer, listing, named, parameters
from tests.simulators.stripe.errors import Refusal, missing, refused_parameter
from tests.simulators.stripe.params import CreateRefund, Params
from tests.simulators.stripe.store import Store, Thing
from tests.simulators.stripe.world import WORLD

routes = web.RouteTableDef()


@routes.post("/v1/refunds")
async def create_refund(request: web.Request) -> web.Response:
    """Send money back to the card it came from."""
    world = request.app[WORLD]
    params = await parameters(request, CreateRefund)
    charge = _charge(world.store, params)
    amount = _amount(charge, params)
    refund = objects.refund(charge, params, amount, world.clock.now())
    world.store.refunds[refund["id"]] = refund
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    await world.announce(
        ("refund.created", refund),
        ("charge.refunded", charge),
        ("refund.updated", refund),
        request=request,
    )
    return answer(request, refund, params)


@routes.get("/v1/refunds")
async def list_refunds(request: web.Request) -> web.Response:
    """Refunds, newest first."""
    return await listing(request, request.app[WORLD].store.refunds)


@routes.get("/v1/refunds/{id}")
async def get_refund(request: web.Request) -> web.Response:
    """One refund."""
    params = await parameters(request, Params)
    return answer(request, named(request, request.app[WORLD].store.refunds, "refund", "id"), params)


def _charge(store: Store, params: CreateRefund) -> Thing:
    """The charge a refund is for, named directly or through its payment intent."""
    if params.payment_intent is not None:
        return _charge_of_intent(store, params.payment_intent)
    if params.charge is None:
        message = "One of the following params should be provided: payment_intent or charge."
        raise refused_parameter(message, "parameter_missing", "payment_intent")
    if params.charge not in store.charges:
        raise missing("charge", params.charge, "charge")
    return store.charges[params.charge]


def _charge_of_intent(store: Store, intent_id: str) -> Thing:
    intent = store.intents.get(intent_id)
    if intent is None:
        raise missing("payment_intent", intent_id, "payment_intent")
    if intent["latest_charge"] is None:
        message = f"This PaymentIntent ({intent_id}) does not have a successful charge to refund."
        raise Refusal(message, code="payment_intent_unexpected_state", param="payment_intent")
    return store.charges[intent["latest_charge"]]


def _amount(charge: Thing, params: CreateRefund) -> int:
    """What is to go back: the wish, or all that is left."""
    left: int = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise Refusal(message, code="charge_already_refunded")
    if params.amount is not None and params.amount > left:
        message = f"Refund amount ({params.amount}) is greater than unrefunded amount ({left})."
        raise Refusal(message, param="amount")
    return params.amount or left
