"""Refusals around second factors, passkeys and proving who one is."""

from contracts.errors import Conflict, Forbidden, NotFound, Unauthenticated


class SecondFactorRequired(Unauthenticated):
    """The first factor is right; the second is still to be shown, with the challenge in `extra`."""

    title = "One more step"


class SecondFactorMissing(Forbidden):
    """The role demands a second factor, and until there is one nothing else can be done."""

    title = "Set up a second step first"


class SecondFactorMandatory(Conflict):
    """The role demands a second factor, so the last one stays."""

    title = "Your role needs a second step"


class NoSecondFactor(Conflict):
    """There is no second factor that recovery codes could stand in for."""

    title = "No second step yet"


class WrongCode(Conflict):
    """The code is wrong, used already or too old."""

    title = "Code not accepted"
    status = 422


class StrongerProofRequired(Conflict):
    """Whoever has a second factor shows it, and staff never by a recovery code."""

    title = "Use your second step"


class ChallengeExpired(Conflict):
    """The step took too long, or was taken already."""

    title = "That took too long"


class TotpNotStarted(Conflict):
    """No authenticator app is being set up, or it took too long."""

    title = "Start again"


class PasskeyRefused(Conflict):
    """The passkey is unknown, or its answer does not hold."""

    title = "Passkey not accepted"
    status = 422


class PasskeyKnown(Conflict):
    """The passkey is registered already."""

    title = "Passkey already added"


class TooManyPasskeys(Conflict):
    """A person keeps up to twenty passkeys."""

    title = "Too many passkeys"


class PasskeyNotFound(NotFound):
    """The person has no such passkey."""

    title = "Passkey not found"
