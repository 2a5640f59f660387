"""Refusals around the arrangement of a course and of writing in it."""

from contracts.errors import Conflict, Invalid, NotFound


class TopicNotFound(NotFound):
    """There is no such topic in that place, or the caller may not see it."""


class LessonChangedElsewhere(Conflict):
    """The lesson has been changed since the version that the change was made on."""

    title = "Changed in another place"


class CourseChangedElsewhere(Conflict):
    """The course has been changed since the version that the change was made on."""

    title = "Changed in another place"


class PrerequisiteUnknown(Invalid):
    """A lesson can only ask for other lessons of its course."""


class PrerequisiteCycle(Invalid):
    """Two lessons that wait for each other would never open."""

    title = "Lessons wait for each other"


class ReleaseUnclear(Invalid):
    """A lesson opens at a date or after some days, not both."""


class FileInUse(Conflict):
    """A file that a lesson or the course shows cannot be removed."""
