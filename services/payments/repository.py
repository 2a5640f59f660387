"""Every query of the payments service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, literal, or_, select, text, union
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from contracts.payments.errors import CourseNotForSale, OrderNotFound
from contracts.payments.messages import (
    ListAllOrders,
    ListOrders,
    ListOrdersOf,
    OrderStatus,
)
from contracts.types import Money
from services.common.paging import page
from services.payments import models
from services.payments.models import Account, EntryKind, Order

NEWEST_FIRST: list[ColumnElement[Any]] = [Order.created_at.desc(), Order.id.desc()]
_WITH_BUYER = select(Order, models.Buyer).outerjoin(
    models.Buyer, models.Buyer.user_id == Order.buyer_id
)
_OPEN = (Order.status == OrderStatus.PENDING) & Order.problem.is_(None)


class OrderRepository:
    """Orders, and who placed them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, order_id: UUID) -> Order:
        """The order with that id."""
        return _found(self._session.get(Order, order_id))

    def get_for_update(self, order_id: UUID) -> Order:
        """The order with that id, locked until the work ends."""
        return _found(self._session.get(Order, order_id, with_for_update=True))

    def find(self, order_id: UUID) -> Order | None:
        """The order with that id, if there is one."""
        return self._session.get(Order, order_id)

    def place(self, values: dict[str, Any]) -> Order:
        """The order just placed, or the one that the buyer has open for the course; locked."""
        statement = insert(Order).values(values)
        statement = statement.on_conflict_do_update(
            index_elements=[Order.buyer_id, Order.course_id],
            index_where=text(models.OPEN_ORDER),
            set_={"attempt": Order.attempt},
        )
        return self._session.scalars(statement.returning(Order)).one()

    def next_number(self) -> int:
        """The next order number; numbers of refused orders are lost."""
        return int(self._session.execute(select(models.order_numbers.next_value())).scalar_one())

    def is_owned(self, buyer_id: UUID, course_id: UUID) -> bool:
        """Whether the buyer paid for the course."""
        paid = select(literal(1)).where(
            Order.buyer_id == buyer_id,
            Order.course_id == course_id,
            Order.status == OrderStatus.PAID,
        )
        return self._session.execute(paid.limit(1)).first() is not None

    def list_unsettled(self, before: datetime, limit: int) -> list[Order]:
        """Open orders that nobody has looked at since, longest first."""
        statement = select(Order).where(_OPEN, Order.looked_at < before)
        return list(self._session.scalars(statement.order_by(Order.looked_at).limit(limit)))

    def list_own(self, buyer_id: UUID, wish: ListOrders) -> tuple[list[Any], str | None]:
        """A page of a buyer's orders."""
        statement = select(Order).where(Order.buyer_id == buyer_id)
        return self._page(statement, wish)

    def list_all(self, wish: ListAllOrders) -> tuple[list[Any], str | None]:
        """A page of everybody's orders, each with its buyer if known."""
        statement = _WITH_BUYER
        if wish.status is not None:
            statement = statement.where(Order.status == wish.status)
        words = wish.search.strip()
        if words:
            statement = statement.where(Order.id.in_(_matching(words)))
        return self._page(statement, wish)

    def list_of(self, wish: ListOrdersOf) -> tuple[list[Any], str | None]:
        """A page of a person's orders, each with its buyer if known."""
        return self._page(_WITH_BUYER.where(Order.buyer_id == wish.user_id), wish)

    def count(self) -> dict[OrderStatus, int]:
        """How many orders stand where."""
        rows = self._session.execute(select(Order.status, func.count()).group_by(Order.status))
        return {row[0]: row[1] for row in rows}

    def _page(
        self, statement: Select[*tuple[Any, ...]], wish: ListOrders | ListAllOrders | ListOrdersOf
    ) -> tuple[list[Any], str | None]:
        return page(self._session, statement, keys=NEWEST_FIRST, after=wish.after, limit=wish.limit)


