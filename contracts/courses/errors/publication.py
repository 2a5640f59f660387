"""Refusals around publishing, and of lessons that are not open yet."""

from contracts.errors import Conflict, Forbidden


class CourseNotApproved(Conflict):
    """Only a working copy that staff have approved is published."""

    title = "Course is not approved"


class CourseNotLive(Conflict):
    """Only a course that is in the catalogue leaves it."""

    title = "Course is not in the catalogue"


class CourseNotArchived(Conflict):
    """Only a course that has left the catalogue comes back."""

    title = "Course is not archived"


class CourseTakenDown(Conflict):
    """What staff took down only staff put back."""

    title = "Course was taken down"


class NothingChanged(Conflict):
    """What is published already is not handed in again."""

    title = "Nothing has changed"


class SubmissionOutdated(Conflict):
    """A decision is about what was read, not about what was handed in since."""

    title = "Course was handed in anew"


class LessonNotReleased(Forbidden):
    """The lesson opens later."""

    title = "Lesson opens later"


class LessonLocked(Forbidden):
    """Other lessons come first."""

    title = "Complete other lessons first"
