"""Entrypoints of the payments service."""

from contracts.accounts.messages import UserRegistered
from contracts.courses.events import CourseArchived, CoursePublished
from contracts.payments.messages import (
    AdminOrder,
    GetOrder,
    GetPaymentsOverview,
    ListAllOrders,
    ListOrders,
    ListOrdersOf,
    Order,
    PaymentsOverview,
    ProviderEventRecorded,
    RecordStripeEvent,
    StartCheckout,
    VerifyOrder,
)
from contracts.types import Page
from services.common.events import reacts_to, reacts_to_in_steps
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.payments.entrypoints.personal_data import PersonalData
from services.payments.use_cases import checkout, copies, orders, settlement, webhooks


class PaymentsService(PersonalData):
    """Sells courses and knows who paid."""

    name = "payments"

    @handles_in_steps
    def start_checkout(self, begin: Begin, request: StartCheckout) -> Order:
        """Order a course; the reply carries the address of the payment page."""
        return checkout.start_checkout(begin, self.stripe, request)

    @handles_in_steps
    def verify_order(self, begin: Begin, request: VerifyOrder) -> Order:
        """Settle the order of a buyer who came back from the payment page."""
        return settlement.verify_order(begin, self.stripe, request)

    @handles
    def get_order(self, work: UnitOfWork, request: GetOrder) -> Order:
        """One of the caller's orders."""
        return orders.get_order(work, request)

    @handles
    def list_orders(self, work: UnitOfWork, request: ListOrders) -> Page[Order]:
        """The caller's orders."""
        return orders.list_orders(work, request)

    @handles
    def list_all_orders(self, work: UnitOfWork, request: ListAllOrders) -> Page[AdminOrder]:
        """Every order, for admins."""
        return orders.list_all_orders(work, request)

    @handles
    def list_orders_of(self, work: UnitOfWork, request: ListOrdersOf) -> Page[AdminOrder]:
        """A person's orders, for staff."""
        return orders.list_orders_of(work, request)

    @handles
    def get_payments_overview(
        self, work: UnitOfWork, request: GetPaymentsOverview
    ) -> PaymentsOverview:
        """Revenue and counts, for admins."""
        return orders.get_payments_overview(work, request)

    @handles
    def record_stripe_event(self, work: UnitOfWork, request: RecordStripeEvent) -> None:
        """Keep a webhook of Stripe."""
        webhooks.record_stripe_event(work, self.stripe, request)

    @reacts_to_in_steps(ProviderEventRecorded)
    def follow_provider_event(self, begin: Begin, event: ProviderEventRecorded) -> None:
        """Look at the order that a webhook is about."""
        webhooks.follow_provider_event(begin, self.stripe, event)

    @reacts_to(CoursePublished)
    def price_course(self, work: UnitOfWork, event: CoursePublished) -> None:
        """Keep the price list."""
        copies.price_course(work, event)

    @reacts_to(CourseArchived)
    def withdraw_course(self, work: UnitOfWork, event: CourseArchived) -> None:
        """Keep the price list without what left the catalogue."""
        copies.withdraw_course(work, event)

    @reacts_to(UserRegistered)
    def remember_buyer(self, work: UnitOfWork, event: UserRegistered) -> None:
        """Keep the buyers' contacts."""
        copies.remember_buyer(work, event)

    @every(seconds=30)
    def settle_forgotten_orders(self, begin: Begin) -> None:
        """Find payments whose webhook never came."""
        settlement.settle_forgotten_orders(begin, self.stripe)
