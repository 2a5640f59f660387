"""Refusals of the payments service."""

from contracts.errors import Conflict, Invalid, NotFound, Unavailable


class OrderNotFound(NotFound):
    """There is no such order, or it is not the caller's."""


class CourseNotForSale(NotFound):
    """The course is not in the price list."""


class CourseAlreadyBought(Conflict):
    """The caller owns the course."""

    title = "You own this course"


class CourseIsFree(Conflict):
    """A free course is entered without an order."""


class SignatureRefused(Invalid):
    """The webhook's signature does not hold, or it is too old."""

    status = 400
    title = "Signature refused"


class ProviderUnavailable(Unavailable):
    """The payment provider does not answer."""

    title = "Payment is briefly unavailable"


class CheckoutRefused(Conflict):
    """The payment provider does not take the order as it stands."""

    title = "This course cannot be paid right now"
