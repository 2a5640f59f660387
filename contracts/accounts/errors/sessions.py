"""Refusals around signing in and signed-in devices."""

from contracts.errors import Conflict, Forbidden, NotFound, TooMany, Unauthenticated


class WrongCredentials(Unauthenticated):
    """The e-mail address or the password is not right; which one is not said."""

    title = "Wrong e-mail or password"


class EmailNotConfirmed(Forbidden):
    """The password is right but the address has not been confirmed yet."""

    title = "Confirm your e-mail first"


class AccountSuspended(Forbidden):
    """An admin suspended the account."""

    title = "Account suspended"


class ConfirmationExpired(Conflict):
    """The confirmation link is used, unknown or too old."""

    title = "Link no longer valid"


class SessionEnded(Unauthenticated):
    """The refresh token is used, revoked or too old."""

    title = "Session ended"


class TooManyAttempts(TooMany):
    """Too many wrong guesses in a row; later it goes on."""

    title = "Too many attempts"


class DeviceNotFound(NotFound):
    """There is no such signed-in device of the caller."""

    title = "Device not found"


class ConsentPending(Forbidden):
    """A guardian has to agree before the account can be used."""

    title = "Waiting for your guardian"


class AccountClosed(Forbidden):
    """The account was deleted at its owner's wish."""

    title = "Account deleted"
