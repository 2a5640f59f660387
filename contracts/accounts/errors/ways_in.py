"""Refusals around passwords, other addresses and accounts at Google."""

from contracts.errors import Conflict, NotFound, Unavailable


class WeakPassword(Conflict):
    """The password is easy to guess."""

    title = "Choose a stronger password"
    status = 422


class GoogleUnavailable(Unavailable):
    """Google does not answer, or not in a way that can be used."""

    title = "Google does not answer"


class GoogleRefused(Conflict):
    """The visit to Google is over, was used before, or its answer cannot be believed."""

    title = "Sign-in with Google failed"


class GoogleDeclined(Conflict):
    """The person chose not to go on at Google."""

    title = "Sign-in with Google was canceled"


class GoogleNotOffered(NotFound):
    """The academy is not registered at Google."""

    title = "Sign-in with Google is not offered here"


class GoogleEmailUnproven(Conflict):
    """Google does not know whether the address belongs to the person."""

    title = "Google has not confirmed your address"


class GoogleAccountTaken(Conflict):
    """The Google account, or the academy account, is linked to somebody else already."""

    title = "Already linked"


class AnotherGoogleAccount(Conflict):
    """The Google account that came back is not the one that is linked."""

    title = "Another Google account"


class GoogleSignInTooOld(Conflict):
    """Google says that the person signed in there before they were asked to show who they are."""

    title = "Sign in to Google anew"


class PasswordNeededToLink(Conflict):
    """The address has an account, whose password proves that both belong together."""

    title = "You already have an account"


class LastWayIn(Conflict):
    """Without it the person could not sign in any more."""

    title = "Your only way to sign in"


class BreachedPassword(Conflict):
    """The password is on a list that attackers try first."""

    title = "Choose another password"
    status = 422


class WrongPassword(Conflict):
    """The current password is not right."""

    title = "Wrong password"
    status = 422


class ResetLinkExpired(Conflict):
    """The link to a new password is used, unknown or too old."""

    title = "Link no longer valid"


class EmailTaken(Conflict):
    """The address has got an account of its own meanwhile."""

    title = "Address no longer free"


class EmailChangeOver(Conflict):
    """The change of address was carried out, canceled, or waited too long."""

    title = "Change of address is over"


class SameEmail(Conflict):
    """The new address is the old one."""

    title = "Already your address"
    status = 422
