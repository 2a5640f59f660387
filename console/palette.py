"""Styled pieces of text for cells and details, in the colors of the current theme."""

from collections.abc import Mapping

from rich.style import Style
from rich.text import Text

from console.text import safe_line, safe_text
from console.theme import Tone
from contracts.accounts.messages import UserStatus
from contracts.courses.resources import CourseStatus
from contracts.payments.messages import OrderStatus
from contracts.types import Role

Status = CourseStatus | OrderStatus | UserStatus | Role

_PILLS: dict[Status, tuple[str, Tone]] = {
    CourseStatus.DRAFT: ("draft", Tone.NEUTRAL),
    CourseStatus.SUBMITTED: ("in review", Tone.WARN),
    CourseStatus.CHANGES_REQUESTED: ("sent back", Tone.BAD),
    CourseStatus.APPROVED: ("approved", Tone.INFO),
    CourseStatus.PUBLISHED: ("published", Tone.GOOD),
    CourseStatus.ARCHIVED: ("archived", Tone.NEUTRAL),
    OrderStatus.PENDING: ("pending", Tone.WARN),
    OrderStatus.EXPIRED: ("expired", Tone.NEUTRAL),
    OrderStatus.PAID: ("paid", Tone.GOOD),
    UserStatus.UNCONFIRMED: ("unconfirmed", Tone.WARN),
    UserStatus.ACTIVE: ("active", Tone.GOOD),
    UserStatus.SUSPENDED: ("suspended", Tone.BAD),
    UserStatus.AWAITING_CONSENT: ("no consent", Tone.WARN),
    UserStatus.ERASED: ("deleted", Tone.NEUTRAL),
    Role.STUDENT: ("student", Tone.NEUTRAL),
    Role.TEACHER: ("teacher", Tone.INFO),
    Role.MODERATOR: ("moderator", Tone.WARN),
    Role.SUPPORT: ("support", Tone.WARN),
    Role.ADMIN: ("admin", Tone.WARN),
}


def label_of(status: Status) -> str:
    """The word that stands in the pill of a status."""
    return _PILLS[status][0]


def a_role(role: Role) -> str:
    """A role with its article, such as `an admin`."""
    article = {Role.ADMIN: "an ", Role.SUPPORT: ""}.get(role, "a ")
    return f"{article}{label_of(role)}"


class Palette:
    """The current theme's colors, and the pieces of text made with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def plain(self, text: str, *, right: bool = False) -> Text:
        """One line as it was written, never read as markup."""
        return self._line(text, "foreground", right=right)

    def strong(self, text: str) -> Text:
        """One line in bold, for what a row is about."""
        return Text(safe_line(text), style="bold", no_wrap=True, overflow="ellipsis")

    def muted(self, text: str, *, right: bool = False) -> Text:
        """One line of lesser weight."""
        return self._line(text, "muted", right=right)

    def toned(self, text: str, tone: Tone) -> Text:
        """One line in the color of a tone."""
        return self._line(text, f"tone-{tone}")

    def prose(self, text: str) -> Text:
        """Several lines as they were written."""
        return Text(safe_text(text), style=self.color("foreground"))

    def pill(self, status: Status) -> Text:
        """A status as a word on a colored ground."""
        label, tone = _PILLS[status]
        return self.badge(label, tone)

    def badge(self, label: str, tone: Tone) -> Text:
        """Any word on the ground of a tone."""
        style = Style(color=self.color(f"tone-{tone}"), bgcolor=self.color(f"tone-{tone}-back"))
        return Text(no_wrap=True).append(f" {safe_line(label)} ", style=style)

    def color(self, name: str) -> str:
        """A theme variable as a color."""
        return self._variables[name]

    def _line(self, text: str, variable: str, *, right: bool = False) -> Text:
        return Text(
            safe_line(text),
            style=self.color(variable),
            justify="right" if right else "left",
            no_wrap=True,
            overflow="ellipsis",
        )
