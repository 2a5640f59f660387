"""Orders, the ledger, receipts, webhooks and the copies that selling needs.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from services.common.migrations import bookkeeping_metadata

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("status = 'pending' AND problem IS NULL")

LEDGER_RULES = """
CREATE FUNCTION refuse_to_change_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER ledger_transactions_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_ledger();
CREATE TRIGGER ledger_entries_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_ledger();

CREATE FUNCTION ensure_balanced(checked uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_entries WHERE transaction_id = checked) OR EXISTS (
        SELECT FROM ledger_entries WHERE transaction_id = checked
        GROUP BY currency HAVING sum(amount) <> 0
    ) THEN
        RAISE EXCEPTION 'Ledger transaction % does not balance.', checked
            USING ERRCODE = 'check_violation';
    END IF;
END
$$;
CREATE FUNCTION ensure_transaction_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ensure_balanced(NEW.id);
    RETURN NULL;
END
$$;
CREATE FUNCTION ensure_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ensure_balanced(NEW.transaction_id);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ledger_transactions_balanced
    AFTER INSERT ON ledger_transactions DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ensure_transaction_balanced();
CREATE CONSTRAINT TRIGGER ledger_entries_balanced
    AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ensure_entry_balanced();
"""


def upgrade() -> None:
    """Create everything that the first release needs."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    bookkeeping_metadata().create_all(op.get_bind())
    op.execute(sa.schema.CreateSequence(sa.Sequence("order_numbers", start=1001)))
    _create_copies()
    _create_orders()
    _index_orders()
    _create_provider_events()
    _create_ledger_transactions()
    _create_ledger_entries()
    op.execute(LEDGER_RULES)
    _create_receipt_books()


def downgrade() -> None:
    """Remove it all."""
    for table in (
        "receipt_books",
        "ledger_entries",
        "ledger_transactions",
        "provider_events",
        "orders",
        "buyers",
        "priced_courses",
    ):
        op.drop_table(table)
    for function in (
        "ensure_entry_balanced",
        "ensure_transaction_balanced",
        "ensure_balanced",
        "refuse_to_change_the_ledger",
    ):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP SEQUENCE order_numbers")
    bookkeeping_metadata().drop_all(op.get_bind())


def _create_copies() -> None:
    op.create_table(
        "priced_courses",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount >= 0", name="amount"),
        sa.PrimaryKeyConstraint("course_id", name="pk_priced_courses"),
    )
    op.create_table(
        "buyers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_buyers"),
    )
    _create_trigram_index("buyers", "ix_buyers_email_trigrams", "email")


def _create_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("course_slug", sa.Text(), nullable=False),
        sa.Column("course_title", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("attempted_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("provider_reference", sa.Text()),
        sa.Column("payment_reference", sa.Text()),
        sa.Column("checkout_url", sa.Text()),
        sa.Column("receipt_number", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("paid_at", MOMENT),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        *_order_rules(),
    )


def _order_rules() -> tuple[sa.Constraint, ...]:
    """What is true of every order, whoever writes it."""
    return (
        sa.CheckConstraint("status IN ('pending', 'expired', 'paid')", name="status"),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint(
            "(status = 'paid') = (paid_at IS NOT NULL AND receipt_number IS NOT NULL)",
            name="paid",
        ),
        sa.UniqueConstraint("number", name="uq_orders_number"),
        sa.UniqueConstraint("receipt_number", name="uq_orders_receipt_number"),
        sa.UniqueConstraint("provider_reference", name="uq_orders_provider_reference"),
        sa.UniqueConstraint("payment_reference", name="uq_orders_payment_reference"),
    )


def _index_orders() -> None:
    op.create_index(
        "uq_orders_buyer_id_course_id_open",
        "orders",
        ["buyer_id", "course_id"],
        unique=True,
        postgresql_where=OPEN,
    )
    op.create_index("ix_orders_looked_at_open", "orders", ["looked_at"], postgresql_where=OPEN)
    op.create_index("ix_orders_buyer_id_created_at_id", "orders", ["buyer_id", "created_at", "id"])
    op.create_index("ix_orders_created_at_id", "orders", ["created_at", "id"])
    op.create_index("ix_orders_status_created_at_id", "orders", ["status", "created_at", "id"])
    _create_trigram_index(
        "orders", "ix_orders_number_course_title_trigrams", "number", "course_title"
    )


def _create_trigram_index(table: str, name: str, *columns: str) -> None:
    """An index that finds words anywhere in the columns."""
    operators = dict.fromkeys(columns, "gin_trgm_ops")
    op.create_index(name, table, list(columns), postgresql_using="gin", postgresql_ops=operators)


def _create_provider_events() -> None:
    op.create_table(
        "provider_events",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid()),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("provider", "event_id", name="pk_provider_events"),
    )
    op.create_index("ix_provider_events_order_id", "provider_events", ["order_id"])


def _create_ledger_transactions() -> None:
    op.create_table(
        "ledger_transactions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('sale')", name="kind"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_ledger_transactions_order_id_orders"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_transactions"),
        sa.UniqueConstraint("order_id", "kind", name="uq_ledger_transactions_order_id_kind"),
    )


def _create_ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("amount <> 0", name="amount"),
        sa.CheckConstraint("account IN ('assets:stripe', 'income:courses')", name="account"),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transactions.id"],
            name="fk_ledger_entries_transaction_id_ledger_transactions",
        ),
        sa.PrimaryKeyConstraint("position", name="pk_ledger_entries"),
    )
    op.create_index("ix_ledger_entries_transaction_id", "ledger_entries", ["transaction_id"])
    op.create_index(
        "ix_ledger_entries_account_recorded_at", "ledger_entries", ["account", "recorded_at"]
    )


def _create_receipt_books() -> None:
    op.create_table(
        "receipt_books",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_receipt_books"),
    )
