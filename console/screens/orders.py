"""The orders of the academy."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from console.formats import ago, moment, money
from console.screens.listing import EVERYTHING, ListScreen
from console.shell import shell
from console.widgets.detail import Detail
from console.widgets.resource_table import Column, Wording
from contracts.payments.messages import (
    AdminOrder,
    ListAllOrders,
    OrderExpired,
    OrderPaid,
    OrderStatus,
)
from contracts.types import Page


class OrderBook(Protocol):
    """What this screen asks of the gateway."""

    async def list_orders(self, request: ListAllOrders) -> Page[AdminOrder]:
        """One page of orders, newest first."""


COLUMNS: Sequence[Column[AdminOrder]] = (
    Column(label="Order", width=12, cell=lambda order, say, _: say.strong(order.number)),
    Column(label="Course", cell=lambda order, say, _: say.plain(order.course_title)),
    Column(label="Buyer", width=16, cell=lambda order, say, _: say.plain(order.buyer_name)),
    Column(
        label="Receipt",
        width=14,
        from_width=108,
        cell=lambda order, say, _: say.muted(order.receipt_number or "none"),
    ),
    Column(
        label="Price",
        width=13,
        right=True,
        cell=lambda order, say, _: say.plain(money(order.price), right=True),
    ),
    Column(label="Status", width=9, cell=lambda order, say, _: say.pill(order.status)),
    Column(
        label="Placed",
        width=11,
        right=True,
        from_width=92,
        cell=lambda order, say, now: say.muted(ago(order.created_at, now), right=True),
    ),
)


class OrdersScreen(ListScreen[AdminOrder]):
    """Look up who bought what, and whether the money came."""

    PLACE: ClassVar[str] = "orders"
    WORDING: ClassVar[Wording] = Wording(
        noun="order",
        nouns="orders",
        loading="Fetching orders",
        empty="No orders here",
        empty_hint="Orders appear as students buy. Press f for another status.",
        failed="Orders did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "All"),
        (OrderStatus.PAID, "Paid"),
        (OrderStatus.PENDING, "Pending"),
        (OrderStatus.EXPIRED, "Expired"),
    )
    SEARCH: ClassVar[str | None] = "number or buyer"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (OrderPaid.event_type, OrderExpired.event_type)

    def __init__(self, gateway: OrderBook) -> None:
        super().__init__()
        self.gateway = gateway

    def columns(self) -> Sequence[Column[AdminOrder]]:
        """Number, course, buyer, price, status, age."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[AdminOrder]:
        """One page under the current status and search."""
        status = None if self.choice == EVERYTHING else OrderStatus(self.choice)
        return await self.gateway.list_orders(
            ListAllOrders(status=status, search=self.search_text, after=after)
        )

    def key(self, item: AdminOrder) -> str:
        """The order's id."""
        return str(item.id)

    def describe(self, item: AdminOrder) -> Detail:
        """Everything about one order."""
        say, now = shell(self).palette, shell(self).clock()
        return Detail(
            title=say.strong(f"Order {item.number}"),
            facts=(
                ("Status", say.pill(item.status)),
                ("Price", say.plain(money(item.price))),
                ("Course", say.plain(item.course_title)),
                ("Buyer", say.plain(item.buyer_name)),
                ("E-mail", say.plain(item.buyer_email)),
                ("Placed", say.plain(ago(item.created_at, now))),
                ("", say.muted(moment(item.created_at))),
                ("Paid", say.plain(ago(item.paid_at, now) if item.paid_at else "not yet")),
                *((("", say.muted(moment(item.paid_at))),) if item.paid_at else ()),
                ("Receipt", say.plain(item.receipt_number or "none")),
                ("Provider", say.plain(item.provider)),
                ("Reference", say.muted(item.provider_reference or "none")),
                ("Id", say.muted(str(item.id))),
            ),
        )
