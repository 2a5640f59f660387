"""What staff do about a person, from a list of people or from one person's screen."""

from abc import abstractmethod
from functools import partial
from typing import Any, Protocol, TypeVar

from textual import work
from textual.binding import Binding

from console.choices import Chosen, sign_out_choices, view_choices
from console.palette import a_role
from console.screens.acting import Acting
from console.shell import shell
from console.treatment import ACTS, TREATMENTS, makes_sense, needed
from console.widgets.choice_dialog import ChoiceScreen
from console.widgets.doing import busy
from console.widgets.key_bar import roomy
from console.widgets.reason import ReasonScreen
from console.widgets.role_dialog import RoleChange, RoleScreen
from console.widgets.view_link import ViewLinkScreen
from contracts.accounts.impersonation import StartImpersonation
from contracts.accounts.messages import ChangeRole, User
from contracts.accounts.people import Person, SignUserOut
from contracts.accounts.proposals import ProposeAdmin
from contracts.base import Command
from contracts.types import Role

ReplyT = TypeVar("ReplyT")
_KEYS = (
    ("c", "change_role", "Change role", "Give the person another role."),
    ("s", "treat('suspend')", "Suspend", "Keep the person out until somebody restores them."),
    ("s", "treat('restore')", "Restore", "Let a suspended person in again."),
    ("o", "sign_person_out", "Sign out", "End their sessions, on one device or everywhere."),
    ("x", "treat('reset_factor')", "Reset 2FA", "Take a lost second factor from the person."),
    ("m", "treat('resend')", "Mail link", "Send an unconfirmed person another link."),
    ("i", "view_as", "View as", "See the academy as the person sees it, in a browser."),
)
_RARE = {"o", "x"}
"""Keys that a small terminal leaves out."""


def treatments(*, show: bool) -> list[Binding]:
    """The keys of all acts; a list of people has no room to show them."""
    return [
        roomy(*each, show=show)
        if each[0] in _RARE
        else Binding(*each[:3], tooltip=each[3], show=show)
        for each in _KEYS
    ]


class Treatment(Protocol):
    """What the acts ask of the gateway."""

    @property
    def address(self) -> str:
        """Where the gateway is."""

    async def treat(self, request: Command[ReplyT]) -> ReplyT:
        """What an act left behind."""


class Treating(Acting[None]):
    """A screen that knows a person, and does something about them for a reason."""

    gateway: Treatment

    @property
    @abstractmethod
    def subject(self) -> User | None:
        """Whom the acts are about."""

    @property
    def known(self) -> Person | None:
        """What is known of them beyond the account."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the role allows and the account makes sense of, one act after another."""
        name = str(parameters[0]) if action == "treat" else action
        if name not in TREATMENTS:
            return super().check_action(action, parameters)
        user, actor = self.subject, shell(self).user
        if user is None or actor is None or not shell(self).may(needed(name)):
            return False
        if busy(self):
            return None
        return makes_sense(name, actor, user, self.known)

    @work(exclusive=True, group="act")
    async def action_treat(self, name: str) -> None:
        """Ask for the reason, then act."""
        if (user := self.subject) is None:
            return
        act, written = ACTS[name], (name, user.id)
        question, doing, done = (
            said.format(name=user.name) for said in (act.question, act.doing, act.done)
        )
        asked = partial(ReasonScreen, question, act.consequence, send=act.send)
        reason = await self.ask(written, asked, "")
        if reason is not None:
            treating = self.gateway.treat(act.request(user.id, reason))
            await self.carry_out(treating, doing, done, written)

    @work(exclusive=True, group="act")
    async def action_sign_person_out(self) -> None:
        """Ask where and why, then end the sessions."""
        if (user := self.subject) is None:
            return
        question, written = f"Sign {user.name} out?", ("sign out", user.id)
        choices = sign_out_choices(self.known.devices if self.known else [], shell(self).clock())
        asked = partial(ChoiceScreen, question, choices, send="Sign out")
        answer = await self.ask(written, asked, Chosen(choices[0].way))
        if answer is None:
            return
        ending = SignUserOut(user_id=user.id, reason=answer.reason, session_id=answer.way)
        where = "on one device" if answer.way else "everywhere"
        signing_out, done = self.gateway.treat(ending), f"{user.name} is signed out {where}."
        await self.carry_out(signing_out, f"Signing {user.name} out", done, written)

    @work(exclusive=True, group="act")
    async def action_change_role(self) -> None:
        """Ask which role and why; an admin is only proposed."""
        if (user := self.subject) is None:
            return
        written, fresh = ("role", user.id), RoleChange(user.role, "")
        change = await self.ask(written, partial(RoleScreen, user), fresh)
        if change is None:
            return
        command: Command[Any] = ChangeRole(user_id=user.id, role=change.role, reason=change.reason)
        done = f"{user.name} is now {a_role(change.role)}."
        if change.role is Role.ADMIN:
            command = ProposeAdmin(user_id=user.id, reason=change.reason)
            done = f"{user.name} is proposed as an admin; another admin has to approve."
        changing = self.gateway.treat(command)
        await self.carry_out(changing, f"Changing the role of {user.name}", done, written)

    @work(exclusive=True, group="act")
    async def action_view_as(self) -> None:
        """Ask how and why, then show the link."""
        if (user := self.subject) is None:
            return
        question, written = f"See the academy as {user.name}?", ("view as", user.id)
        choices = view_choices(shell(self).user)
        asked = partial(ChoiceScreen, question, choices, send="Show the link")
        answer = await self.ask(written, asked, Chosen(choices[0].way))
        if answer is None:
            return
        start = StartImpersonation(user_id=user.id, reason=answer.reason, write=answer.way)
        shown = await self.carry_out(self.gateway.treat(start), "Asking for the link", "", written)
        if shown is not None:
            ticket = shown.outcome
            link = f"{self.gateway.address}/impersonation#code={ticket.code}"
            self.app.push_screen(ViewLinkScreen(user.name, link, ticket.expires_at))
