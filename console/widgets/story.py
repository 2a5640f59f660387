"""One person's story in sections: ways in, devices, courses, orders, traces."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from console.audit.entry import what, who
from console.formats import ago, money
from console.palette import Palette
from console.person_story import PersonStory
from console.shell import shell
from console.theme import Tone
from contracts.types import Page

Rows = Sequence[tuple[Text, ...]]
Describe = Callable[[PersonStory, Palette, datetime], Rows]


def ways(story: PersonStory, say: Palette, _: datetime) -> Rows:
    """What a person signs in with."""
    held, linked = story.person.factors, story.person.linked
    rows = [
        ("Authenticator app", say.plain("set up" if held.app else "none", right=True)),
        ("Passkeys", say.plain(str(held.passkeys or "none"), right=True)),
        ("Recovery codes left", say.plain(str(held.recovery_codes or "none"), right=True)),
        *((each.provider.capitalize(), say.plain(each.email, right=True)) for each in linked),
    ]
    return [(say.muted(label), value) for label, value in rows]


def devices(story: PersonStory, say: Palette, now: datetime) -> Rows:
    """Where a person is signed in; somebody else's view of them stands out."""
    return [
        (
            say.plain(device.user_agent or "unknown"),
            say.badge("viewed as", Tone.WARN) if device.impersonated else Text(),
            say.muted(device.address),
            say.muted(ago(device.last_used_at, now), right=True),
        )
        for device in story.person.devices
    ]


def studied(story: PersonStory, say: Palette, now: datetime) -> Rows:
    """Courses with how far the person is."""
    return [
        (
            say.plain(each.course.title),
            say.plain(f"{each.completed_lessons} of {each.course.lesson_count}", right=True),
            say.muted(ago(each.enrolled_at, now), right=True),
        )
        for each in (story.enrollments or Page(items=[])).items
    ]


def taught(story: PersonStory, say: Palette, _: datetime) -> Rows:
    """Courses the person writes."""
    return [
        (say.plain(course.title), say.pill(course.status))
        for course in (story.taught or Page(items=[])).items
    ]


def orders(story: PersonStory, say: Palette, now: datetime) -> Rows:
    """What the person bought."""
    return [
        (
            say.plain(f"{order.number}  {order.course_title}"),
            say.plain(money(order.price), right=True),
            say.pill(order.status),
            say.muted(ago(order.created_at, now), right=True),
        )
        for order in (story.orders or Page(items=[])).items
    ]


def entries(story: PersonStory, say: Palette, now: datetime) -> Rows:
    """What the person did for the academy, and what was done about them."""
    return [
        (
            Text.assemble(what(entry, say), "  ", say.muted(entry.reason), no_wrap=True),
            say.plain(who(entry)),
            say.muted(ago(entry.recorded_at, now), right=True),
        )
        for entry in story.entries.items
    ]


SECTIONS: dict[str, tuple[str, Describe, str | None]] = {
    "ways": ("Ways to sign in", ways, None),
    "devices": ("Devices", devices, None),
    "studied": ("Courses studied", studied, "enrollments"),
    "taught": ("Courses taught", taught, "taught"),
    "orders": ("Orders", orders, "orders"),
    "entries": ("Audit log", entries, "entries"),
}
"""Title, rows, and which page of the story they come from."""


class Section(Static, can_focus=True):
    """A framed part of the story; Tab goes from one to the next."""

    def __init__(self, part: str) -> None:
        super().__init__(id=f"part-{part}", classes="section")
        self.title, self.describe, self.source = SECTIONS[part]
        self.border_title = self.title

    def show(self, story: PersonStory) -> None:
        """Show this part of the story, or that its service did not answer."""
        say = shell(self).palette
        page: Page[Any] | None = Page(items=[])
        if self.source is not None:
            page = getattr(story, self.source)
        self.set_class(page is None, "-absent")
        if page is None:
            absent = f"✕ {self.title} did not arrive. Press r to try again."
            self.border_subtitle = ""
            self.update(say.toned(absent, Tone.BAD))
            return
        rows = self.describe(story, say, shell(self).clock())
        self.border_subtitle = f"the latest {len(rows)}" if page.next else ""
        self.update(_table(rows) if rows else say.muted("None."))


def _table(rows: Rows) -> Table:
    """The first column takes what the others leave."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for at in range(len(rows[0])):
        table.add_column(ratio=None if at else 1, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*row)
    return table
