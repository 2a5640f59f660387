"""The second step that staff has to have: asked for at the door, and set up on wish."""

from datetime import datetime
from typing import Protocol

from console.formats import counted
from console.screens.enrolment import EnrolmentDesk, EnrolmentScreen
from console.shell import Shell
from console.widgets.confirm import ConfirmScreen
from contracts.accounts.second_factors import GetSecondFactors, SecondFactors

_TOLD = "Staff sign in with a second step: a code from an app on their phone. "
_REMINDER_SECONDS = 20
_OVER = "The time to set one up is over. Until you have, nothing else opens."


class SecondStepDesk(EnrolmentDesk, Protocol):
    """What is asked of the gateway."""

    async def get_second_factors(self, request: GetSecondFactors) -> SecondFactors:
        """What one has, and until when one may go without."""


def time_left(due_at: datetime, now: datetime) -> str:
    """How long one may go without, such as `13 days` or `less than a day`."""
    days = (due_at - now).days
    return counted(days, "day") if days else "less than a day"


async def led_through(
    app: Shell, gateway: SecondStepDesk, due_at: datetime, *, overdue: bool
) -> bool:
    """Lead somebody who has no second step through setting one up; whether they may go on.

    `overdue` says that the gateway refuses everything else already, whatever the clock here says.
    """
    now = app.clock()
    over = overdue or due_at <= now
    grace = f"You have {time_left(due_at, now)} left, until {due_at:%d %b %Y}; then nothing else "
    question = "Set up a second step"
    told = _TOLD + (_OVER if over else f"{grace}opens before you have set one up.")
    while True:
        no = "Sign out" if over else "Later"
        if not await app.push_screen_wait(ConfirmScreen(question, told, yes="Set up", no=no)):
            return not over
        if await app.push_screen_wait(EnrolmentScreen(gateway)):
            return True


def remind(app: Shell, due_at: datetime) -> None:
    """Tell somebody who goes on with an earlier session how long they may do without."""
    told = f"{time_left(due_at, app.clock()).capitalize()} left. Press ctrl+p and choose it there."
    app.notify(
        told,
        title="Set up a second step",
        severity="warning",
        timeout=_REMINDER_SECONDS,
        markup=False,
    )


async def set_up(app: Shell, gateway: SecondStepDesk) -> bool:
    """Set an app up on wish, asking first when one is in use; whether it counts from now on."""
    factors = await gateway.get_second_factors(GetSecondFactors())
    if factors.totp_since is not None:
        question = ConfirmScreen(
            "Replace your authenticator app?",
            f"The one that you use since {factors.totp_since:%d %b %Y} counts until the new one "
            "has shown its first code. Your recovery codes stay as they are.",
            yes="Replace",
        )
        if not await app.push_screen_wait(question):
            return False
    return await app.push_screen_wait(EnrolmentScreen(gateway))
