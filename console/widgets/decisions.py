"""What is asked before a course is published or sent back."""

from console.formats import price_tag
from console.widgets.confirm import ConfirmScreen
from console.widgets.reason import ReasonScreen
from contracts.courses.resources import CourseDraft


def approval_question(course: CourseDraft) -> ConfirmScreen:
    """Publishing names the price, because it cannot be taken back from who has paid it."""
    consequence = (
        f"Everybody finds it in the catalog at once ({price_tag(course.price)}), "
        f"and {course.teacher.name} is told."
    )
    return ConfirmScreen(f"Publish “{course.title}”?", consequence, yes="Publish")


def rejection_question(course: CourseDraft) -> ReasonScreen:
    """Sending back asks for a reason that the teacher can work with."""
    consequence = f"{course.teacher.name} reads this reason and can hand the course in again."
    return ReasonScreen(f"Send “{course.title}” back?", consequence, send="Send back")
