"""The rules about second factors: who needs one, who may do without, and what proves a person."""

from datetime import datetime, timedelta
from uuid import UUID

from contracts.accounts.errors import (
    ChallengeExpired,
    LastWayIn,
    NoSecondFactor,
    SecondFactorMandatory,
    SessionEnded,
    StrongerProofRequired,
    TooManyPasskeys,
    TotpNotStarted,
)
from contracts.accounts.second_factors import Proof
from contracts.types import STAFF, Actor, Role
from services.accounts import models
from services.accounts.policies.attempts import Limit
from services.accounts.ways import Ways

CHALLENGE_LIFE = timedelta(minutes=5)
CANDIDATE_LIFE = timedelta(minutes=30)
TRUST_LIFE = timedelta(days=30)
MOST_PASSKEYS = 20

PROOFS_OF_PERSON = (
    Limit("proof of person", 5, 300),
    Limit("proof of person", 20, 3600),
    Limit("proof of person", 50, 86_400),
)
"""Wrong codes of one person: five in five minutes, twenty in an hour, fifty in a day."""


def second_steps(ways: Ways) -> list[Proof]:
    """Whatever the person has beside the password finishes signing in."""
    offered = {
        Proof.TOTP: ways.totp,
        Proof.PASSKEY: ways.passkeys > 0,
        Proof.RECOVERY_CODE: ways.second_factor and ways.recovery_codes > 0,
    }
    return [proof for proof, there in offered.items() if there]


def step_ups(ways: Ways, role: Role) -> list[Proof]:
    """Whoever has a second factor shows it; a recovery code never serves the staff."""
    if not ways.second_factor:
        firsts = {Proof.PASSWORD: ways.password, Proof.GOOGLE: ways.google}
        return [proof for proof, there in firsts.items() if there]
    steps = second_steps(ways)
    return [step for step in steps if step is not Proof.RECOVERY_CODE or role not in STAFF]


def ensure_offered(proof: Proof, offered: list[Proof]) -> None:
    """Only what was offered to this person proves that it is them."""
    if proof not in offered:
        raise StrongerProofRequired("Show your authenticator app or your passkey.")


def ensure_challenge_open(
    challenge: models.Challenge | None, purpose: models.Purpose, now: datetime
) -> models.Challenge:
    """A challenge is open for five minutes, and only for what it was made for."""
    if challenge is None or challenge.purpose is not purpose or challenge.expires_at <= now:
        raise ChallengeExpired("Start again.")
    return challenge


def ensure_spent(spent: bool) -> None:  # noqa: FBT001 (the outcome of one statement)
    """A challenge is answered once."""
    if not spent:
        raise ChallengeExpired("It was answered already. Start again.")


def ensure_same_person(challenge: models.Challenge, user: models.User) -> None:
    """A challenge ends when what its person may do has changed meanwhile."""
    if challenge.user_id != user.id or challenge.version != user.token_version:
        raise ChallengeExpired("Start again.")


def ensure_personal(challenge: models.Challenge) -> UUID:
    """The second step asks a certain person."""
    if challenge.user_id is None:
        raise ChallengeExpired("Start again.")
    return challenge.user_id


def ensure_same_session(challenge: models.Challenge, actor: Actor) -> None:
    """What was begun on one device is not finished on another."""
    if challenge.session_id != actor.session_id:
        raise ChallengeExpired("Start again on this device.")


def ensure_in_session(actor: Actor) -> UUID:
    """Only who is signed in on a device can renew the proof that it is them."""
    if actor.session_id is None:
        raise SessionEnded("Sign in again.")
    return actor.session_id


def ensure_own_session(session: models.Session | None) -> models.Session:
    """A session that has ended takes no new proof."""
    if session is None:
        raise SessionEnded("Sign in again.")
    return session


def ensure_candidate(factor: models.TotpFactor | None, now: datetime) -> str:
    """An app is confirmed within half an hour of being shown its secret."""
    sealed = factor.sealed_candidate if factor else None
    shown_at = factor.candidate_at if factor else None
    if sealed is None or shown_at is None or now - shown_at > CANDIDATE_LIFE:
        raise TotpNotStarted("Show the picture again and scan it.")
    return sealed


def ensure_second_factor(ways: Ways) -> None:
    """Recovery codes stand in for a second factor, so there has to be one."""
    if not ways.second_factor:
        raise NoSecondFactor("Set up an authenticator app or a passkey first.")


def ensure_room_for_passkey(ways: Ways) -> None:
    """A person keeps up to twenty passkeys."""
    if ways.passkeys >= MOST_PASSKEYS:
        raise TooManyPasskeys("Remove one that you do not use any more.")


def ensure_can_go_without(left: Ways, role: Role) -> None:
    """Staff keep a second factor, and everybody keeps a way in."""
    if role in STAFF and not left.second_factor:
        raise SecondFactorMandatory("Set up another one before you remove this.")
    if not left.password and left.passkeys == 0:
        raise LastWayIn("Choose a password or add another passkey first.")


def second_factor_due_at(user: models.User, ways: Ways, grace: timedelta) -> datetime | None:
    """Staff set a second factor up within some days of becoming staff."""
    if user.role not in STAFF or ways.second_factor:
        return None
    return (user.staff_since or user.created_at) + grace


def is_confined(user: models.User, ways: Ways, grace: timedelta, now: datetime) -> bool:
    """Afterwards they can do nothing else than set one up."""
    due = second_factor_due_at(user, ways, grace)
    return due is not None and due <= now


def staff_since(user: models.User, before: Role, now: datetime) -> datetime | None:
    """The days of grace begin with the first role among the staff, not with each further one."""
    if user.role not in STAFF:
        return None
    return user.staff_since if before in STAFF else now
