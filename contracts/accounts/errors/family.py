"""Refusals around guardians and one's own data."""

from contracts.errors import Conflict, Invalid, NotFound, TooMany


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
