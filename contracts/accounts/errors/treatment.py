"""Refusals of what staff do to and through other people's accounts."""

from contracts.errors import Conflict, Forbidden, NotFound


class OwnAccount(Conflict):
    """Staff treat other people's accounts here, never their own."""

    title = "Your own account"


class BeyondSupport(Forbidden):
    """Support helps students and teachers; for those who work here an admin is needed."""

    title = "An admin is needed"


class AccountNotActive(Conflict):
    """The account cannot be used at the moment, so this makes no sense."""

    title = "Account not active"


class NotSuspended(Conflict):
    """Only a suspended account can be restored."""

    title = "Not suspended"


class AlreadyConfirmed(Conflict):
    """The person has confirmed their address, or cannot any more."""

    title = "Nothing to confirm"


class SecondAdminNeeded(Conflict):
    """Nobody becomes an admin by the word of one admin alone."""

    title = "A second admin is needed"


class AlreadyAdmin(Conflict):
    """The person administers the academy already."""

    title = "Already an admin"


class ProposalPending(Conflict):
    """The same is proposed already and waits for an answer."""

    title = "Already proposed"


class ProposalNotFound(NotFound):
    """There is no such proposal."""

    title = "Proposal not found"


class ProposalClosed(Conflict):
    """The proposal was decided, taken back, or has expired."""

    title = "Proposal closed"


class OwnProposal(Forbidden):
    """Neither who proposed it nor whom it is about can approve a proposal."""

    title = "Somebody else has to approve"


class StaffNotImpersonated(Forbidden):
    """Nobody looks through the eyes of those who work for the academy."""

    title = "Not as a member of staff"


class ImpersonationReadOnly(Forbidden):
    """Only admins act in somebody else's name; support looks."""

    title = "Looking only"


class ImpersonationCodeSpent(Conflict):
    """The code was used, is unknown, or is older than a minute."""

    title = "Code no longer valid"


class NoImpersonation(Conflict):
    """The session is one's own, so there is no view to leave."""

    title = "Not in somebody else's view"
