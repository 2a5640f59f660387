"""Refusals around certificates."""

from contracts.errors import Conflict, Invalid, NotFound, TooMany


class CertificateNotFound(NotFound):
    """No certificate has that code, or it is not the caller's."""


class CertificateKeyNotFound(NotFound):
    """No certificate was signed with that key."""


class CertificateWithdrawn(Conflict):
    """The holder had their data erased, so there is nothing left to print."""


class CertificateNotValid(Conflict):
    """What is expired, revoked or superseded is not printed anew."""

    title = "The certificate does not hold"


class CertificateNotRenewable(Conflict):
    """What has expired or was revoked is given again only to who still fulfills the rule."""


class NameUnchanged(Conflict):
    """The certificate already bears the name that the holder has."""

    title = "The name is the same"


class TooManyReissues(TooMany):
    """A certificate changes its name only so often a year."""


class StudentNotFound(NotFound):
    """Nobody by that id studies the course."""


class AttendanceNotFound(NotFound):
    """The course has no such mark of attendance."""


class AttendanceInFuture(Invalid):
    """Nobody has attended a class that is still to come."""

    title = "The class is still to come"


class CertificateFileUnreadable(Invalid):
    """The file is no PDF that can be read, or takes too long to read."""

    title = "The file cannot be read"


class CertificateRuleEmpty(Invalid):
    """A rule that asks for nothing gives everybody a certificate on the first day."""

    title = "Ask for something"
