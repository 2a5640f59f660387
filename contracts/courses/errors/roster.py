"""Refusals around the students of a course."""

from contracts.errors import Conflict


class NobodyToTell(Conflict):
    """An announcement needs students who can hear it."""

    title = "Nobody is enrolled yet"
