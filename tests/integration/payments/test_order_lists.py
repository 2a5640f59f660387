"""Lists of orders and the overview of revenue."""

from typing import Any

import pytest

from contracts.payments.messages import (
    AdminOrder,
    GetPaymentsOverview,
    ListAllOrders,
    ListOrders,
    OrderStatus,
    PaymentsOverview,
)
from contracts.types import Actor, Money, Page, Role
from services.payments.use_cases import orders
from tests.factories.payments import make_actor
from tests.integration.payments.shop import Shop

pytestmark = pytest.mark.postgres


def list_all(shop: Shop, **wish: Any) -> Page[AdminOrder]:
    with shop.desk(make_actor(Role.ADMIN)).read() as work:
        return orders.list_all_orders(work, ListAllOrders(**wish))


def overview(shop: Shop, actor: Actor) -> PaymentsOverview:
    with shop.desk(actor).read() as work:
        return orders.get_payments_overview(work, GetPaymentsOverview())


def test_buyers_see_their_own_orders_newest_first_page_by_page(shop: Shop) -> None:
    buyer, other = shop.register(), shop.register("other@example.org")
    placed = [shop.order(buyer, shop.sell()).id for _ in range(3)]
    shop.order(other, shop.sell())

    with shop.desk(buyer).read() as work:
        first = orders.list_orders(work, ListOrders(limit=2))
        rest = orders.list_orders(work, ListOrders(limit=2, after=first.next))

    assert [order.id for order in [*first.items, *rest.items]] == placed[::-1]
    assert rest.next is None


def test_admins_find_orders_by_number_address_or_title(shop: Shop) -> None:
    ada, bob = shop.register("ada@example.org"), shop.register("bob_1@example.org")
    rust = shop.order(ada, shop.sell(title="Rust for the 100% curious"))
    python = shop.order(bob, shop.sell(title="Python"))

    def found(search: str) -> set[str]:
        return {order.number for order in list_all(shop, search=search).items}

    assert found("") == {rust.number, python.number}
    assert found(rust.number.lower()) == {rust.number}
    assert found("ADA@") == {rust.number}
    assert found("100%") == {rust.number}
    assert found("b_b") == set()
    assert found(" pyth ") == {python.number}


def test_admins_filter_orders_by_status(shop: Shop) -> None:
    buyer = shop.register()
    paid = shop.order(buyer, shop.sell())
    shop.order(buyer, shop.sell())
    shop.stripe.pay(shop.session_of(paid))
    shop.verify(buyer, paid)

    [order] = list_all(shop, status=OrderStatus.PAID).items

    assert (order.id, order.buyer_id, order.buyer_name) == (
        paid.id,
        buyer.user_id,
        "Sara Student",
    )
    assert order.provider_reference == shop.row(paid).payment_reference


def test_an_order_is_listed_before_its_buyer_is_known(shop: Shop) -> None:
    buyer = make_actor()
    placed = shop.order(buyer, shop.sell())

    [order] = list_all(shop).items

    assert (order.id, order.buyer_email) == (placed.id, "")


def test_revenue_comes_from_the_ledger_by_currency(shop: Shop) -> None:
    buyer = shop.register()
    for amount, currency in ((1000, "EUR"), (500, "EUR"), (700, "USD")):
        order = shop.order(buyer, shop.sell(price=Money(amount=amount, currency=currency)))
        shop.stripe.pay(shop.session_of(order))
        shop.verify(buyer, order)
    shop.order(buyer, shop.sell())

    seen = overview(shop, make_actor(Role.ADMIN))

    earned = [Money(amount=1500, currency="EUR"), Money(amount=700, currency="USD")]
    assert (seen.revenue, seen.revenue_today) == (earned, earned)
    assert (seen.paid_orders, seen.pending_orders) == (3, 1)


def test_an_academy_without_sales_has_no_revenue(shop: Shop) -> None:
    seen = overview(shop, make_actor(Role.ADMIN))

    assert seen == PaymentsOverview(revenue=[], revenue_today=[], paid_orders=0, pending_orders=0)
