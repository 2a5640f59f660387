"""Refusals of the accounts service."""

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


class UserNotFound(NotFound):
    """There is no such person."""

    title = "Person not found"


class LastAdmin(Conflict):
    """The academy keeps at least one admin."""

    title = "Last admin"


class WeakPassword(Conflict):
    """The password is easy to guess."""

    title = "Choose a stronger password"
    status = 422


class OwnRole(Conflict):
    """Nobody changes their own role."""

    title = "Own role"


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


class InvitationUnknown(NotFound):
    """There is no such invitation, or its link was replaced by a newer one."""

    title = "Invitation not found"


class InvitationExpired(Conflict):
    """The invitation is older than seven days."""

    title = "Invitation expired"


class InvitationRevoked(Conflict):
    """Whoever sent the invitation has taken it back."""

    title = "Invitation taken back"


class InvitationUsed(Conflict):
    """The invitation has been taken already."""

    title = "Invitation already used"


class AddressTaken(Conflict):
    """The address has an account."""

    title = "There is an account with this address"


class AlreadyInvited(Conflict):
    """The address has an invitation that can still be taken."""

    title = "Already invited"


class InvitationJustSent(Conflict):
    """The invitation was sent a moment ago."""

    title = "Just sent"


class RoleNotGrantable(Forbidden):
    """Nobody is invited to a role that the inviting person may not give."""

    title = "This role cannot be given like this"


class ImportRefused(Conflict):
    """The file cannot be imported as it is."""

    title = "The file cannot be imported"
    status = 422


class ImportNotFound(NotFound):
    """There is no such import."""

    title = "Import not found"