class CopyRepository:
    """What other services told us: prices and people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_course(self, course_id: UUID) -> models.PricedCourse:
        """The course in the price list."""
        course = self._session.get(models.PricedCourse, course_id)
        if course is None or not course.for_sale:
            raise CourseNotForSale("This course is not for sale.")
        return course

    def find_buyer(self, user_id: UUID) -> models.Buyer | None:
        """The contact of a person, if we have heard of them."""
        return self._session.get(models.Buyer, user_id)

    def save_course(self, values: dict[str, Any]) -> None:
        """Put a course into the price list, or change what the list says of it."""
        table = models.PricedCourse
        statement = (
            insert(table)
            .values(values)
            .on_conflict_do_update(
                index_elements=[table.course_id], set_=values, where=table.as_of <= values["as_of"]
            )
        )
        self._session.execute(statement)

    def save_buyer(self, values: dict[str, Any]) -> None:
        """Remember a person's contact, unless something newer is known or they have left."""
        table = models.Buyer
        statement = insert(table).values(values)
        newer = or_(table.as_of.is_(None), table.as_of <= statement.excluded.as_of)
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[table.user_id],
                set_=values,
                where=newer & table.erased_at.is_(None),
            )
        )


class PersonalDataRepository:
    """What is kept about one person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Their contact and their orders."""
        buyer = models.Buyer
        bought = (Order.number, Order.course_title, Order.amount, Order.currency, Order.status)
        moments = (Order.created_at, Order.paid_at, Order.receipt_number)
        known = select(buyer.name, buyer.email).where(
            buyer.user_id == user_id, buyer.erased_at.is_(None)
        )
        orders = select(*bought, *moments).where(Order.buyer_id == user_id)
        return {"buyer": self._rows(known), "orders": self._rows(orders.order_by(Order.created_at))}

    def erase(self, user_id: UUID, pseudonym: str, now: datetime) -> None:
        """Put a pseudonym in place of a person; nobody introduces them again."""
        values = {"name": pseudonym, "email": "", "as_of": now, "erased_at": now}
        statement = insert(models.Buyer).values(user_id=user_id, **values)
        key = [models.Buyer.user_id]
        self._session.execute(statement.on_conflict_do_update(index_elements=key, set_=values))

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
        rows = self._session.execute(statement)
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)


class MoneyRepository:
    """The ledger, the receipt book and the provider's webhooks: written once, never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record_sale(self, order: Order, now: datetime) -> None:
        """Book the price of an order: the provider owes it to us, we earned it."""
        sale = models.LedgerTransaction(order_id=order.id, kind=EntryKind.SALE, recorded_at=now)
        self._session.add(sale)
        self._session.flush()
        self._session.add_all(
            models.LedgerEntry(
                transaction_id=sale.id,
                account=account,
                amount=amount,
                currency=order.currency,
                recorded_at=now,
            )
            for account, amount in (
                (Account.STRIPE_BALANCE, order.amount),
                (Account.COURSE_SALES, -order.amount),
            )
        )

    def next_receipt(self, year: int) -> int:
        """The next receipt number of the year, given back if the work rolls back."""
        book = models.ReceiptBook
        statement = insert(book).values(year=year, last_number=1)
        statement = statement.on_conflict_do_update(
            index_elements=[book.year], set_={"last_number": book.last_number + 1}
        )
        return self._session.execute(statement.returning(book.last_number)).scalar_one()

    def revenue(self, since: datetime | None = None) -> list[Money]:
        """What was earned, by currency."""
        entry = models.LedgerEntry
        statement = select(entry.currency, -func.sum(entry.amount)).where(
            entry.account == Account.COURSE_SALES
        )
        if since is not None:
            statement = statement.where(entry.recorded_at >= since)
        rows = self._session.execute(statement.group_by(entry.currency).order_by(entry.currency))
        return [Money(amount=int(total), currency=currency) for currency, total in rows]

    def add_provider_event(self, values: dict[str, Any]) -> bool:
        """Keep a webhook; False when it was kept before."""
        statement = insert(models.ProviderEvent).values(values).on_conflict_do_nothing()
        return self._session.execute(statement.returning(literal(1))).first() is not None


def _found(order: Order | None) -> Order:
    if order is None:
        raise OrderNotFound("There is no such order.")
    return order


def _matching(words: str) -> CompoundSelect[UUID]:
    """Ids of orders with the words in number, title or e-mail; each half has its own index."""
    number, title = Order.number, Order.course_title
    by_order = or_(
        number.icontains(words, autoescape=True), title.icontains(words, autoescape=True)
    )
    by_buyer = models.Buyer.email.icontains(words, autoescape=True)
    buyers = select(models.Buyer.user_id).where(by_buyer)
    return union(
        select(Order.id).where(by_order), select(Order.id).where(Order.buyer_id.in_(buyers))
    )
