"""The figures of the academy in one struct, as the gateway's overview answers."""

from contracts.accounts.messages import AccountsOverview
from contracts.base import Message
from contracts.courses.resources import CoursesOverview
from contracts.payments.messages import PaymentsOverview


class Overview(Message, frozen=True, kw_only=True):
    """People, courses and money at one moment."""

    accounts: AccountsOverview
    courses: CoursesOverview
    payments: PaymentsOverview
