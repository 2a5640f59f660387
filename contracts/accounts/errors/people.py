"""Refusals around people, their roles, profiles and invitations."""

from contracts.errors import Conflict, Forbidden, Invalid, NotFound


class UserNotFound(NotFound):
    """There is no such person."""

    title = "Person not found"


class LastAdmin(Conflict):
    """The academy keeps at least one admin."""

    title = "Last admin"


class OwnRole(Conflict):
    """Nobody changes their own role."""

    title = "Own role"


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


class ConfirmationJustSent(Conflict):
    """The person was sent a confirmation link a moment ago."""

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
