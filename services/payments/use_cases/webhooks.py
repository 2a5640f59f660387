"""Webhooks: verified, stored once, and then only a reason to go and look."""

import structlog

from contracts.payments.messages import OrderStatus, ProviderEventRecorded, RecordStripeEvent
from services.common.work import Begin, UnitOfWork
from services.payments.provider import PaymentProvider
from services.payments.repository import MoneyRepository, OrderRepository
from services.payments.use_cases.settlement import look_at_order

log = structlog.get_logger()


def record_stripe_event(
    work: UnitOfWork, provider: PaymentProvider, request: RecordStripeEvent
) -> None:
    """Keep an authentic webhook once and announce it to whoever looks at its order."""
    event = provider.read_event(request.payload, request.signature)
    values = {
        "provider": provider.name,
        "event_id": event.id,
        "event_type": event.type,
        "order_id": event.order_id,
        "received_at": work.now,
    }
    is_new = MoneyRepository(work.session).add_provider_event(values)
    if is_new and event.order_id is not None:
        work.record(
            ProviderEventRecorded(
                event_id=event.id, order_id=event.order_id, reference=event.reference
            )
        )


def follow_provider_event(
    begin: Begin, provider: PaymentProvider, event: ProviderEventRecorded
) -> None:
    """Look at the payment page that a webhook is about, rather than believe the webhook."""
    with begin() as work:
        order = OrderRepository(work.session).find(event.order_id)
    if order is None:
        log.warning("payments.webhook.unknown_order", order_id=str(event.order_id))
        return
    reference = event.reference or order.provider_reference
    if order.status is not OrderStatus.PAID and reference is not None:
        look_at_order(begin, provider, order.id, reference)
