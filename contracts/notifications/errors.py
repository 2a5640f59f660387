"""Refusals of the notifications service."""

from contracts.errors import Conflict, NotFound


class NotificationFixed(Conflict):
    """Receipts and what concerns the safety of an account cannot be switched off."""

    title = "This cannot be switched off"


class UnsubscribeLinkUnknown(NotFound):
    """The token of the link was not made by Academy."""

    title = "Link not known"
