"""The ledger and the receipt book keep their promises whoever writes to them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from contracts.payments.messages import OrderPaid
from services.common.migrations import configuration
from services.payments.repository import MoneyRepository
from tests.integration.payments.shop import Shop
from tests.integration.payments.test_settlement import buy

pytestmark = pytest.mark.postgres

ENTRY = """
    INSERT INTO ledger_entries (transaction_id, account, amount, currency, recorded_at)
    VALUES ((SELECT id FROM ledger_transactions LIMIT 1), :account, :amount, :currency, now())
"""


def settle(shop: Shop) -> None:
    buyer, order = buy(shop)
    shop.verify(buyer, order)


def test_a_sale_is_booked_on_two_sides(shop: Shop) -> None:
    settle(shop)

    rows = shop.ask("SELECT account, amount, currency FROM ledger_entries ORDER BY amount DESC")

    assert rows == [("assets:stripe", 4900, "EUR"), ("income:courses", -4900, "EUR")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entries SET amount = amount + 1",
        "DELETE FROM ledger_entries",
        "TRUNCATE ledger_entries",
        "UPDATE ledger_transactions SET recorded_at = now()",
        "DELETE FROM ledger_transactions",
        "TRUNCATE ledger_transactions CASCADE",
    ],
)
def test_nothing_in_the_ledger_changes(shop: Shop, statement: str) -> None:
    settle(shop)

    with pytest.raises(DBAPIError, match="append-only"), shop.engine.begin() as connection:
        connection.execute(text(statement))

    assert shop.ask("SELECT count(*), sum(amount) FROM ledger_entries") == [(2, 0)]


@pytest.mark.parametrize(
    "sides",
    [
        [("assets:stripe", 100, "EUR")],
        [("assets:stripe", 100, "EUR"), ("income:courses", -99, "EUR")],
        [("assets:stripe", 100, "EUR"), ("income:courses", -100, "USD")],
    ],
)
def test_a_transaction_that_does_not_balance_cannot_commit(
    shop: Shop, sides: list[tuple[str, int, str]]
) -> None:
    settle(shop)

    entries = [
        {"account": account, "amount": amount, "currency": currency}
        for account, amount, currency in sides
    ]

    with pytest.raises(DBAPIError, match="does not balance"), shop.engine.begin() as connection:
        connection.execute(text(ENTRY), entries)

    assert shop.ask("SELECT count(*) FROM ledger_entries") == [(2,)]


def test_a_transaction_without_entries_cannot_commit(shop: Shop) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    empty = """
        INSERT INTO ledger_transactions (id, order_id, kind, recorded_at)
        VALUES (gen_random_uuid(), :order_id, 'sale', now())
    """

    with pytest.raises(DBAPIError, match="does not balance"), shop.engine.begin() as connection:
        connection.execute(text(empty), {"order_id": order.id})


def test_an_order_cannot_be_booked_twice(shop: Shop) -> None:
    buyer, order = buy(shop)
    shop.verify(buyer, order)

    with pytest.raises(DBAPIError, match="uq_ledger_transactions"), shop.desk().begin() as work:
        MoneyRepository(work.session).record_sale(shop.row(order), work.now)


def test_receipts_have_no_gaps_when_many_are_settled_at_once(shop: Shop) -> None:
    bought = [buy(shop) for _ in range(30)]

    with ThreadPoolExecutor(10) as pool:
        calls = [pool.submit(shop.verify, buyer, order) for buyer, order in bought]
    numbers = sorted(str(call.result().receipt_number) for call in calls)

    year = shop.recorded(OrderPaid)[0].paid_at.year
    assert numbers == [f"R-{year}-{position:06d}" for position in range(1, 31)]


def test_a_receipt_number_is_given_back_when_the_work_fails(shop: Shop) -> None:
    settle(shop)

    def fail() -> None:
        with shop.desk().begin() as work:
            assert MoneyRepository(work.session).next_receipt(work.now.year) == 2
            raise RuntimeError("The work fails after the number was taken.")

    with pytest.raises(RuntimeError):
        fail()
    settle(shop)

    assert shop.ask("SELECT last_number FROM receipt_books") == [(2,)]
    assert shop.ask("SELECT count(DISTINCT receipt_number) FROM orders") == [(2,)]


def test_amounts_are_whole_numbers_in_every_table(shop: Shop) -> None:
    kinds = shop.ask(
        "SELECT DISTINCT data_type FROM information_schema.columns WHERE column_name = 'amount'"
    )
    floats = shop.ask(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type IN ('real', 'double precision')"
    )

    assert (kinds, floats) == ([("bigint",)], [])


def test_the_migrations_make_what_the_models_describe(engine: Engine) -> None:
    address = engine.url.render_as_string(hide_password=False)

    command.check(configuration("payments", address))


def test_the_migrations_can_be_undone(engine: Engine) -> None:
    configured = configuration("payments", engine.url.render_as_string(hide_password=False))

    command.downgrade(configured, "base")
    command.upgrade(configured, "head")
