"""What staff do about a person, from a list of people or from one person's screen."""

from typing import Any, Protocol, TypeVar

from textual import on, work
from textual.binding import Binding
from textual.screen import Screen

from console.devices import device_line
from console.messages import ActionDone, ActionRefused
from console.palette import a_role
from console.shell import shell
from console.text import safe_line
from console.treatment import ACTS, TREATMENTS, makes_sense, needed
from console.widgets.choice_dialog import Choice, ChoiceScreen
from console.widgets.doing import Doing, busy
from console.widgets.reason import ReasonScreen
from console.widgets.role_dialog import RoleScreen
from console.widgets.state_panel import why
from console.widgets.view_link import ViewLinkScreen
from contracts.accounts.impersonation import ImpersonationTicket, StartImpersonation
from contracts.accounts.messages import ChangeRole, User
from contracts.accounts.people import Person, SignUserOut
from contracts.accounts.proposals import ProposeAdmin
from contracts.base import Command
from contracts.errors import ServiceError
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


def treatments(*, show: bool) -> list[Binding]:
    """The keys of all acts; a list of people has no room to show them."""
    return [Binding(k, a, name, tooltip=tip, show=show) for k, a, name, tip in _KEYS]


class Treatment(Protocol):
    """What the acts ask of the gateway."""

    @property
    def address(self) -> str:
        """Where the gateway is."""

    async def treat(self, request: Command[ReplyT]) -> ReplyT:
        """What an act left behind."""


class Treating(Screen[None]):
    """A screen that knows a person: asks why, acts, says what came of it and looks again."""

    gateway: Treatment

    @property
    def subject(self) -> User | None:
        """Whom the acts are about."""
        raise NotImplementedError

    @property
    def known(self) -> Person | None:
        """What is known of them beyond the account."""
        return None

    def look_again(self) -> None:
        """Fetch what an act may have changed."""
        raise NotImplementedError

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
        act = ACTS[name]
        question, consequence = act.question.format(name=user.name), act.consequence
        asked = ReasonScreen(question, consequence, send=act.send)
        reason = await self.app.push_screen_wait(asked)
        if reason is not None:
            done = act.done.format(name=user.name)
            await self.carry_out(act.request(user.id, reason), act.doing, done)

    @work(exclusive=True, group="act")
    async def action_sign_person_out(self) -> None:
        """Ask where and why, then end the sessions."""
        if (user := self.subject) is None:
            return
        devices = self.known.devices if self.known else []
        lost = "They have to sign in again there; nothing else changes."
        choices = [Choice("Everywhere", lost.replace("there", "on every device"))]
        now = shell(self).clock()
        choices += [Choice(device_line(each, now), lost) for each in devices]
        asked = ChoiceScreen(f"Sign {user.name} out?", choices, send="Sign out")
        answer = await self.app.push_screen_wait(asked)
        if answer is None:
            return
        at, reason = answer
        device = devices[at - 1] if at else None
        ending = SignUserOut(
            user_id=user.id, reason=reason, session_id=device.id if device else None
        )
        where = "on one device" if device else "everywhere"
        await self.carry_out(ending, "Signing {name} out", f"{user.name} is signed out {where}.")

    @work(exclusive=True, group="act")
    async def action_change_role(self) -> None:
        """Ask which role and why; an admin is only proposed."""
        if (user := self.subject) is None:
            return
        change = await self.app.push_screen_wait(RoleScreen(user))
        if change is None:
            return
        command: Command[Any] = ChangeRole(user_id=user.id, role=change.role, reason=change.reason)
        done = f"{user.name} is now {a_role(change.role)}."
        if change.role is Role.ADMIN:
            command = ProposeAdmin(user_id=user.id, reason=change.reason)
            done = f"{user.name} is proposed as an admin; another admin has to approve."
        await self.carry_out(command, "Changing the role of {name}", done)

    @work(exclusive=True, group="act")
    async def action_view_as(self) -> None:
        """Ask how and why, then show the link."""
        if (user := self.subject) is None:
            return
        actor = shell(self).user
        told = "For a quarter of an hour, recorded in the audit log. "
        choices = [Choice("Look only", f"{told}Nothing can be changed.")]
        if actor is not None and actor.role is Role.ADMIN:
            acting = Choice("Act as them", f"{told}What you do counts as theirs, through you.")
            choices.append(acting)
        asked = ChoiceScreen(f"See the academy as {user.name}?", choices, send="Show the link")
        answer = await self.app.push_screen_wait(asked)
        if answer is None:
            return
        start = StartImpersonation(user_id=user.id, reason=answer[1], write=answer[0] == 1)
        ticket = await self.carry_out(start, "Asking for the link", "")
        if isinstance(ticket, ImpersonationTicket):
            link = f"{self.gateway.address}/impersonation#code={ticket.code}"
            self.app.push_screen(ViewLinkScreen(user.name, link, ticket.expires_at))

    async def carry_out(self, command: Command[ReplyT], doing: str, done: str) -> ReplyT | None:
        """Send an act, say that it is under way and what came of it."""
        user, line = self.subject, self.query_one(Doing)
        line.tell(doing.format(name=user.name if user else ""))
        try:
            reply = await self.gateway.treat(command)
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
            return None
        finally:
            line.tell("")
        self.post_message(ActionDone(done, reply))
        return reply

    @on(ActionDone)
    def show_outcome(self, done: ActionDone[Any]) -> None:
        """Say so, and look again."""
        if done.sentence:
            self.notify(safe_line(done.sentence), title="Done", markup=False)
        self.look_again()

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed."""
        said = safe_line(why(refused.refusal))
        self.notify(said, title="Not changed", severity="error", markup=False)
