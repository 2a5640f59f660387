"""Attempts to pay a session, and the payment intents they leave behind."""

from typing import Literal

from aiohttp import web

from tests.simulators.stripe import objects
from tests.simulators.stripe.api import answer, named, parameters
from tests.simulators.stripe.cards import Card
from tests.simulators.stripe.params import Params
from tests.simulators.stripe.store import PRIVATE, Thing, new_id
from tests.simulators.stripe.world import WORLD, World

routes = web.RouteTableDef()

Outcome = Literal["succeeds", "authenticates", "declines"]


@routes.get("/v1/payment_intents/{id}")
async def get_intent(request: web.Request) -> web.Response:
    """One payment intent as it stands."""
    params = await parameters(request, Params)
    intents = request.app[WORLD].store.intents
    return answer(request, named(request, intents, "payment_intent", "intent"), params)


async def attempt(
    world: World, session: Thing, card: Card, *, authenticated: bool = False
) -> Outcome:
    """Try to pay an open session; a decline leaves it open for another card."""
    intent = _intent(world, session)
    if card.outcome == "declines":
        await _decline(world, intent, card)
        return "declines"
    if card.outcome == "authenticates" and not authenticated:
        intent.update(status="requires_action", next_action={"type": "use_stripe_sdk"})
        return "authenticates"
    await _succeed(world, session, intent, card)
    return "succeeds"


def _intent(world: World, session: Thing) -> Thing:
    """The intent of earlier attempts, or a new one."""
    known = session[PRIVATE].get("intent_id")
    if known is not None:
        return world.store.intents[known]
    intent = objects.intent(session, world.clock.now())
    world.store.intents[intent["id"]] = intent
    session[PRIVATE]["intent_id"] = intent["id"]
    return intent


async def _decline(world: World, intent: Thing, card: Card) -> None:
    error = {
        "type": "card_error",
        "code": card.code,
        "decline_code": card.decline_code,
        "message": card.message,
    }
    intent.update(status="requires_payment_method", last_payment_error=error, next_action=None)
    await world.announce(("payment_intent.payment_failed", intent))


async def _succeed(world: World, session: Thing, intent: Thing, card: Card) -> None:
    intent["payment_method"] = new_id("pm_1")
    charge = objects.charge(intent, card.number[-4:], world.clock.now())
    world.store.charges[charge["id"]] = charge
    intent.update(
        status="succeeded",
        amount_received=intent["amount"],
        latest_charge=charge["id"],
        last_payment_error=None,
        next_action=None,
    )
    session.update(status="complete", payment_status="paid", payment_intent=intent["id"], url=None)
    await world.announce(
        ("payment_intent.succeeded", intent), ("checkout.session.completed", session)
    )
