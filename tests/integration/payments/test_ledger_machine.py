"""Any mix of buyers, webhooks, returns, timers and outages leaves the books right."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from contracts.errors import ServiceError
from contracts.payments.messages import Order, OrderPaid, OrderStatus
from contracts.types import Actor, Money
from services.payments.provider import CheckoutState
from tests.integration.payments.shop import Shop
from tests.simulators.receiver import Received
from tests.simulators.stripe.remote import DECLINED

pytestmark = pytest.mark.postgres

GOOD = "4242424242424242"
EXAMPLES = 15


class Academy(RuleBasedStateMachine):
    """Acts at random; `truth` remembers what the provider really charged."""

    shop: Shop
    payments = 0
    purchases: Bundle[tuple[Actor, Order]] = Bundle("purchases")
    webhooks: Bundle[Received] = Bundle("webhooks")

    def __init__(self) -> None:
        super().__init__()
        self.shop.stripe.reset()
        self.shop.received.take()
        with self.shop.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            tables = "ledger_entries, ledger_transactions, orders, receipt_books, outbox_events"
            for table in tables.split(", "):
                connection.execute(text(f"DELETE FROM {table}"))
        self.truth: dict[Any, int] = {}
        self.status: dict[Any, OrderStatus] = {}

    @rule(target=purchases, amount=st.integers(50, 10_000))
    def order(self, amount: int) -> tuple[Actor, Order]:
        """A buyer orders a course."""
        buyer = self.shop.register()
        course = self.shop.sell(price=Money(amount=amount, currency="EUR"))
        return buyer, self.shop.order(buyer, course)

    @initialize(target=purchases, amounts=st.lists(st.integers(50, 10_000), min_size=2, max_size=4))
    def open_shop(self, amounts: list[int]) -> Any:
        """Some have paid already, and the service has yet to learn of it."""
        bought = [self.order(amount) for amount in amounts]
        for purchase in bought[1:]:
            self.pay(purchase, GOOD)
        return multiple(*bought)

    @rule(purchase=purchases, card=st.sampled_from([GOOD, DECLINED]))
    def pay(self, purchase: tuple[Actor, Order], card: str) -> None:
        """The buyer pays, or tries to, if the page is still open."""
        order = purchase[1]
        page = self.shop.provider.look(self.shop.session_of(order))
        if page.state is not CheckoutState.OPEN:
            return
        if self.shop.stripe.pay(page.reference, card) == "succeeds":
            type(self).payments += 1
            self.truth[order.id] = order.price.amount

    @rule(purchase=purchases)
    def close(self, purchase: tuple[Actor, Order]) -> None:
        """The page's time ends, unless it was paid."""
        page = self.shop.provider.look(self.shop.session_of(purchase[1]))
        if page.state is CheckoutState.OPEN:
            self.shop.stripe.expire(page.reference)

    @rule(target=webhooks)
    def arrive(self) -> Any:
        """Whatever webhooks have come by now wait to be handled, in any order."""
        return multiple(*self.shop.received.take())

    @rule(webhook=webhooks)
    def hear(self, webhook: Received) -> None:
        """A webhook is handled, perhaps again."""
        self.shop.record(webhook)

    @rule(webhook=consumes(webhooks))
    def lose(self, webhook: Received) -> None:
        """A webhook never comes again."""

    @rule()
    def follow(self) -> None:
        """The service looks at what webhooks told, also at old ones."""
        self.shop.follow()

    @rule(purchase=purchases)
    def come_back(self, purchase: tuple[Actor, Order]) -> None:
        """The buyer returns from the payment page."""
        self.shop.verify(*purchase)

    @rule(purchase=purchases)
    def order_again(self, purchase: tuple[Actor, Order]) -> None:
        """The buyer presses the button again; a further order is no purchase of this test."""
        buyer, order = purchase
        before = self.shop.look_up(buyer, order).status
        try:
            again = self.shop.order(buyer, order.course_id)
        except ServiceError:
            assert before is OrderStatus.PAID
        else:
            assert before is not OrderStatus.PENDING or again.id == order.id

    @rule()
    def reconcile(self) -> None:
        """The timer fires after a while."""
        with self.shop.engine.begin() as connection:
            connection.execute(
                text("UPDATE orders SET looked_at = looked_at - :span"),
                {"span": timedelta(minutes=2)},
            )
        self.shop.reconcile()

    @precondition(lambda self: self.truth)
    @rule(answer=st.sampled_from(["disconnect", "429"]))
    def outage(self, answer: str) -> None:
        """The provider is away while the timer fires."""
        self.shop.stripe.fail_next(answer, count=2, method="GET")
        self.reconcile()
        self.shop.stripe.clear_faults()

    @invariant()
    def orders_move_forward(self) -> None:
        """A paid order stays paid, and no closed one opens again."""
        rank = {OrderStatus.PENDING: 0, OrderStatus.EXPIRED: 1, OrderStatus.PAID: 2}
        now = {
            row[0]: OrderStatus(row[1]) for row in self.shop.ask("SELECT id, status FROM orders")
        }
        for order_id, status in self.status.items():
            assert rank[now[order_id]] >= rank[status]
        self.status = now

    @invariant()
    def the_books_are_right(self) -> None:
        """Every amount in the ledger was charged; sums are zero; receipts and events match."""
        booked = self.shop.ask(
            "SELECT order_id, sum(amount) FILTER (WHERE amount > 0), sum(amount)"
            " FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id"
            " GROUP BY order_id"
        )
        paid = self.shop.ask("SELECT id FROM orders WHERE status = 'paid'")
        receipts = self.shop.ask(
            "SELECT right(receipt_number, 6)::int FROM orders"
            " WHERE receipt_number IS NOT NULL ORDER BY 1"
        )
        assert all(self.truth[order_id] == amount for order_id, amount, _ in booked)
        assert all(balance == 0 for _, _, balance in booked)
        assert {row[0] for row in booked} == {row[0] for row in paid}
        assert [row[0] for row in receipts] == list(range(1, len(paid) + 1))
        announced = [event.order_id for event in self.shop.recorded(OrderPaid)]
        assert sorted(announced) == sorted(row[0] for row in paid)

    def teardown(self) -> None:
        """In the end everything that was charged is known."""
        for _ in range(2):
            self.reconcile()
        self.the_books_are_right()
        paid = {row[0] for row in self.shop.ask("SELECT id FROM orders WHERE status = 'paid'")}
        assert paid == set(self.truth)


def test_the_books_are_right_whatever_happens(shop: Shop) -> None:
    Academy.shop, Academy.payments = shop, 0

    run_state_machine_as_test(
        Academy,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Academy.payments >= EXAMPLES
