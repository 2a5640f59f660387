"""What is asked before a course is sent back, taken down or put back."""

from textual.app import ComposeResult
from textual.containers import ItemGrid
from textual.content import ContentText
from textual.widgets import Checkbox, Static

from console.widgets.reason import ReasonScreen
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseCard, CourseDraft


class CheckBox(Checkbox):
    """One of the things a reviewer looks at; without colors, too, one sees whether it is ticked."""

    BUTTON_LEFT = BUTTON_RIGHT = " "

    def __init__(self, check: ReviewCheck, label: ContentText = "", *, ticked: bool) -> None:
        super().__init__(label or check.value.capitalize(), ticked, compact=True)
        self.check = check
        self.BUTTON_INNER = "✓" if ticked else "□"

    def watch_value(self) -> None:
        """Draw the tick."""
        self.BUTTON_INNER = "✓" if self.value else "□"
        super().watch_value()


class SendBackScreen(ReasonScreen):
    """Sending back asks for a reason that the teacher can work with, and what it is about.

    *failed* remembers what is ticked while the dialog is closed.
    """

    def __init__(self, course: CourseDraft, failed: set[ReviewCheck], reason: str = "") -> None:
        consequence = f"{course.teacher.name} reads this reason and can hand the course in again."
        question = f"Send “{course.title}” back?"
        super().__init__(question, consequence, reason, send="Send back")
        self.failed = failed

    def compose_more(self) -> ComposeResult:
        """The list of checks, none of which has to be ticked."""
        yield Static("What is not in order? (optional)", classes="also")
        with ItemGrid(min_column_width=18, classes="ticks"):
            for check in ReviewCheck:
                yield CheckBox(check, ticked=check in self.failed)

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Remember what is ticked."""
        self.failed.clear()
        self.failed.update(box.check for box in self.query(CheckBox) if box.value)
        event.stop()


def take_down_question(course: CourseCard, reason: str) -> ReasonScreen:
    """Taking down names the course and says who loses what."""
    consequence = (
        "Nobody can find or buy it any more; who is enrolled keeps it. "
        f"{course.teacher.name} reads this reason."
    )
    question = f"Take “{course.title}” down?"
    return ReasonScreen(question, consequence, reason, send="Take down")


def reinstatement_question(course: CourseCard, reason: str) -> ReasonScreen:
    """Putting back says what everybody sees again."""
    consequence = (
        f"Everybody can find and buy edition {course.revision} again. "
        "The reason goes into the audit log."
    )
    question = f"Put “{course.title}” back into the catalog?"
    return ReasonScreen(question, consequence, reason, send="Put back")
