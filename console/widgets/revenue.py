"""The academy's money, one line per currency."""

from rich.table import Table

from console.formats import amount
from console.palette import Palette
from contracts.payments.messages import PaymentsOverview
from contracts.types import Money


def revenue(payments: PaymentsOverview, say: Palette) -> Table:
    """One line per currency: today's money and all of it."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_row("", say.muted("today", right=True), say.muted("in all", right=True))
    today = {money.currency: money for money in payments.revenue_today}
    for total in sorted(payments.revenue, key=lambda money: money.currency):
        nothing = Money(amount=0, currency=total.currency)
        of_today = today.get(total.currency, nothing)
        table.add_row(
            say.plain(total.currency),
            say.plain(amount(of_today), right=True),
            say.strong(amount(total)),
        )
    if not payments.revenue:
        table.add_row(say.muted("No money yet"), "", "")
    return table
