"""Refusals of the accounts service."""

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated


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


class TimeZoneUnknown(Invalid):
    """There is no such time zone in the IANA database."""

    title = "Time zone not known"


class PictureRefused(Invalid):
    """The file is no picture that can be shown, or it is too large."""

    title = "Picture not taken"


class RateRepeated(Invalid):
    """An hour has one price per currency."""

    title = "Currency named twice"


class TeacherNotFound(NotFound):
    """There is no such teacher."""


class GuardianNeeded(Conflict):
    """A learner below the age needs a guardian who agrees."""

    title = "A guardian is needed"
    status = 422


class GuardianIsLearner(Conflict):
    """Nobody can be their own guardian."""

    title = "Name somebody else"
    status = 422


class BirthDateImplausible(Invalid):
    """The date of birth lies in the future, or longer ago than people live."""

    title = "Check the date of birth"


class GuardianshipNotFound(NotFound):
    """There is no such guardianship, or the caller has no part in it."""


class GuardianshipAnswered(Conflict):
    """The question was answered, taken back, or put to somebody else."""

    title = "Not waiting for your answer"


class GuardianStillNeeded(Conflict):
    """A learner below the age cannot end their guardianship."""

    title = "A guardian is still needed"


class ConsentTextChanged(Conflict):
    """The text that guardians agree to is newer than the one that was read."""

    title = "Read the text again"


class TooManyOffers(TooMany):
    """Too many learners have not yet answered."""

    title = "Too many open questions"


class ExportNotFound(NotFound):
    """There is no such collection of the caller's data."""

    title = "Collection not found"


class ExportRunning(Conflict):
    """The caller's data is being collected already."""

    title = "Already being collected"


class ExportNotReady(Conflict):
    """The collection is not complete yet, or it is over."""

    title = "Not ready to download"


class ErasureNotFound(NotFound):
    """No erasure belongs to the token."""

    title = "Nothing behind this link"


class AddressMistyped(Conflict):
    """The typed address is not that of the account."""

    title = "Address does not match"
    status = 422


class StudentsDepend(Conflict):
    """Students study the published courses of somebody who wants to leave."""

    title = "Students study your courses"
