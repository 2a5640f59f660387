"""Refusals around reviews."""

from contracts.errors import Conflict, Forbidden, NotFound


class ReviewNotFound(NotFound):
    """There is no such review, or it is not to be seen."""


class ReviewTooEarly(Conflict):
    """Who judges a course has completed at least one of its lessons."""

    title = "Complete a lesson first"


class ReviewYourOwn(Conflict):
    """Nobody reports what they wrote themselves; they change or remove it."""

    title = "This is your own review"


class ReviewAlreadyReported(Conflict):
    """One open report of a review is enough from each person."""

    title = "You have reported this review"


class ReviewNotYours(Forbidden):
    """Only the teacher of the course answers its reviews."""

    title = "Only the teacher replies"
