"""The last look before a course is approved: six things to vouch for, none of them by habit."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Checkbox, Static

from console.checklist import MEANINGS, checks
from console.formats import price_tag
from console.shell import shell
from console.text import safe_line, safe_text
from console.theme import Tone
from console.widgets.decisions import CheckBox
from console.widgets.dialog import Form, buttons
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseDraft

_LONGEST_NAME = max(len(check) for check in ReviewCheck)


class ApprovalScreen(Form[list[ReviewCheck]]):
    """Closes with what was ticked, once all of it is, or with nothing.

    *ticked* remembers the ticks while the dialog is closed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Approve", tooltip="Approve the course.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing; the ticks stay."),
        Binding("down", "app.focus_next", "Next", tooltip="The next check.", show=False),
        Binding("up", "app.focus_previous", "Back", tooltip="The check before.", show=False),
    ]

    def __init__(self, course: CourseDraft, ticked: set[ReviewCheck]) -> None:
        super().__init__()
        self.course = course
        self.ticked = ticked

    def compose(self) -> ComposeResult:
        """Question, consequence, checks, what was found by itself, two buttons."""
        verb = "Publish" if self.course.publishes_itself else "Approve"
        with Vertical(classes="dialog -wider"):
            question = f"{verb} “{self.course.title}”?"
            yield Static(safe_line(question), classes="question -tight", markup=False)
            yield Static(
                safe_text(approval_consequence(self.course)), classes="consequence", markup=False
            )
            with VerticalScroll(classes="checks", can_focus=False):
                for check in ReviewCheck:
                    yield CheckBox(check, _label(check), ticked=check in self.ticked)
                yield Static(classes="found")
            yield Static(classes="trouble", markup=False)
            yield from buttons(f"{verb}  ^s")

    def on_mount(self) -> None:
        """Begin with the first check."""
        self.query_one(".found", Static).update(self._findings())
        self.query(CheckBox).first().focus()
        self.judge()

    @on(Checkbox.Changed)
    def remember(self) -> None:
        """Remember the ticks."""
        self.ticked.clear()
        self.ticked.update(box.check for box in self.query(CheckBox) if box.value)
        self.judge()

    @property
    def answer(self) -> list[ReviewCheck]:
        """All checks, for none may be missing."""
        return list(ReviewCheck)

    @property
    def trouble(self) -> str:
        """How many ticks are missing."""
        missing = len(ReviewCheck) - len(self.ticked)
        return f"{missing} of {len(ReviewCheck)} are not ticked yet." if missing else ""

    def tell(self, trouble: str) -> None:
        """Say how many are missing, or that none is."""
        super().tell(trouble)
        self.query_one(".trouble", Static).update(trouble or "All are ticked.")

    def _findings(self) -> Content:
        """What a machine can tell, the troubles first."""
        say = shell(self).palette
        tone = {True: ("✓", Tone.GOOD), False: ("!", Tone.WARN)}
        found = sorted(checks(self.course), key=lambda check: check.in_order)
        parts = [
            (f"{tone[each.in_order][0]}\u00a0{safe_line(each.finding)}", each.in_order)
            for each in found
        ]
        styled = [(text, say.color(f"tone-{tone[good][1]}")) for text, good in parts]
        return Content(", ").join([Content.styled(text, color) for text, color in styled])


def approval_consequence(course: CourseDraft) -> str:
    """Who gets to see what, and when; the price, because who paid it cannot be asked for more."""
    teacher = course.teacher.name
    if not course.publishes_itself:
        return f"Nothing changes in the catalog yet: {teacher} is told, and publishes it."
    if course.taken_down:
        shown = "It was taken down; everybody finds it in the catalog again"
    elif course.revision:
        shown = f"It takes the place of edition {course.revision} for everybody at once"
    else:
        shown = "Everybody finds it in the catalog at once"
    return f"{shown} ({price_tag(course.price)}), and {teacher} is told."


def _label(check: ReviewCheck) -> Content:
    name = Content.styled(f"{check.value.capitalize():<{_LONGEST_NAME}}  ", "bold")
    return Content.assemble(name, MEANINGS[check])
