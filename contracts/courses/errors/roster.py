"""Refusals around the students of a course."""

from contracts.errors import Conflict, NotFound


class StudentNotFound(NotFound):
    """Nobody of that id studies the course."""


class NobodyToTell(Conflict):
    """An announcement needs students who can hear it."""

    title = "Nobody is enrolled yet"
